/// `set`, `unset`, the start-up file, and what they decide.
extension Session {
    func change(_ order: SettingOrder) {
        frame.options.obey(order, start: frame.start)
        guard options.isInteractive, !options.isQuiet else { return }
        console.note("\(order.setting.name) is \(order.setting.text(options))")
    }

    /// Runs the lines of the user's start-up file as if they were typed: what they set and name stays.
    /// Those that ask Discogs are told before they do.
    /// - Throws: as `run(_:of:)`.
    package func begin(with script: CheckedScript) async throws -> Outcome {
        tellsRequests = true
        defer { tellsRequests = false }
        return try await run(script)
    }

    /// Shows a text for people, page by page where somebody sits and it is long.
    func show(_ text: String) async throws {
        if options.isInteractive, options.usesPager {
            try await console.page(text)
        } else {
            try console.write(Array(text.utf8))
        }
    }
}

extension BoundStatement {
    /// Whether it may send requests.
    var asksDiscogs: Bool {
        switch self {
        case .pipeline(let pipeline, _), .declaration(_, .pipeline(let pipeline, _)):
            pipeline.asksDiscogs
        case .declaration, .action, .setting, .alias, .script, .recording: false
        }
    }
}

extension BoundPipeline {
    fileprivate var asksDiscogs: Bool {
        let isAsked =
            switch source {
            case .endpoint, .raw, .whoami: true
            case .variable, .input, .status, .cache, .history, .log, .listed, .accounts: false
            }
        return isAsked
            || stages.contains { bound in
                bound.stage is ImagesStage
                    || (bound.stage as? EachStage)?.child.asksDiscogs == true
            }
    }
}

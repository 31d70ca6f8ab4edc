import Output
import PipelineLanguage
import Records

/// `! command`: the rows to the standard input of another program.
struct ProgramStage: PipelineStage {
    /// For `sh -c`, verbatim.
    let line: String
    /// What `$1`, `$2`… are in it.
    let arguments: [String]
    /// `MAS_name` for the variables that are values.
    let variables: [String: String]

    init(_ line: String, arguments: [String], variables: [String: Variable]) {
        self.line = line
        self.arguments = arguments
        var environment: [String: String] = [:]
        for (name, variable) in variables {
            guard case .values(let words) = variable else { continue }
            environment["MAS_\(name)"] = words.compactMap(\.plainText).joined(separator: "\n")
        }
        self.variables = environment
    }

    /// SIGPIPE.
    private static let brokenPipe: Int32 = 13

    var takesAllRows: Bool { true }
    var isSink: Bool { true }
    var keepsEveryRow: Bool { true }

    func apply(to flow: Flow, at location: Location, in run: PipelineRun) -> Flow {
        if run.isDone { return flow }
        var flow = flow
        let fed = flow
        // It is the last stage, and nothing comes out of it.
        flow.rows = RowStream {
            try await feed(fed, in: run)
            return nil
        }
        return flow
    }

    private func feed(_ flow: Flow, in run: PipelineRun) async throws {
        let format = flow.format ?? .jsonl
        // From now on the terminal is the program's.
        run.console.progress(nil)
        let ending = try await run.environment.programs.run(
            line, arguments: arguments, variables: variables
        ) { write in
            let folder = run.options.temporaryDirectory
            // Some formats give all of it at the end, faster than the program may read it.
            let sink = SpooledSink(folder: folder)
            var writer = RowWriters.make(
                format, to: sink,
                options: RowWriterOptions(
                    kind: flow.kind, title: flow.sourceName, isObject: flow.isObject,
                    temporaryFolder: folder))
            /// Whether somebody reads.
            func passOn() async throws -> Bool {
                while let bytes = try sink.take() {
                    guard try await write(bytes) else { return false }
                }
                return true
            }
            while let rows = try await flow.rows.next() {
                try Task.checkCancellation()
                try writer.write(rows)
                // Who has read enough needs no more requests.
                guard try await passOn() else { return }
            }
            try writer.finish()
            _ = try await passOn()
        }
        switch ending {
        case .exited(0): break
        // Nobody reads what it writes: that is the end of our output, too.
        case .signalled(Self.brokenPipe), .exited(128 + Self.brokenPipe): throw ClosedOutput()
        default: throw ProgramFailure.ended(ending)
        }
    }
}

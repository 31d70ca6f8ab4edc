import PipelineLanguage

/// A name for stages.
package struct Alias: Sendable {
    /// None of them is the name of another alias: those were put in their places.
    let stages: [Stage]
    /// Whether who made it may do what scripts may only with `--trust`. It is no more trusted in the
    /// hands of others.
    let isTrusted: Bool

    /// As it can be typed.
    var text: String { stages.map(Formatter.text(of:)).joined(separator: " | ") }
}

extension [Stage] {
    /// How many there are, those inside `each` too.
    var size: Int {
        reduce(0) { size, stage in size + 1 + (stage.inner?.size ?? 0) }
    }

    /// How deep `each` stands inside `each`.
    var depth: Int { map { ($0.inner?.depth ?? -1) + 1 }.max() ?? 0 }
}

extension Stage {
    fileprivate var inner: [Stage]? {
        if case .each(.block(let pipeline), _) = kind { pipeline.stages } else { nil }
    }
}

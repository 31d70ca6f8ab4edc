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

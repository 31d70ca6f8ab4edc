import PipelineLanguage

/// A name for stages.
package struct Alias: Sendable {
    /// None of them is the name of another alias: those were put in their places.
    let stages: [Stage]

    /// As it can be typed.
    var text: String { stages.map(Formatter.text(of:)).joined(separator: " | ") }
}

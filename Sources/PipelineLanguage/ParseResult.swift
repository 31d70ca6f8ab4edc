/// What a text turned out to be: all statements that could be read, and all that is wrong.
package struct ParseResult: Sendable, Hashable {
    package var script: Script
    /// In the order of the text.
    package var diagnostics: [Diagnostic]
    /// Whether the text of a prompt is only unfinished: it ends in `|` or `\`, or a quote, brace or
    /// parenthesis is open. Then `diagnostics` says what is missing, should no more come.
    package var needsMoreInput: Bool

    /// The statements in turn; the span of each is its text, without comments around it.
    package var statements: [Statement] { script.statements }

    package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    package init(script: Script, diagnostics: [Diagnostic], needsMoreInput: Bool) {
        self.script = script
        self.diagnostics = diagnostics
        self.needsMoreInput = needsMoreInput
    }
}

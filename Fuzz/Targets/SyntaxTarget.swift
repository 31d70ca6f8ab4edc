import Commands
import PipelineLanguage

/// A text, as a script and as typed.
enum SyntaxTarget {
    static func check(_ text: String) throws(Violation) {
        let source = SourceText(name: "fuzz.mas", text: text)
        let script = PipelineParser.parse(source, mode: .file)
        let typed = PipelineParser.parse(source, mode: .interactive)
        for parsed in script == typed ? [script] : [script, typed] {
            try check(parsed.statements.map(\.span), of: source)
            try check(parsed.diagnostics, of: source, width: 40)
            try checkRoundTrip(of: parsed.script, from: source)
        }
        try Violation.unless(
            !script.needsMoreInput && (!typed.needsMoreInput || typed.hasErrors),
            "\(text.debugDescription) needs more, for no reason")
        for candidate in Completer().completions(for: text).candidates {
            try Violation.unless(
                !candidate.text.isEmpty && isVisible(candidate.text),
                "\(candidate) cannot be typed")
        }
    }

    /// What was read without errors is written so that it reads the same.
    private static func checkRoundTrip(
        of script: Script, from source: SourceText
    ) throws(Violation) {
        let canonical = Formatter.text(of: script)
        let again = PipelineParser.parse(SourceText(name: "canonical", text: canonical))
        try Violation.unless(
            again.diagnostics.isEmpty && again.script.withoutSpans == script.withoutSpans,
            "\(source.text.debugDescription) became \(canonical.debugDescription)")
        try Violation.unless(
            Formatter.text(of: again.script) == canonical,
            "\(canonical.debugDescription) is not canonical")
    }

    /// Diagnostics stand in the text, and nothing that they show drives a terminal.
    static func check(
        _ diagnostics: [Diagnostic], of source: SourceText, width: Int?
    ) throws(Violation) {
        try check(diagnostics.map(\.span), of: source)
        // Showing takes most of the time, and the others come first in other inputs.
        let shown = DiagnosticRenderer(width: width)
            .render(Array(diagnostics.prefix(2)), in: source)
        try Violation.unless(
            shown.split(separator: "\n").allSatisfy { isVisible(String($0)) },
            "\(source.text.debugDescription) is shown as \(shown.debugDescription)")
    }

    private static func check(_ spans: [SourceSpan], of source: SourceText) throws(Violation) {
        let size = source.text.utf8.count
        for span in spans {
            try Violation.unless(
                0 <= span.start && span.start <= span.end && span.end <= size,
                "\(span) lies outside of \(source.text.debugDescription)")
        }
    }

    private static func isVisible(_ text: String) -> Bool {
        !text.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
    }
}

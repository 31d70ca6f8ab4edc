/// Shows a diagnostic with its line and a caret:
///
///     dig.mas:4:32: error: no field 'yaer'
///     4 | search artist="Sun Ra" | where yaer<1960
///       |                                ^^^^ did you mean 'year'?
///
/// Nothing in a text can drive the terminal: control characters are shown as pictures.
package struct DiagnosticRenderer: Sendable {
    /// Columns of the terminal. A longer line is cut so that the caret is in sight, a longer hint
    /// goes on in lines of its own. Nil: nothing is cut.
    private let width: Int?

    package init(width: Int? = nil) {
        self.width = width.map { max($0, 20) }
    }

    /// The text, without a line end behind it.
    package func render(_ diagnostics: [Diagnostic], in source: SourceText) -> String {
        diagnostics.map { render($0, in: source) }.joined(separator: "\n")
    }

    /// The text, without a line end behind it.
    package func render(_ diagnostic: Diagnostic, in source: SourceText) -> String {
        let (line, column) = source.location(of: diagnostic.span.start)
        // What was just typed needs no name.
        let place = source.name.isEmpty ? "" : "\(VisibleText.of(source.name)):\(line):\(column): "
        let head = "\(place)\(diagnostic.severity.rawValue): \(VisibleText.of(diagnostic.message))"
        guard let span = source.span(ofLine: line) else { return head }
        let gutter = String(repeating: " ", count: String(line).count)
        let excerpt = Excerpt(
            source.line(line),
            marking: SourceSpan(
                diagnostic.span.start - span.start, diagnostic.span.end - span.start),
            width: width.map { $0 - gutter.count - 3 })
        let carets =
            String(repeating: " ", count: excerpt.caretColumn)
            + String(repeating: "^", count: excerpt.caretWidth)
        var lines = [head, "\(line) | \(excerpt.text)", "\(gutter) | \(carets)"]
        if let hint = diagnostic.hint.map(VisibleText.of) {
            let room = width.map { $0 - gutter.count - 3 } ?? Int.max
            if DisplayWidth.of(carets) + 1 + DisplayWidth.of(hint) <= room {
                lines[2] += " \(hint)"
            } else {
                lines += Self.wrap(hint, width: room).map { "\(gutter) | \($0)" }
            }
        }
        return lines.joined(separator: "\n")
    }

    private static func wrap(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, DisplayWidth.of(line) + 1 + DisplayWidth.of(word) > width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " \(word)"
        }
        return line.isEmpty ? lines : lines + [line]
    }
}

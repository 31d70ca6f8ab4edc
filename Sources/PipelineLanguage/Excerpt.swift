/// The part of a line that is shown with a diagnostic, and where its caret goes.
struct Excerpt {
    private static let tabWidth = 4

    let text: String
    /// In columns from the start of `text`.
    let caretColumn: Int
    /// In columns, at least one.
    let caretWidth: Int

    /// - Parameters:
    ///   - line: without its line break.
    ///   - marked: what to underline, in UTF-8 offsets of the line; it may go beyond the line.
    ///   - width: how many columns there are; nil for as many as it takes.
    init(_ line: String, marking marked: SourceSpan, width: Int?) {
        let cells = Self.cells(of: line)
        let total = cells.last?.end ?? 0
        let caretStart = cells.first { $0.bytes.end > marked.start }?.start ?? total
        let caretEnd = max(
            caretStart + 1, cells.last { $0.bytes.start < marked.end }?.end ?? caretStart)
        guard let width, max(total, caretEnd) > width else {
            text = cells.map(\.text).joined()
            caretColumn = caretStart
            caretWidth = caretEnd - caretStart
            return
        }
        // Columns from..<from + width of the line, the first and last of which may be dots.
        let before = min(width / 3, 24)
        var from = max(0, caretStart - before)
        if caretEnd > from + width - 1 { from = min(caretStart - 1, caretEnd - width + 1) }
        from = max(0, min(from, max(total, caretEnd) - width))
        let isCutBefore = from > 0
        let isCutBehind = total > from + width
        let first = from + (isCutBefore ? 1 : 0)
        let last = from + width - (isCutBehind ? 1 : 0)
        let shown = cells.filter { $0.start >= first && $0.end <= last }
        let gap = max(0, (shown.first?.start ?? first) - first)
        text =
            (isCutBefore ? "…" : "") + String(repeating: " ", count: gap)
            + shown.map(\.text).joined() + (isCutBehind ? "…" : "")
        caretColumn = max(0, caretStart - from)
        caretWidth = max(1, min(caretEnd, last) - max(caretStart, from))
    }

    /// A character as it is shown, with its columns and its bytes in the line.
    private struct Cell {
        var text: String
        var start: Int
        var end: Int
        var bytes: SourceSpan
    }

    private static func cells(of line: String) -> [Cell] {
        var cells: [Cell] = []
        var column = 0
        var offset = 0
        for character in line {
            let text =
                character == "\t"
                ? String(repeating: " ", count: tabWidth - column % tabWidth)
                : VisibleText.of(String(character))
            let end = column + DisplayWidth.of(text)
            let bytes = SourceSpan(offset, offset + character.utf8.count)
            cells.append(Cell(text: text, start: column, end: end, bytes: bytes))
            column = end
            offset = bytes.end
        }
        return cells
    }
}

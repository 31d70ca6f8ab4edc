/// A text to parse, and what to call it in messages.
package struct SourceText: Sendable, Hashable {
    /// A file's name, or "-c" or the like.
    package let name: String
    package let text: String
    /// The UTF-8 offsets at which the lines begin.
    private let lineStarts: [Int]

    package init(name: String, text: String) {
        self.name = name
        self.text = text
        var starts = [0]
        for (offset, byte) in text.utf8.enumerated() where byte == UInt8(ascii: "\n") {
            starts.append(offset + 1)
        }
        lineStarts = starts
    }

    /// The line and the column of a UTF-8 offset, both counted from 1; columns count characters.
    package func location(of offset: Int) -> (line: Int, column: Int) {
        let line = lineIndex(of: offset)
        let before = text(in: SourceSpan(lineStarts[line], offset))
        return (line + 1, before.count + 1)
    }

    /// A line, counted from 1, without its line break; empty when there is none of that number.
    package func line(_ number: Int) -> String {
        guard let span = span(ofLine: number) else { return "" }
        return text(in: span)
    }

    /// Where a line stands, counted from 1, without its line break.
    package func span(ofLine number: Int) -> SourceSpan? {
        guard lineStarts.indices.contains(number - 1) else { return nil }
        let start = lineStarts[number - 1]
        guard number < lineStarts.count else { return SourceSpan(start, text.utf8.count) }
        let end = lineStarts[number] - 1
        let hasReturn = text(in: SourceSpan(start, end)).utf8.last == UInt8(ascii: "\r")
        return SourceSpan(start, hasReturn ? end - 1 : end)
    }

    /// The text of a part; what lies outside is left out.
    package func text(in span: SourceSpan) -> String {
        let utf8 = text.utf8
        let start = min(max(span.start, 0), utf8.count)
        let end = min(max(span.end, start), utf8.count)
        let lower = utf8.index(utf8.startIndex, offsetBy: start)
        let upper = utf8.index(lower, offsetBy: end - start)
        return String(decoding: utf8[lower..<upper], as: UTF8.self)
    }

    private func lineIndex(of offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }
}

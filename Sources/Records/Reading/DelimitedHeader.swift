/// The first record of a csv or tsv file, which names the columns.
package struct DelimitedHeader: Hashable, Sendable {
    /// As `read` names the fields: what is empty or there twice has a number.
    package let names: [String]
    /// What stands between two cells.
    package let delimiter: CellDelimiter
    /// The bytes of the record without its line end, and without a byte order mark.
    package let bytes: [UInt8]
    package let lineEnd: LineEnd

    package enum LineEnd: String, Sendable {
        case newline = "\n"
        case returnAndNewline = "\r\n"
    }

    /// - Parameters:
    ///   - beginning: of the file, with all of the first record.
    ///   - format: csv or tsv.
    /// - Returns: nil where there are no names: the file is empty.
    /// - Throws: `RowSyntaxError`.
    package init?(of beginning: [UInt8], in format: RowFormat) throws(RowSyntaxError) {
        let parser = DelimitedParser(format == .tsv ? .tabs : .sniffed, limit: beginning.count)
        var length = 0
        while length < beginning.count, parser.names == nil {
            length += 1
            _ = try parser.read(beginning[(length - 1)..<length])
        }
        if parser.names == nil { _ = try parser.finish() }
        guard let names = parser.names else { return nil }
        var record = beginning.prefix(length)
        var lineEnd = format == .tsv ? LineEnd.newline : .returnAndNewline
        switch record.last {
        case UInt8(ascii: "\n"):
            record.removeLast()
            lineEnd = .newline
        case UInt8(ascii: "\r"): record.removeLast()
        default: break
        }
        if record.starts(with: byteOrderMark) { record.removeFirst(byteOrderMark.count) }
        self.names = names
        self.lineEnd = lineEnd
        delimiter = CellDelimiter.allCases.first { $0.byte == parser.delimiter } ?? .comma
        bytes = Array(record)
    }
}

/// Reads csv (RFC 4180, with any `CellDelimiter`) and tsv. The first record names the fields. What
/// `FormulaGuard` put in front of a cell is taken off.
final class DelimitedParser: RowParser {
    enum Dialect {
        /// Cells may be quoted; the first record shows what stands between them.
        case sniffed
        /// No quotes.
        case tabs
    }

    private enum Place { case beforeCell, inCell, inQuotes, behindQuote }

    private let hasQuotes: Bool
    private let limit: Int
    private(set) var delimiter = UInt8(ascii: "\t")
    /// The first record while its delimiter is not known.
    private var start: [UInt8]?
    private var isQuotedAtStart = false

    /// Nil before the first record has come.
    private(set) var names: [String]?
    private var place = Place.beforeCell
    private var cell: [UInt8] = []
    private var cells: [String] = []
    private var isQuoted = false
    private var recordBytes = 0
    private var line = 1
    private var firstLine = 1
    private var isBehindCR = false

    init(_ dialect: Dialect, limit: Int) {
        self.limit = limit
        hasQuotes = dialect == .sniffed
        start = []
    }

    func read(_ bytes: ArraySlice<UInt8>) throws(RowSyntaxError) -> [Row] {
        guard start != nil else { return try parse(bytes) }
        for (place, byte) in zip(bytes.indices, bytes) {
            start?.append(byte)
            if hasQuotes, byte == UInt8(ascii: "\"") { isQuotedAtStart.toggle() }
            if !isQuotedAtStart, byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                return try parse(takeStart()) + parse(bytes[(place + 1)...])
            }
        }
        guard start?.count ?? 0 <= limit else { throw error(.tooLong(limit)) }
        return []
    }

    func finish() throws(RowSyntaxError) -> [Row] {
        var rows = try parse(takeStart())
        if place == .inQuotes { throw error(.openQuote) }
        if place != .beforeCell || !cells.isEmpty {
            try endCell()
            if let row = try endRecord() { rows.append(row) }
        }
        return rows
    }

    /// The bytes kept for finding the delimiter, which is known from then on.
    private func takeStart() -> ArraySlice<UInt8> {
        guard var bytes = start else { return [] }
        start = nil
        if bytes.starts(with: byteOrderMark) { bytes.removeFirst(3) }
        guard hasQuotes else { return bytes[...] }
        var isInQuotes = false
        var counts: [UInt8: Int] = [:]
        for byte in bytes {
            if byte == UInt8(ascii: "\"") { isInQuotes.toggle() }
            if !isInQuotes { counts[byte, default: 0] += 1 }
        }
        delimiter = CellDelimiter.comma.byte
        for candidate in CellDelimiter.allCases.map(\.byte)
        where counts[candidate, default: 0] > counts[delimiter, default: 0] {
            delimiter = candidate
        }
        return bytes[...]
    }

    // MARK: Records

    private func parse(_ bytes: ArraySlice<UInt8>) throws(RowSyntaxError) -> [Row] {
        var rows: [Row] = []
        for byte in bytes {
            if let row = try parse(byte) { rows.append(row) }
        }
        return rows
    }

    private func parse(_ byte: UInt8) throws(RowSyntaxError) -> Row? {
        let isEndOfCRLF = isBehindCR && byte == UInt8(ascii: "\n")
        isBehindCR = byte == UInt8(ascii: "\r")
        if byte == UInt8(ascii: "\n") && !isEndOfCRLF || isBehindCR { line += 1 }
        if place == .inQuotes {
            if byte == UInt8(ascii: "\"") { place = .behindQuote } else { try append(byte) }
            return nil
        }
        if isEndOfCRLF { return nil }
        switch byte {
        case delimiter: try endCell()
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
            try endCell()
            return try endRecord()
        case UInt8(ascii: "\"") where hasQuotes && place == .beforeCell:
            place = .inQuotes
            isQuoted = true
        case UInt8(ascii: "\"") where place == .behindQuote:
            // A doubled quote is one.
            try append(byte)
            place = .inQuotes
        default:
            try append(byte)
            place = .inCell
        }
        return nil
    }

    private func append(_ byte: UInt8) throws(RowSyntaxError) {
        recordBytes += 1
        guard recordBytes <= limit else { throw error(.tooLong(limit)) }
        cell.append(byte)
    }

    private func endCell() throws(RowSyntaxError) {
        guard let text = String(validating: cell, as: UTF8.self) else { throw error(.notUTF8) }
        cells.append(FormulaGuard.unguarded(text))
        cell.removeAll(keepingCapacity: true)
        place = .beforeCell
    }

    /// - Returns: nil for the names, and for an empty line.
    private func endRecord() throws(RowSyntaxError) -> Row? {
        defer {
            cells.removeAll(keepingCapacity: true)
            isQuoted = false
            recordBytes = 0
            firstLine = line
        }
        if cells == [""], !isQuoted { return nil }
        guard let names else {
            names = Self.unique(cells)
            return nil
        }
        guard cells.count == names.count else {
            throw error(.cellCount(cells.count, expected: names.count))
        }
        return Row(zip(names, cells.map(JSONValue.string)).map { ($0, $1) })
    }

    /// The names of the fields: what is empty or there twice gets a number.
    private static func unique(_ cells: [String]) -> [String] {
        var taken: Set<String> = []
        return cells.enumerated().map { place, cell in
            let name = cell.isEmpty ? "column_\(place + 1)" : cell
            var unique = name
            var number = 2
            while !taken.insert(unique).inserted {
                unique = "\(name)_\(number)"
                number += 1
            }
            return unique
        }
    }

    private func error(_ problem: RowSyntaxError.Problem) -> RowSyntaxError {
        RowSyntaxError(problem: problem, line: firstLine)
    }
}

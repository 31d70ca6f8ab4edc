/// Reads lines: each one a text, or each one a JSON value.
final class LineParser: RowParser {
    enum Content { case text, json }

    private let content: Content
    private let limit: Int
    private var reader: JSONReader
    /// The begun line.
    private var line: [UInt8] = []
    private var number = 1

    init(of content: Content, limit: Int) {
        self.content = content
        self.limit = limit
        reader = JSONReader(maximumBytes: limit)
    }

    func read(_ bytes: ArraySlice<UInt8>) throws(RowSyntaxError) -> [Row] {
        var rows: [Row] = []
        var rest = bytes
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            line += rest[..<end]
            rest = rest[(end + 1)...]
            if let row = try row() { rows.append(row) }
            number += 1
        }
        line += rest
        guard line.count <= limit else { throw error(.tooLong(limit)) }
        return rows
    }

    func finish() throws(RowSyntaxError) -> [Row] { try row().map { [$0] } ?? [] }

    /// The row of the line; nil for an empty one.
    private func row() throws(RowSyntaxError) -> Row? {
        defer { line.removeAll(keepingCapacity: true) }
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        if number == 1, line.starts(with: byteOrderMark) { line.removeFirst(3) }
        guard line.contains(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }) else {
            return nil
        }
        guard let text = String(validating: line, as: UTF8.self) else { throw error(.notUTF8) }
        switch content {
        case .text: return ["value": .string(text)]
        case .json:
            do {
                return try reader.read(line).asRow
            } catch {
                throw self.error(.notJSON(reason: error.reason))
            }
        }
    }

    private func error(_ problem: RowSyntaxError.Problem) -> RowSyntaxError {
        RowSyntaxError(problem: problem, line: number)
    }
}

extension JSONValue {
    /// The value as a row; what is no object becomes the field `value`.
    package var asRow: Row { objectValue ?? ["value": self] }
}

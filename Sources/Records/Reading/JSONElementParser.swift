/// Reads a JSON text: the elements of a list one by one, or a single value.
///
/// It only looks for where elements end; whether they are JSON says `JSONReader`.
final class JSONElementParser: RowParser {
    private enum Place { case beforeText, inList, inValue, behindText }

    private let limit: Int
    private var reader: JSONReader
    private var place = Place.beforeText
    private var element: [UInt8] = []
    /// Open brackets and braces within the element.
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    private var hasElements = false
    private var line = 1
    /// Where the element begins, and where the list does.
    private var firstLine = 1
    private var listLine = 1

    init(limit: Int) {
        self.limit = limit
        reader = JSONReader(maximumBytes: limit)
    }

    func read(_ bytes: ArraySlice<UInt8>) throws(RowSyntaxError) -> [Row] {
        var rows: [Row] = []
        for byte in bytes {
            if let row = try read(byte) { rows.append(row) }
            if byte == UInt8(ascii: "\n") { line += 1 }
        }
        guard element.count <= limit else { throw error(.tooLong(limit)) }
        return rows
    }

    func finish() throws(RowSyntaxError) -> [Row] {
        switch place {
        case .beforeText where element.isEmpty: return []
        case .behindText: return []
        case .inValue: return [try row()]
        case .inList, .beforeText:
            throw RowSyntaxError(problem: .endsEarly, line: listLine)
        }
    }

    private func read(_ byte: UInt8) throws(RowSyntaxError) -> Row? {
        switch place {
        case .beforeText:
            // Up to three bytes may be a byte order mark.
            if byteOrderMark.starts(with: element + [byte]) {
                element = element.count == 2 ? [] : element + [byte]
                return nil
            }
            if Self.isBlank(byte) { return nil }
            place = byte == UInt8(ascii: "[") ? .inList : .inValue
            firstLine = line
            listLine = line
            if place == .inValue { element.append(byte) }
        case .inValue: element.append(byte)
        case .inList: return try readInList(byte)
        case .behindText:
            guard Self.isBlank(byte) else {
                throw RowSyntaxError(problem: .textBehindEnd, line: line)
            }
        }
        return nil
    }

    private func readInList(_ byte: UInt8) throws(RowSyntaxError) -> Row? {
        if isInString {
            element.append(byte)
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isInString = false
            }
            return nil
        }
        if depth == 0, byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") {
            let isEnd = byte == UInt8(ascii: "]")
            if isEnd { place = .behindText }
            if isEnd, !hasElements, element.isEmpty { return nil }
            return try row()
        }
        switch byte {
        case UInt8(ascii: "\""): isInString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        default: break
        }
        if element.isEmpty {
            if Self.isBlank(byte) { return nil }
            firstLine = line
        }
        element.append(byte)
        return nil
    }

    private func row() throws(RowSyntaxError) -> Row {
        defer { element.removeAll(keepingCapacity: true) }
        hasElements = true
        do {
            return try reader.read(element).asRow
        } catch {
            throw self.error(.notJSON(reason: error.reason))
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        [0x20, 0x09, 0x0A, 0x0D].contains(byte)
    }

    private func error(_ problem: RowSyntaxError.Problem) -> RowSyntaxError {
        RowSyntaxError(problem: problem, line: firstLine)
    }
}

/// Rows of named cells that wait until every column is known.
final class ColumnSpool {
    /// The names of all columns so far, in order of first appearance.
    private(set) var columns: [String] = []
    private var places: [String: Int] = [:]
    private let spool: ByteSpool

    /// - Parameter columns: those that come first, whatever the rows have.
    init(folder: String, columns: [String] = []) {
        spool = ByteSpool(folder: folder)
        for column in columns { _ = place(of: column) }
    }

    /// - Throws: `FileWriteError` when the temporary file cannot be written.
    func append(_ cells: [(column: String, text: String)]) throws(FileWriteError) {
        var record: [UInt8] = []
        for (column, text) in cells {
            let place = place(of: column)
            guard !text.isEmpty else { continue }
            record.appendNumber(place)
            record.appendNumber(text.utf8.count)
            record += Array(text.utf8)
        }
        try spool.append(record)
    }

    /// Hands out each row in order, with an empty text where it lacks a column.
    func forEachRow(_ body: ([String]) throws -> Void) throws {
        try spool.forEachRecord { record in
            var cells = Array(repeating: "", count: columns.count)
            var rest = record
            while !rest.isEmpty {
                let place = rest.takeNumber()
                let length = rest.takeNumber()
                cells[place] = String(decoding: rest.prefix(length), as: UTF8.self)
                rest = rest.dropFirst(length)
            }
            try body(cells)
        }
    }

    private func place(of column: String) -> Int {
        if let place = places[column] { return place }
        let place = columns.count
        columns.append(column)
        places[column] = place
        return place
    }
}

extension [UInt8] {
    fileprivate mutating func appendNumber(_ number: Int) {
        Swift.withUnsafeBytes(of: UInt32(clamping: number).littleEndian) { append(contentsOf: $0) }
    }
}

extension ArraySlice<UInt8> {
    fileprivate mutating func takeNumber() -> Int {
        let number = prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        removeFirst(4)
        return number
    }
}

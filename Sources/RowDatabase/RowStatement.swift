import GRDB
import GRDBSQLite
import Records

/// A statement that takes and gives values with all their bytes, NUL included.
struct RowStatement {
    private let statement: Statement

    init(_ db: Database, _ sql: String) throws { statement = try db.makeStatement(sql: sql) }

    /// Runs it with these values in the places of its question marks.
    func run(_ values: [JSONValue]) throws {
        let handle = statement.sqliteStatement
        defer {
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
        }
        for (place, value) in values.enumerated() {
            try check(Self.bind(value, to: handle, Int32(place + 1)))
        }
        let code = sqlite3_step(handle)
        guard code == SQLITE_DONE else { throw failure(code, handle) }
    }

    /// The next rows that it gives, at most so many; none when there are no more.
    func next(_ limit: Int) throws -> [[JSONValue]] {
        let handle = statement.sqliteStatement
        var rows: [[JSONValue]] = []
        while rows.count < limit {
            let code = sqlite3_step(handle)
            if code == SQLITE_DONE { break }
            guard code == SQLITE_ROW else { throw failure(code, handle) }
            rows.append((0..<sqlite3_column_count(handle)).map { Self.value(of: handle, $0) })
        }
        return rows
    }

    private func check(_ code: Int32) throws {
        guard code == SQLITE_OK else { throw failure(code, statement.sqliteStatement) }
    }

    private func failure(_ code: Int32, _ handle: OpaquePointer) -> DatabaseError {
        let message = sqlite3_db_handle(handle).flatMap { sqlite3_errmsg($0) }
        return DatabaseError(
            resultCode: .init(rawValue: code), message: message.map { String(cString: $0) })
    }

    private static func bind(
        _ value: JSONValue, to handle: OpaquePointer, _ place: Int32
    ) -> Int32 {
        switch value {
        case .null: sqlite3_bind_null(handle, place)
        case .bool(let isTrue): sqlite3_bind_int64(handle, place, isTrue ? 1 : 0)
        case .int(let number): sqlite3_bind_int64(handle, place, number)
        case .double(let number): sqlite3_bind_double(handle, place, number)
        case .string, .array, .object: bind(value.text, to: handle, place)
        }
    }

    private static func bind(_ text: String, to handle: OpaquePointer, _ place: Int32) -> Int32 {
        var text = text
        return text.withUTF8 { utf8 in
            utf8.withMemoryRebound(to: CChar.self) { characters in
                guard let start = characters.baseAddress else {
                    return sqlite3_bind_text(handle, place, "", 0, copied)
                }
                return sqlite3_bind_text64(
                    handle, place, start, UInt64(characters.count), copied, UInt8(SQLITE_UTF8))
            }
        }
    }

    private static func value(of handle: OpaquePointer, _ column: Int32) -> JSONValue {
        switch sqlite3_column_type(handle, column) {
        case SQLITE_INTEGER: .int(sqlite3_column_int64(handle, column))
        case SQLITE_FLOAT: .double(sqlite3_column_double(handle, column))
        case SQLITE_TEXT: .string(text(of: handle, column))
        case SQLITE_BLOB: .string(hexadecimal(of: handle, column))
        default: .null
        }
    }

    private static func text(of handle: OpaquePointer, _ column: Int32) -> String {
        guard let start = sqlite3_column_text(handle, column) else { return "" }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// Bytes that are no text, as SQLite's `hex` writes them.
    private static func hexadecimal(of handle: OpaquePointer, _ column: Int32) -> String {
        guard let start = sqlite3_column_blob(handle, column) else { return "" }
        let bytes = UnsafeRawBufferPointer(
            start: start, count: Int(sqlite3_column_bytes(handle, column)))
        return bytes.map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }

    /// SQLITE_TRANSIENT, a cast that Swift cannot import: SQLite keeps a copy of the text.
    private static var copied: sqlite3_destructor_type {
        unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    }
}

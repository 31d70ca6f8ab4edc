import GRDB

/// A file of SQLite that rows are written to or read from. It belongs to somebody else as well as to
/// us: nothing in it is believed, and nothing but the one table is touched.
struct RowDatabase {
    let path: String
    private let queue: DatabaseQueue

    /// How the file is opened.
    enum Purpose {
        case reading
        /// To add to what others may read meanwhile.
        case adding
        /// To fill a file that is nobody else's yet; whoever takes it over brings it to the disk.
        case filling
    }

    /// - Throws: `RowDatabaseError`.
    init(path: String, for purpose: Purpose) throws {
        self.path = path
        var configuration = Configuration()
        configuration.readonly = purpose == .reading
        // One snapshot for a reading in several steps.
        configuration.allowsUnsafeTransactions = true
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;")
            if purpose == .filling {
                try db.execute(sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            }
        }
        queue = try Self.located(path) {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            // Only now is the file looked at.
            try queue.read { _ = try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master") }
            return queue
        }
    }

    func perform<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try Self.located(path) { try queue.inDatabase(body) }
    }

    /// All or nothing; nobody else writes meanwhile.
    func transaction(_ body: (Database) throws -> Void) throws {
        try Self.located(path) {
            try queue.inDatabase { db in
                try db.inTransaction(.immediate) {
                    try body(db)
                    return .commit
                }
            }
        }
        try Self.located(path) { try queue.close() }
    }

    /// Tables, and views, that are not SQLite's own.
    static func tables(in db: Database) throws -> [(name: String, isView: Bool)] {
        let rows = try GRDB.Row.fetchAll(
            db,
            sql: """
                SELECT name, type FROM sqlite_master
                WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
                ORDER BY name
                """)
        return rows.map { ($0["name"], $0["type"] as String == "view") }
    }

    /// The columns of a table with their declared types.
    static func columns(of table: String, in db: Database) throws -> [(name: String, type: String)]
    {
        try GRDB.Row.fetchAll(
            db, sql: "SELECT name, type FROM pragma_table_info(?)", arguments: [table]
        )
        .map { ($0["name"], $0["type"]) }
    }

    /// What GRDB throws, as a `RowDatabaseError`.
    private static func located<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as DatabaseError {
            switch error.resultCode {
            case .SQLITE_NOTADB: throw RowDatabaseError.notADatabase(path: path)
            default:
                throw RowDatabaseError.failed(
                    path: path, reason: error.message ?? "\(error.resultCode)")
            }
        }
    }
}

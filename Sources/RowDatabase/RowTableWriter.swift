import GRDB
import Records

/// Writes rows into one table, all of them or none.
package struct RowTableWriter: Sendable {
    package let table: String
    /// The fields that tell which row of the table is the same; none adds all rows.
    package let key: [String]
    package let manner: Manner

    /// What becomes of a table that is there.
    package enum Manner: Sendable {
        /// Rows with the same key are changed, others added; without a key it is an error.
        case update
        /// Its rows stay whatever they are, and new ones are added.
        case append
        /// It is made anew.
        case replace
    }

    /// SQLite's own limit.
    private static let mostColumns = 2000

    package init(table: String, key: [String] = [], manner: Manner = .update) {
        self.table = table
        self.key = key
        self.manner = manner
    }

    /// - Parameters:
    ///   - path: the file, which may be empty.
    ///   - isNew: whether nobody else has the file yet.
    ///   - forEachRow: hands out each row, with a value for each column.
    /// - Throws: `RowDatabaseError`, and what `forEachRow` throws; the file is then as it was, or
    ///   worthless if it was new.
    package func write(
        _ columns: [TableColumn], to path: String, isNew: Bool,
        forEachRow: (([JSONValue]) throws -> Void) throws -> Void
    ) throws {
        guard columns.count <= Self.mostColumns else {
            throw RowDatabaseError.tooManyColumns(columns.count, limit: Self.mostColumns)
        }
        let database = try RowDatabase(path: path, for: isNew ? .filling : .adding)
        let names = TableName.unique(columns.map(\.name))
        let places = key.compactMap { field in columns.firstIndex { $0.name == field } }
        // Half a key tells nothing.
        let keyPlaces = places.count == key.count && manner != .append ? places : []
        try database.transaction { db in
            let found = try existingTable(in: db, at: path)
            if found != nil, manner == .update, keyPlaces.isEmpty, !columns.isEmpty {
                throw RowDatabaseError.tableExists(path: path, name: table)
            }
            try prepare(found, columns, named: names, in: db)
            guard !columns.isEmpty else { return }
            let insert = try Insertion(
                db, into: found ?? table, names: names, key: keyPlaces)
            try forEachRow { try insert($0, in: db) }
        }
    }

    /// The name of the table as it is written there; nil when there is none.
    private func existingTable(in db: Database, at path: String) throws -> String? {
        let found = try RowDatabase.tables(in: db).first {
            TableName.folded($0.name) == TableName.folded(table)
        }
        if found?.isView == true { throw RowDatabaseError.notATable(path: path, name: table) }
        return found?.name
    }

    /// Makes the table, or gives it the columns that it lacks.
    private func prepare(
        _ found: String?, _ columns: [TableColumn], named names: [String], in db: Database
    ) throws {
        guard let found, manner != .replace else {
            if let found {
                // Without rows nobody knows the columns of a new one.
                let sql = columns.isEmpty ? "DELETE FROM" : "DROP TABLE"
                try db.execute(sql: "\(sql) \(TableName.quoted(found))")
            }
            guard !columns.isEmpty else { return }
            let declarations = zip(names, columns).map { name, column in
                "\(TableName.quoted(name)) \(column.type.declaration)"
            }.joined(separator: ", ")
            return try db.execute(
                sql: "CREATE TABLE \(TableName.quoted(found ?? table)) (\(declarations))")
        }
        let there = Set(
            try RowDatabase.columns(of: found, in: db).map { TableName.folded($0.name) })
        for (name, column) in zip(names, columns) where !there.contains(TableName.folded(name)) {
            try db.execute(
                sql: """
                    ALTER TABLE \(TableName.quoted(found))
                    ADD COLUMN \(TableName.quoted(name)) \(column.type.declaration)
                    """)
        }
    }
}

/// How one row gets into the table: in place of the one with its key, or as a new one.
private struct Insertion {
    private let insert: RowStatement
    private let update: RowStatement?
    private let key: [Int]

    /// - Parameter key: the places of the key's columns.
    init(_ db: Database, into table: String, names: [String], key: [Int]) throws {
        let quoted = names.map(TableName.quoted)
        let index = TableName.quoted(
            "musicagent: \(table) by \(key.map { names[$0] }.joined(separator: ", "))")
        let table = TableName.quoted(table)
        let places = Array(repeating: "?", count: names.count).joined(separator: ", ")
        insert = try RowStatement(
            db, "INSERT INTO \(table) (\(quoted.joined(separator: ", "))) VALUES (\(places))")
        self.key = key
        guard !key.isEmpty else {
            update = nil
            return
        }
        let keys = key.map { quoted[$0] }
        try db.execute(
            sql: """
                CREATE INDEX IF NOT EXISTS \(index) ON \(table) (\(keys.joined(separator: ", ")))
                """)
        update = try RowStatement(
            db,
            """
            UPDATE \(table) SET \(quoted.map { "\($0) = ?" }.joined(separator: ", "))
            WHERE \(keys.map { "\($0) IS ?" }.joined(separator: " AND "))
            """)
    }

    func callAsFunction(_ row: [JSONValue], in db: Database) throws {
        let values = key.map { row[$0] }
        // What has no key is no other row's double.
        if let update, !values.allSatisfy(\.isNull) {
            try update.run(row + values)
            if db.changesCount > 0 { return }
        }
        try insert.run(row)
    }
}

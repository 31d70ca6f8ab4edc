import GRDB
import Records

/// Reads the rows of one table, in the order in which SQLite keeps them; all at one moment, however
/// long it takes.
package final class RowTableReader {
    private let database: RowDatabase
    private let statement: RowStatement
    private let columns: [(name: String, type: String)]
    private var isAtEnd = false

    /// - Parameter table: its name; nil for the only one that there is.
    /// - Throws: `RowDatabaseError`.
    package init(path: String, table: String?) throws {
        let database = try RowDatabase(path: path, for: .reading)
        self.database = database
        (columns, statement) = try database.perform { db in
            let tables = try RowDatabase.tables(in: db).map(\.name)
            let found =
                table.map { name in
                    tables.first { TableName.folded($0) == TableName.folded(name) }
                } ?? (tables.count == 1 ? tables[0] : nil)
            guard let found else {
                if table == nil, !tables.isEmpty {
                    throw RowDatabaseError.severalTables(path: path, tables: tables)
                }
                throw RowDatabaseError.noTable(path: path, name: table ?? "", tables: tables)
            }
            try db.execute(sql: "BEGIN")
            let columns = try RowDatabase.columns(of: found, in: db)
            let names = columns.map { TableName.quoted($0.name) }.joined(separator: ", ")
            return (
                columns, try RowStatement(db, "SELECT \(names) FROM \(TableName.quoted(found))")
            )
        }
    }

    /// The next rows; nil when all were read.
    /// - Throws: `RowDatabaseError`.
    package func next() throws -> [Records.Row]? {
        guard !isAtEnd else { return nil }
        let rows = try database.perform { [statement] _ in try statement.next(500) }
        isAtEnd = rows.count < 500
        return rows.map { values in
            Records.Row(zip(columns, values).map { ($0.name, Self.value($1, declared: $0.type)) })
        }
    }

    /// The value as it was before it was written.
    private static func value(_ value: JSONValue, declared type: String) -> JSONValue {
        switch (type.uppercased(), value) {
        case (ColumnType.truthDeclaration, .int(0)): .bool(false)
        case (ColumnType.truthDeclaration, .int(1)): .bool(true)
        case (ColumnType.jsonDeclaration, .string(let text)):
            (try? JSONValue(parsing: text)) ?? value
        default: value
        }
    }
}

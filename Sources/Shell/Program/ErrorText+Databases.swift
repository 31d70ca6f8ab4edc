import RowDatabase

extension ErrorText {
    /// What a failure of a database means to a person.
    static func words(for error: RowDatabaseError) -> (String, String?) {
        switch error {
        case .notADatabase(let path): ("\(path) is no database of SQLite", "choose another file")
        case .noTable(let path, "", _): ("\(path) has no tables", nil)
        case .noTable(let path, let name, let tables):
            ("\(path) has no table '\(name)'", tables.isEmpty ? nil : "there are \(listed(tables))")
        case .severalTables(let path, let tables):
            ("\(path) has several tables", "say which: table=NAME, one of \(listed(tables))")
        case .notATable(let path, let name):
            ("'\(name)' in \(path) is a view, which takes no rows", "choose another table=NAME")
        case .tableExists(let path, let name):
            (
                "\(path) has a table '\(name)' already, and nothing says which rows are the same",
                "add key=FIELD to change and add rows, or overwrite=yes to make the table anew"
            )
        case .tooManyColumns(let count, let limit):
            (
                "\(count.grouped) columns, where a table has at most \(limit.grouped)",
                "choose some with columns=, or add flatten=no"
            )
        case .failed(let path, let reason): ("\(path): \(reason) (SQLite)", nil)
        }
    }

    private static func listed(_ names: [String]) -> String {
        names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", …" : "")
    }
}

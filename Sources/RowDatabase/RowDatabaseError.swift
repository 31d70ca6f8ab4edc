/// Why a file of SQLite gives or takes no rows. A file that was there is as it was.
package enum RowDatabaseError: Error, Hashable, Sendable {
    /// The file is something else.
    case notADatabase(path: String)
    /// There is no table of that name; these are there.
    case noTable(path: String, name: String, tables: [String])
    /// Which table is meant has to be said; these are there.
    case severalTables(path: String, tables: [String])
    /// The name is that of a view.
    case notATable(path: String, name: String)
    /// The table is there, and without a key nobody knows which of its rows are the same.
    case tableExists(path: String, name: String)
    /// A table has at most so many columns.
    case tooManyColumns(Int, limit: Int)
    /// SQLite could not read or write; a full disk is such a case.
    case failed(path: String, reason: String)
}

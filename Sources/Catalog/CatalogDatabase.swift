import GRDB

/// A catalogue in SQLite, ready to be asked.
package struct CatalogDatabase: Sendable {
    private let queue: DatabaseQueue

    /// A database in memory, which takes some ten milliseconds to fill with the sample.
    /// - Throws: GRDB's `DatabaseError`.
    package init(_ text: CatalogText) throws {
        queue = try DatabaseQueue()
        try queue.write { try CatalogLoader.load(text, into: $0) }
    }

    func read<Value>(_ body: (CatalogTables) throws -> Value) throws -> Value {
        try queue.read { try body(CatalogTables(db: $0)) }
    }
}

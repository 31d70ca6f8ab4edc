import Discogs
import FoundationEssentials
import GRDB

/// The open database of the cache. It believes nothing that it reads: types are checked, and every
/// answer carries a checksum.
struct ResponseDatabase {
    /// The file is of another version, or of another program.
    struct WrongVersion: Error {}

    private let queue: DatabaseQueue
    /// In pages.
    private let limit: Int

    /// - Parameters:
    ///   - path: a file, which may be empty.
    ///   - limit: no more bytes than this.
    /// - Throws: GRDB's `DatabaseError`, `WrongVersion`.
    init(path: String, limit: Int) throws {
        var configuration = Configuration()
        // Another process is done after a moment; one that was stopped must not stop us, too.
        configuration.busyMode = .timeout(0.5)
        configuration.prepareDatabase { db in
            // What a crash of the machine takes is missed once; waiting for the disk would be felt
            // with each answer. A journal that is truncated works on any file system.
            try db.execute(
                sql: """
                    PRAGMA auto_vacuum = INCREMENTAL;
                    PRAGMA journal_mode = TRUNCATE;
                    PRAGMA synchronous = OFF;
                    PRAGMA temp_store = MEMORY;
                    PRAGMA cell_size_check = ON;
                    PRAGMA trusted_schema = OFF;
                    """)
        }
        self.limit = limit / Self.pageSize
        queue = try DatabaseQueue(path: path, configuration: configuration)
        if try queue.read({ try Self.number($0, "PRAGMA user_version") }) != Self.version {
            try queue.write { try Self.prepare($0) }
        }
        try trim()
    }

    func close() { try? queue.close() }

    // MARK: Schema

    private static let version: Int64 = 1
    private static let pageSize = 4096

    private static func prepare(_ db: Database) throws {
        switch try number(db, "PRAGMA user_version") {
        case version: return
        case 0 where try number(db, "SELECT count(*) FROM sqlite_master") == 0: break
        default: throw WrongVersion()
        }
        try db.execute(
            sql: """
                CREATE TABLE responses (
                    id INTEGER PRIMARY KEY, account TEXT, server TEXT, path TEXT, query TEXT,
                    media TEXT, time INTEGER, used INTEGER, checksum INTEGER, body BLOB);
                CREATE UNIQUE INDEX keys ON responses (account, server, path, query, media);
                CREATE INDEX ages ON responses (time);
                CREATE INDEX uses ON responses (used);
                CREATE TABLE state (id INTEGER PRIMARY KEY, ticket INTEGER);
                PRAGMA user_version = \(version);
                """)
        // Tickets of a file that was here before must not fit this one.
        try db.execute(
            sql: "INSERT INTO state VALUES (1, ?)", arguments: [Int64.random(in: 1...(1 << 50))])
    }

    // MARK: Reading

    func find(_ key: ResponseKey, now: Int64) throws -> FoundResponse {
        let (entry, ticket) = try queue.read { db in
            (try Self.entry(db, key), try Self.ticket(db))
        }
        guard let entry else { return FoundResponse(response: nil, ticket: ticket) }
        guard entry.isWhole(under: key) else {
            try queue.write { try Self.delete($0, id: entry.id) }
            return FoundResponse(response: nil, ticket: ticket)
        }
        if entry.used < now {
            do {
                try queue.write { db in
                    try db.execute(
                        sql: "UPDATE responses SET used = ? WHERE id = ?",
                        arguments: [now, entry.id])
                }
            } catch let error as DatabaseError
                where error.extendedResultCode != .SQLITE_READONLY_DBMOVED
            {
                // That somebody else writes at the moment costs the order, not the answer.
            }
        }
        return FoundResponse(response: entry.response, ticket: ticket)
    }

    private struct Entry {
        let id: Int64
        let used: Int64
        let checksum: Int64
        let response: StoredResponse

        /// Nil for values that nobody wrote.
        init?(_ row: GRDB.Row) {
            let values = Array(row.databaseValues)
            guard values.count == 5, case .int64(let id) = values[0].storage,
                case .int64(let time) = values[1].storage,
                case .int64(let used) = values[2].storage,
                case .int64(let checksum) = values[3].storage,
                case .blob(let body) = values[4].storage
            else { return nil }
            self.id = id
            self.used = used
            self.checksum = checksum
            response = StoredResponse(body: Array(body), time: time)
        }

        func isWhole(under key: ResponseKey) -> Bool {
            Checksum(of: response, under: key).value == checksum
        }
    }

    private static func entry(_ db: Database, _ key: ResponseKey) throws -> Entry? {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT id, time, used, checksum, body FROM responses
                WHERE account = ? AND server = ? AND path = ? AND query = ? AND media = ?
                """,
            arguments: [
                key.scope.account, key.scope.server, key.path, key.query, key.mediaType,
            ])
        guard let row else { return nil }
        guard let entry = Entry(row) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "an entry of other types")
        }
        return entry
    }

    // MARK: Writing

    /// - Returns: false when there is no room for it, or something was forgotten meanwhile.
    @discardableResult
    func keep(
        _ response: StoredResponse, under key: ResponseKey, ticket: StoreTicket, now: Int64
    ) throws -> Bool {
        let size =
            response.body.count + key.path.utf8.count + 2 * key.query.utf8.count
        let pages = size / Self.pageSize + Self.spare
        // One answer must not push out all the others.
        guard pages - Self.spare <= limit / 4 else { return false }
        let isKept = try queue.write { db in
            guard try Self.ticket(db) == ticket else { return false }
            try db.execute(
                sql: "DELETE FROM responses WHERE time <= ?",
                arguments: [now - CacheClass.longestShown])
            guard try makeRoom(db, pages: pages) else { return false }
            try db.execute(
                sql: "INSERT OR REPLACE INTO responses VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    key.scope.account, key.scope.server, key.path, key.query, key.mediaType,
                    response.time, now, Checksum(of: response, under: key).value,
                    Data(response.body),
                ])
            return true
        }
        return isKept
    }

    func forget(
        in scope: ResponseKey.Scope, where isWrong: (String, String) -> Bool
    ) throws {
        try queue.write { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT DISTINCT path, query FROM responses WHERE account = ? AND server = ?
                    """, arguments: [scope.account, scope.server])
            for row in rows {
                let values = Array(row.databaseValues)
                if case .string(let path) = values[0].storage,
                    case .string(let query) = values[1].storage, !isWrong(path, query)
                {
                    continue
                }
                try db.execute(
                    sql: """
                        DELETE FROM responses
                        WHERE account = ? AND server = ? AND path IS ? AND query IS ?
                        """, arguments: [scope.account, scope.server, values[0], values[1]])
            }
            try Self.takeNextTicket(db)
        }
    }

    func clear() throws {
        try queue.write { db in
            try db.execute(sql: "DELETE FROM responses")
            try Self.takeNextTicket(db)
        }
        try shrink()
    }

    func size() throws -> (entries: Int, bytes: Int) {
        try queue.read { db in
            let entries = try Self.number(db, "SELECT count(*) FROM responses")
            let pages = try Self.number(db, "PRAGMA page_count")
            return (Int(entries), Int(pages) * Self.pageSize)
        }
    }

    // MARK: Tickets

    private static func ticket(_ db: Database) throws -> StoreTicket {
        StoreTicket(number: try number(db, "SELECT ticket FROM state WHERE id = 1"))
    }

    private static func takeNextTicket(_ db: Database) throws {
        try db.execute(sql: "UPDATE state SET ticket = ticket + 1 WHERE id = 1")
    }

    private static func delete(_ db: Database, id: Int64) throws {
        try db.execute(sql: "DELETE FROM responses WHERE id = ?", arguments: [id])
    }

    /// - Throws: `SQLITE_CORRUPT` for anything but a number.
    private static func number(_ db: Database, _ sql: String) throws -> Int64 {
        guard let value = try DatabaseValue.fetchOne(db, sql: sql),
            case .int64(let number) = value.storage
        else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "no number: \(sql)") }
        return number
    }

    // MARK: Room

    /// Pages that an entry may take in the trees, beside those that it fills.
    private static let spare = 16

    /// Removes what was not used for the longest time, until so many pages fit.
    private func makeRoom(_ db: Database, pages: Int) throws -> Bool {
        while try Self.pagesInUse(db) + pages > limit {
            try db.execute(
                sql: """
                    DELETE FROM responses
                    WHERE id = (SELECT id FROM responses ORDER BY used, id LIMIT 1)
                    """)
            if db.changesCount == 0 { return false }
        }
        return true
    }

    private static func pagesInUse(_ db: Database) throws -> Int {
        Int(try number(db, "PRAGMA page_count") - number(db, "PRAGMA freelist_count"))
    }

    /// A limit may be lower than the last time.
    private func trim() throws {
        let pages = try queue.read { try Self.number($0, "PRAGMA page_count") }
        guard pages > limit else { return }
        try queue.write { _ = try makeRoom($0, pages: 0) }
        try shrink()
    }

    /// Gives pages that are not used back to the disk.
    private func shrink() throws {
        try queue.writeWithoutTransaction { db in
            _ = try Row.fetchAll(db, sql: "PRAGMA incremental_vacuum")
        }
    }
}

import GRDB

/// The rows of the catalogue's tables as values.
struct CatalogTables {
    let db: Database

    /// The values of the question marks of a query.
    typealias Arguments = [any DatabaseValueConvertible]

    struct Artist {
        let id: Int64
        let name: String
        let realName: String?
        let profile: String
    }

    struct Label {
        let id: Int64
        let name: String
        let profile: String
        let parent: Reference?
    }

    /// The name of something, with its id when it is in the catalogue and 0 when it is not.
    struct Reference {
        let id: Int64
        let name: String
    }

    struct Work {
        let id: Int64
        let title: String
        let year: Int64
        let genres: [String]
        let styles: [String]
        let notes: String?
        let mainRelease: Int64

        var isMaster: Bool { CatalogID.isMaster(id) }
    }

    struct Release {
        let id: Int64
        let title: String
        let released: String
        let year: Int64
        let country: String
        let notes: String?
        let work: Work
    }

    struct Credit {
        let artist: Reference
        /// Empty for those the work is by.
        let role: String
        let join: String
    }

    struct Track {
        let position: String
        let title: String
        let duration: String
    }

    struct LabelNumber {
        let label: Reference
        let number: String
    }

    struct Format {
        let name: String
        let quantity: Int64
        let descriptions: [String]
    }

    struct Identifier {
        let type: String
        let value: String
    }

    func artist(_ id: Int64) throws -> Artist? {
        try rows("SELECT id, name, real_name, profile FROM artist WHERE id = ?", [id]) {
            Artist(id: $0[0], name: $0[1], realName: $0[2], profile: $0[3])
        }.first
    }

    func label(_ id: Int64) throws -> Label? {
        try rows(
            "SELECT id, name, profile, parent_id, parent_name FROM label WHERE id = ?", [id]
        ) { row in
            let parent: String? = row[4]
            return Label(
                id: row[0], name: row[1], profile: row[2],
                parent: parent.map { Reference(id: row[3], name: $0) })
        }.first
    }

    /// Variations, addresses, members or aliases.
    func details(_ kind: DetailKind, of id: Int64) throws -> [Reference] {
        try rows(
            "SELECT target_id, text FROM detail WHERE owner_id = ? AND kind = ? ORDER BY place",
            [id, kind.rawValue], Self.reference)
    }

    /// The groups that an artist is a member of.
    func groups(of id: Int64) throws -> [Reference] {
        try rows(
            """
            SELECT artist.id, artist.name FROM detail JOIN artist ON artist.id = owner_id
            WHERE target_id = ? AND kind = ? ORDER BY artist.id
            """, [id, DetailKind.member.rawValue], Self.reference)
    }

    func sublabels(of id: Int64) throws -> [Reference] {
        try rows(
            "SELECT id, name FROM label WHERE parent_id = ? ORDER BY id", [id], Self.reference)
    }

    func work(_ id: Int64) throws -> Work? {
        try rows("SELECT \(Self.workColumns) FROM work WHERE id = ?", [id]) { Self.work($0) }.first
    }

    func release(_ id: Int64) throws -> Release? {
        try rows(
            """
            SELECT \(Self.workColumns), release.id, release.title, released, release.year,
                country, release.notes
            FROM release JOIN work ON work.id = work_id WHERE release.id = ?
            """, [id]
        ) { row in
            Release(
                id: row[7], title: row[8], released: row[9], year: row[10], country: row[11],
                notes: row[12], work: Self.work(row))
        }.first
    }

    /// The release of a work that came last.
    func latestRelease(of workID: Int64) throws -> Int64? {
        try number(
            "SELECT id FROM release WHERE work_id = ? ORDER BY released DESC, id LIMIT 1",
            [workID])
    }

    /// Those a work is by, or the others who took part in it.
    func credits(of workID: Int64, main: Bool) throws -> [Credit] {
        try rows(
            """
            SELECT artist_id, name, role, joined_by FROM credit
            WHERE work_id = ? AND (role = '') = ? ORDER BY place
            """, [workID, main]
        ) { Credit(artist: Reference(id: $0[0], name: $0[1]), role: $0[2], join: $0[3]) }
    }

    func tracks(of workID: Int64) throws -> [Track] {
        try rows(
            "SELECT position, title, duration FROM track WHERE work_id = ? ORDER BY place",
            [workID]
        ) { Track(position: $0[0], title: $0[1], duration: $0[2]) }
    }

    func labels(of releaseID: Int64) throws -> [LabelNumber] {
        try rows(
            """
            SELECT label_id, name, catno FROM release_label WHERE release_id = ? ORDER BY place
            """, [releaseID]
        ) { LabelNumber(label: Self.reference($0), number: $0[2]) }
    }

    func formats(of releaseID: Int64) throws -> [Format] {
        try rows(
            """
            SELECT name, quantity, descriptions FROM format WHERE release_id = ? ORDER BY place
            """, [releaseID]
        ) { Format(name: $0[0], quantity: $0[1], descriptions: Self.lines($0[2])) }
    }

    func identifiers(of releaseID: Int64) throws -> [Identifier] {
        try rows(
            "SELECT type, value FROM identifier WHERE release_id = ? ORDER BY place", [releaseID]
        ) { Identifier(type: $0[0], value: $0[1]) }
    }

    /// Runs a query that is kept prepared.
    func rows<Value>(
        _ sql: String, _ arguments: Arguments,
        _ make: (GRDB.Row) throws -> Value
    ) throws -> [Value] {
        let cursor = try GRDB.Row.fetchCursor(
            db.cachedStatement(sql: sql), arguments: StatementArguments(arguments))
        var values: [Value] = []
        while let row = try cursor.next() { values.append(try make(row)) }
        return values
    }

    /// The one number that a query asks for; nil when it has no row.
    func number(_ sql: String, _ arguments: Arguments) throws -> Int64? {
        try rows(sql, arguments) { row in row[0] as Int64 }.first
    }

    func count(_ sql: String, _ arguments: Arguments) throws -> Int {
        Int(try number(sql, arguments) ?? 0)
    }

    /// The numbers of a query with one column.
    func numbers(_ sql: String, _ arguments: Arguments) throws -> [Int64] {
        try rows(sql, arguments) { row in row[0] as Int64 }
    }

    private static let workColumns =
        "work.id, work.title, work.year, genres, styles, work.notes, main_release"

    private static func work(_ row: GRDB.Row) -> Work {
        Work(
            id: row[0], title: row[1], year: row[2], genres: lines(row[3]), styles: lines(row[4]),
            notes: row[5], mainRelease: row[6])
    }

    private static func reference(_ row: GRDB.Row) -> Reference {
        Reference(id: row[0], name: row[1])
    }

    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n").map(String.init)
    }
}

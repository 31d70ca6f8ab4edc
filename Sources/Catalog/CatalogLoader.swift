import GRDB

/// Fills an empty database from a data file, resolving names to ids.
struct CatalogLoader {
    private let text: CatalogText
    private let artistIDs: [String: Int64]
    private let labelIDs: [String: Int64]
    private let insert: Inserts
    private var nextMaster = CatalogID.masters + 1
    private var nextRelease = CatalogID.releases + 1
    /// Held back until those of all masters are written: the index takes ten times as long when
    /// ids do not ascend.
    private var releaseEntries: [(id: Int64, entry: SearchEntry)] = []

    static func load(_ text: CatalogText, into db: Database) throws {
        try db.execute(sql: CatalogSchema.tables)
        var loader = try CatalogLoader(text, db)
        try loader.loadArtists()
        try loader.loadLabels()
        for work in text.works { try loader.load(work) }
        for (id, entry) in loader.releaseEntries { try loader.insert.entry(id, entry) }
        try db.execute(sql: CatalogSchema.indexes)
    }

    private init(_ text: CatalogText, _ db: Database) throws {
        self.text = text
        artistIDs = Self.numbered(text.artists.lazy.map(\.name), from: CatalogID.artists)
        labelIDs = Self.numbered(text.labels.lazy.map(\.name), from: CatalogID.labels)
        insert = try Inserts(db)
    }

    private static func numbered(_ names: some Sequence<String>, from base: Int64) -> [String:
        Int64]
    {
        var ids: [String: Int64] = [:]
        for (place, name) in names.enumerated() { ids[name] = base + Int64(place) + 1 }
        return ids
    }

    // MARK: Artists and labels

    private func loadArtists() throws {
        for (place, artist) in text.artists.enumerated() {
            let id = CatalogID.artists + Int64(place) + 1
            try insert.artist(
                .int(id), .text(artist.name), .text(orNull: artist.realName),
                .text(artist.profile))
            try load(artist.variations, as: .variation, of: id)
            try load(artist.urls, as: .url, of: id)
            try load(artist.members, as: .member, of: id, ids: artistIDs)
            try load(artist.aliases, as: .alias, of: id, ids: artistIDs)
            var entry = SearchEntry()
            entry.artist = SearchableText.folded(artist.name)
            entry.anv = SearchEntry.folded(artist.variations)
            try insert.entry(id, entry)
        }
    }

    private func loadLabels() throws {
        for (place, label) in text.labels.enumerated() {
            let id = CatalogID.labels + Int64(place) + 1
            let parentID = label.parent.map { BulkInsert.Value.int(labelIDs[$0] ?? 0) }
            try insert.label(
                .int(id), .text(label.name), .text(label.profile), parentID ?? .null,
                .text(orNull: label.parent))
            try load(label.urls, as: .url, of: id)
            var entry = SearchEntry()
            entry.label = SearchableText.folded(label.name)
            try insert.entry(id, entry)
        }
    }

    private func load(
        _ texts: [String], as kind: DetailKind, of owner: Int64, ids: [String: Int64] = [:]
    ) throws {
        for (place, text) in texts.enumerated() {
            try insert.detail(
                .int(owner), .text(kind.rawValue), .int(Int64(place)), .text(text),
                .int(ids[text] ?? 0))
        }
    }

    // MARK: Works

    private mutating func load(_ work: CatalogText.Work) throws {
        guard let main = work.releases.first else { return }
        let workID = work.isMaster ? nextMaster : nextRelease
        if work.isMaster { nextMaster += 1 }
        let year = work.year == 0 ? main.year : work.year
        try insert.work(
            .int(workID), .text(work.title), .int(year), .lines(work.genres), .lines(work.styles),
            .text(orNull: work.notes), .int(nextRelease))
        try loadCredits(of: work, id: workID)
        for (place, track) in work.tracks.enumerated() {
            try insert.track(
                .int(workID), .int(Int64(place)), .text(track.position), .text(track.title),
                .text(track.duration))
        }
        let entry = entry(of: work)
        if work.isMaster {
            // A master is listed with the particulars of its main release, and found by them.
            try insert.entry(workID, entry.completed(by: main, year: year))
        }
        for release in work.releases {
            let id = nextRelease
            nextRelease += 1
            try load(release, id: id, of: work, workID: workID)
            releaseEntries.append((id, entry.completed(by: release, year: release.year)))
        }
    }

    private func loadCredits(of work: CatalogText.Work, id: Int64) throws {
        var place: Int64 = 0
        for artist in work.artists {
            try insert.credit(
                .int(id), .int(place), .int(artistIDs[artist.name] ?? 0), .text(artist.name),
                .text(""), .text(artist.join))
            place += 1
        }
        for credit in work.credits {
            try insert.credit(
                .int(id), .int(place), .int(artistIDs[credit.name] ?? 0), .text(credit.name),
                .text(credit.role), .text(""))
            place += 1
        }
    }

    private func load(
        _ release: CatalogText.Release, id: Int64, of work: CatalogText.Work, workID: Int64
    ) throws {
        try insert.release(
            .int(id), .int(workID), .text(release.title ?? work.title), .text(release.date),
            .int(release.year), .text(release.country), .text(orNull: release.notes))
        for (place, label) in release.labels.enumerated() {
            try insert.releaseLabel(
                .int(id), .int(Int64(place)), .int(labelIDs[label.name] ?? 0), .text(label.name),
                .text(label.number))
        }
        for (place, format) in release.formats.enumerated() {
            try insert.format(
                .int(id), .int(Int64(place)), .text(format.name), .int(format.quantity),
                .lines(format.descriptions))
        }
        var identifiers = release.identifiers
        if !release.barcode.isEmpty {
            identifiers.insert(.init(type: "Barcode", value: release.barcode), at: 0)
        }
        for (place, identifier) in identifiers.enumerated() {
            try insert.identifier(
                .int(id), .int(Int64(place)), .text(identifier.type), .text(identifier.value))
        }
    }

    /// What a work and all its releases are found by.
    private func entry(of work: CatalogText.Work) -> SearchEntry {
        var entry = SearchEntry(work)
        let variations = work.artists.lazy.compactMap { artistIDs[$0.name] }
            .flatMap { text.artists[Int($0 - CatalogID.artists) - 1].variations }
        entry.anv = SearchEntry.folded(variations)
        return entry
    }
}

/// What a row of the table `detail` is about.
enum DetailKind: String {
    case variation, url, member, alias
}

/// The prepared statements of a load.
private struct Inserts {
    let artist, label, detail, work, release, credit, track: BulkInsert
    let releaseLabel, format, identifier: BulkInsert
    private let entryInsert: BulkInsert

    init(_ db: Database) throws {
        artist = try BulkInsert(db, into: "artist", ["id", "name", "real_name", "profile"])
        label = try BulkInsert(
            db, into: "label", ["id", "name", "profile", "parent_id", "parent_name"])
        detail = try BulkInsert(
            db, into: "detail", ["owner_id", "kind", "place", "text", "target_id"])
        work = try BulkInsert(
            db, into: "work", ["id", "title", "year", "genres", "styles", "notes", "main_release"])
        release = try BulkInsert(
            db, into: "release",
            ["id", "work_id", "title", "released", "year", "country", "notes"])
        credit = try BulkInsert(
            db, into: "credit", ["work_id", "place", "artist_id", "name", "role", "joined_by"])
        track = try BulkInsert(
            db, into: "track", ["work_id", "place", "position", "title", "duration"])
        releaseLabel = try BulkInsert(
            db, into: "release_label", ["release_id", "place", "label_id", "name", "catno"])
        format = try BulkInsert(
            db, into: "format", ["release_id", "place", "name", "quantity", "descriptions"])
        identifier = try BulkInsert(
            db, into: "identifier", ["release_id", "place", "type", "value"])
        entryInsert = try BulkInsert(
            db, into: "entry", ["rowid"] + SearchColumn.allCases.map(\.rawValue))
    }

    func entry(_ id: Int64, _ entry: SearchEntry) throws {
        try entryInsert(
            .int(id), .text(entry.artist), .text(entry.anv), .text(entry.title),
            .text(entry.label), .text(entry.credit), .text(entry.track), .text(entry.genre),
            .text(entry.style), .text(entry.country), .text(entry.format), .text(entry.year),
            .text(entry.catno), .text(entry.barcode))
    }
}

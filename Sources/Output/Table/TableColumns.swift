import Records

/// Which fields a table shows, and which go first when room is short.
struct TableColumns {
    /// From left to right.
    let names: [String]
    /// The same, the most telling first: what a row is, and the id that people copy.
    let byImportance: [String]
    /// Whether the last name of a path is enough over its column.
    let hasShortHeaders: Bool
    /// Those that are rather left out than cut.
    let wholeNames: Set<String>
    /// What says which row this is; its id where nothing does.
    let heading: String?
    /// How many hundredths of a narrow screen a title needs to tell something.
    let titleShare: Int

    private init(
        _ names: [String], _ byImportance: [String], hasShortHeaders: Bool = true,
        isChosen: Bool = false, isArtistAndTitle: Bool = false, whole: Set<String> = []
    ) {
        self.names = names
        self.byImportance = byImportance
        self.hasShortHeaders = hasShortHeaders
        wholeNames = Set(
            names.filter { name in
                FieldPath(name).lastName == "id" || !isChosen && Self.isAddress(name)
                    || whole.contains(name)
            })
        // Of fields that somebody chose, `artists.name` is not the row's own.
        heading = byImportance.first {
            Self.titles.contains($0) || Self.isTitle($0) && hasShortHeaders
        }
        let titlesSideBySide = byImportance.prefix(2).count(where: Self.isTitle)
        titleShare = isArtistAndTitle ? 50 : titlesSideBySide == 2 ? 28 : 45
    }

    /// Fields that somebody asked for.
    init(chosen names: [String]) {
        self.init(names, names, hasShortHeaders: false, isChosen: true)
    }

    /// The fields of rows without columns of their own, addresses last: they tell little.
    init(fields: [String]) {
        self.init(
            fields, fields.filter { !Self.isAddress($0) } + fields.filter(Self.isAddress),
            hasShortHeaders: false)
    }

    /// The fields that suit a kind of row, of those that its rows have; nil where they have none, or
    /// the kind has no columns of its own.
    init?(kind: RowKind, where isKnown: (String) -> Bool = { _ in true }) {
        guard let all = Self.layout(of: kind) else { return nil }
        let names = all.names.filter(isKnown)
        guard !names.isEmpty else { return nil }
        self.init(
            names, all.byImportance.filter(isKnown),
            isArtistAndTitle: [.searchResult, .listing, .listItem].contains(kind),
            // What lines of a log differ in is the end of their times.
            whole: kind == .logEntry ? ["time"] : [])
    }

    private static func layout(of kind: RowKind) -> (names: [String], byImportance: [String])? {
        switch kind {
        case .searchResult:
            (
                ["type", "title", "year", "country", "format", "label", "catno", "id"],
                ["title", "id", "year", "type", "format", "country", "catno", "label"]
            )
        case .masterVersion:
            // Their titles are all the same.
            (
                ["title", "released", "country", "format", "label", "catno", "id"],
                ["id", "released", "country", "format", "label", "catno", "title"]
            )
        case .artistRelease:
            (
                ["type", "year", "title", "artist", "role", "label", "id"],
                ["title", "id", "year", "role", "type", "artist", "label"]
            )
        case .labelRelease:
            (
                ["catno", "artist", "title", "year", "format", "id"],
                ["title", "artist", "id", "catno", "year", "format"]
            )
        case .release:
            (
                ["artists", "title", "year", "country", "formats", "labels", "id"],
                ["title", "artists", "id", "year", "formats", "country", "labels"]
            )
        case .master:
            (
                ["artists", "title", "year", "genres", "styles", "id"],
                ["title", "artists", "id", "year", "genres", "styles"]
            )
        case .artist:
            (["name", "realname", "profile", "id"], ["name", "id", "realname", "profile"])
        case .label:
            (["name", "parent_label", "profile", "id"], ["name", "id", "parent_label", "profile"])
        case .want:
            (
                inShort + ["rating", "notes", "date_added", "id"],
                inShortByImportance + ["date_added", "rating", "notes"] + leastOfShort
            )
        case .collectionItem:
            (
                inShort + ["rating", "folder_id", "date_added", "id"],
                inShortByImportance + ["date_added", "rating", "folder_id"] + leastOfShort
            )
        case .listing:
            (
                [
                    "release.description", "condition", "sleeve_condition", "price", "status",
                    "posted", "location", "release.id", "id",
                ],
                [
                    "release.description", "id", "price", "condition", "sleeve_condition",
                    "status", "release.id", "posted", "location",
                ]
            )
        case .order:
            (
                ["id", "created", "status", "buyer.username", "items", "total"],
                ["id", "status", "buyer.username", "total", "created", "items"]
            )
        case .orderMessage:
            (
                ["timestamp", "type", "from.username", "subject", "message"],
                ["message", "from.username", "timestamp", "type", "subject"]
            )
        case .profile:
            (
                ["username", "name", "location", "num_collection", "num_for_sale", "id"],
                ["username", "name", "location", "id", "num_collection", "num_for_sale"]
            )
        case .submission:
            (
                ["type", "name", "artists_sort", "title", "year", "country", "id"],
                ["title", "name", "id", "type", "artists_sort", "year", "country"]
            )
        case .folder: (["name", "count", "id"], ["name", "id", "count"])
        case .collectionField:
            (
                ["position", "name", "type", "options", "public", "id"],
                ["name", "id", "type", "options", "position", "public"]
            )
        case .list:
            (
                ["name", "description", "public", "date_changed", "id"],
                ["name", "id", "description", "date_changed", "public"]
            )
        case .listItem:
            (
                ["type", "display_title", "comment", "id"],
                ["display_title", "id", "type", "comment"]
            )
        case .logEntry:
            (
                [
                    "time", "event", "path", "status", "duration_ms", "waited_ms", "attempt",
                    "error",
                ],
                [
                    "event", "path", "status", "time", "error", "duration_ms", "waited_ms",
                    "attempt",
                ]
            )
        case .other: nil
        }
    }

    /// Of `basic_information`, a release in short.
    private static let inShort = ["artists", "title", "year", "formats", "labels"].map {
        "basic_information.\($0)"
    }
    private static let inShortByImportance = [
        "basic_information.title", "basic_information.artists", "id", "basic_information.year",
    ]
    private static let leastOfShort = ["formats", "labels"].map { "basic_information.\($0)" }

    private static let titles: Set<String> = [
        "title", "name", "username", "display_title", "message", "release.description",
    ]

    /// Whether the field says what a row is, and is worth more room than others.
    static func isTitle(_ field: String) -> Bool {
        titles.contains(field)
            || ["title", "artist", "artists", "name"].contains(FieldPath(field).lastName)
    }

    /// Whether the field is an address, which is worth nothing when it is cut.
    static func isAddress(_ field: String) -> Bool {
        ["uri", "thumb", "cover_image", "images"].contains(field) || field.hasSuffix("_url")
    }
}

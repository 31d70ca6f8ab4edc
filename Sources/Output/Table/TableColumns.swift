import Records

/// Which fields of a kind of row a table shows, and which go first when room is short.
struct TableColumns {
    /// From left to right.
    let names: [String]
    /// The same, the most telling first.
    let byImportance: [String]

    /// Nil for a kind whose fields are all shown, in order.
    init?(kind: RowKind) {
        switch kind {
        case .searchResult:
            names = ["type", "title", "year", "country", "format", "label", "catno", "id"]
            byImportance = ["title", "year", "type", "format", "country", "id", "catno", "label"]
        case .masterVersion:
            names = ["title", "released", "country", "format", "label", "catno", "id"]
            byImportance = ["title", "released", "country", "label", "format", "catno", "id"]
        case .artistRelease:
            names = ["type", "year", "title", "artist", "role", "label", "id"]
            byImportance = ["title", "year", "role", "type", "artist", "id", "label"]
        case .labelRelease:
            names = ["catno", "artist", "title", "year", "format", "id"]
            byImportance = ["title", "artist", "catno", "year", "format", "id"]
        case .release:
            names = ["artists", "title", "year", "country", "formats", "labels", "id"]
            byImportance = ["title", "artists", "year", "formats", "country", "labels", "id"]
        case .master:
            names = ["artists", "title", "year", "genres", "styles", "id"]
            byImportance = ["title", "artists", "year", "genres", "styles", "id"]
        case .artist:
            names = ["name", "realname", "profile", "id"]
            byImportance = ["name", "id", "realname", "profile"]
        case .label:
            names = ["name", "parent_label", "profile", "id"]
            byImportance = ["name", "id", "parent_label", "profile"]
        case .want:
            names = Self.inShort + ["rating", "notes", "date_added", "id"]
            byImportance =
                Self.inShortByImportance + ["id", "date_added", "rating", "notes"]
                + Self.leastOfShort
        case .collectionItem:
            names = Self.inShort + ["rating", "folder_id", "date_added", "id"]
            byImportance =
                Self.inShortByImportance + ["id", "date_added", "rating", "folder_id"]
                + Self.leastOfShort
        case .listing:
            names = [
                "release.description", "condition", "sleeve_condition", "price", "status", "posted",
                "location", "release.id", "id",
            ]
            byImportance = [
                "release.description", "price", "condition", "id", "sleeve_condition", "status",
                "release.id", "posted", "location",
            ]
        case .order:
            names = ["id", "created", "status", "buyer.username", "items", "total"]
            byImportance = ["id", "status", "buyer.username", "total", "created", "items"]
        case .orderMessage:
            names = ["timestamp", "type", "from.username", "subject", "message"]
            byImportance = ["message", "from.username", "timestamp", "type", "subject"]
        case .profile:
            names = ["username", "name", "location", "num_collection", "num_for_sale", "id"]
            byImportance = ["username", "name", "location", "id", "num_collection", "num_for_sale"]
        case .submission:
            names = ["type", "name", "artists_sort", "title", "year", "country", "id"]
            byImportance = ["title", "name", "type", "artists_sort", "id", "year", "country"]
        case .folder:
            names = ["name", "count", "id"]
            byImportance = ["name", "id", "count"]
        case .collectionField:
            names = ["position", "name", "type", "options", "public", "id"]
            byImportance = ["name", "id", "type", "options", "position", "public"]
        case .list:
            names = ["name", "description", "public", "date_changed", "id"]
            byImportance = ["name", "id", "description", "date_changed", "public"]
        case .listItem:
            names = ["type", "display_title", "comment", "id"]
            byImportance = ["display_title", "type", "comment", "id"]
        case .other: return nil
        }
    }

    /// Of `basic_information`, a release in short.
    private static let inShort = ["artists", "title", "year", "formats", "labels"].map {
        "basic_information.\($0)"
    }
    private static let inShortByImportance = ["title", "artists", "year"].map {
        "basic_information.\($0)"
    }
    private static let leastOfShort = ["formats", "labels"].map { "basic_information.\($0)" }

    /// The fields of rows without columns of their own, addresses last: they tell little.
    static func byImportance(_ fields: [String]) -> [String] {
        fields.filter { !isAddress($0) } + fields.filter(isAddress)
    }

    /// Whether the field is an address, which is worth nothing when it is cut.
    static func isAddress(_ field: String) -> Bool {
        ["uri", "thumb", "cover_image", "images"].contains(field) || field.hasSuffix("_url")
    }
}

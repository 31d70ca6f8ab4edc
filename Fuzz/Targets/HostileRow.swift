import Records

/// A row with all the fields that cards and tables look at, whatever kind it is, filled with hostile
/// text and numbers.
struct HostileRow {
    private var text: HostileText

    init(seed: UInt64) { text = HostileText(seed: seed) }

    mutating func row() -> Row {
        var row = object(Self.names, depth: 0)
        // A field that nobody has heard of, by a name that is no better.
        row[text.text()] = value(depth: 2)
        return row
    }

    private mutating func object(_ names: [String], depth: Int) -> Row {
        var row = Row()
        for name in names {
            // Some fields are missing, and each kind of value turns up anywhere.
            switch text.number(below: 8) {
            case 0: continue
            case 1: row[name] = value(depth: depth)
            default: row[name] = customary(name, depth: depth)
            }
        }
        return row
    }

    private mutating func customary(_ name: String, depth: Int) -> JSONValue {
        if depth < 3, let names = Self.objects[name] {
            return .object(object(names, depth: depth + 1))
        }
        if depth < 3, let names = Self.lists[name] {
            let count = text.number(below: 3)
            return .array(
                (0..<count).map { _ in
                    names.isEmpty ? .string(text.text()) : .object(object(names, depth: depth + 1))
                })
        }
        return Self.numbers.contains(name) && text.number(below: 2) == 0
            ? number() : .string(text.text())
    }

    private mutating func value(depth: Int) -> JSONValue {
        switch text.number(below: depth < 3 ? 8 : 6) {
        case 0: .null
        case 1: .bool(text.number(below: 2) == 0)
        case 2: number()
        case 6: .array((0..<text.number(below: 3)).map { _ in value(depth: depth + 1) })
        case 7: .object([text.text(): value(depth: depth + 1)])
        default: .string(text.text())
        }
    }

    private mutating func number() -> JSONValue {
        let numbers: [JSONValue] = [
            0, 1, 1959, -1, 60, 1e308, -1e308, .double(.leastNonzeroMagnitude), 0.1, 12.5,
            .int(.max), .int(.min),
        ]
        return numbers[text.number(below: numbers.count)]
    }

    private static let names = [
        "id", "title", "name", "username", "artist", "artists", "extraartists", "labels", "label",
        "catno", "formats", "format", "genres", "genre", "styles", "style", "country", "released",
        "year", "tracklist", "notes", "profile", "urls", "members", "groups", "aliases",
        "namevariations", "realname", "parent_label", "sublabels", "contact_info", "images",
        "videos",
        "identifiers", "companies", "community", "basic_information", "seller", "buyer", "price",
        "condition", "sleeve_condition", "status", "comments", "release", "items", "shipping",
        "shipping_address", "additional_instructions", "total", "message", "subject", "timestamp",
        "from", "actor", "order", "type", "uri", "rating", "num_for_sale", "lowest_price",
        "main_release",
        "most_recent_release", "master_id", "role", "thumb", "barcode", "count", "description",
        "value",
        "date_added", "registered", "home_page", "location", "curr_abbr", "created", "archived",
        "allow_offers", "weight", "ships_from", "fee", "resource_url", "data_quality",
        "marketplace_suspended",
    ]
    private static let objects: [String: [String]] = [
        "parent_label": ["name", "id"],
        "community": ["have", "want", "rating", "submitter", "contributors"],
        "rating": ["count", "average"], "submitter": ["username"],
        "basic_information": [
            "id", "title", "year", "artists", "labels", "formats", "genres", "styles",
        ],
        "seller": ["username", "stats", "shipping"], "stats": ["rating", "total", "stars"],
        "buyer": ["username", "id"], "price": ["value", "currency"],
        "lowest_price": ["value", "currency"], "fee": ["value", "currency"],
        "total": ["value", "currency"], "shipping": ["method", "value", "currency"],
        "release": ["id", "description", "title", "artist", "format", "catalog_number", "year"],
        "from": ["username"], "actor": ["username"], "order": ["id"],
    ]
    private static let lists: [String: [String]] = [
        "artists": ["name", "anv", "join", "role", "id", "tracks"],
        "extraartists": ["name", "anv", "join", "role", "id", "tracks"],
        "labels": ["name", "catno", "entity_type_name", "id"], "genres": [], "styles": [],
        "genre": [], "style": [], "label": [], "format": [], "barcode": [], "urls": [],
        "namevariations": [], "formats": ["name", "qty", "text", "descriptions"],
        "descriptions": [],
        "tracklist": [
            "position", "type_", "title", "duration", "artists", "extraartists", "sub_tracks",
        ],
        "sub_tracks": ["position", "type_", "title", "duration"],
        "members": ["name", "active", "id"], "groups": ["name", "active", "id"],
        "aliases": ["name", "id"],
        "sublabels": ["name", "id"], "images": ["uri", "type", "width"],
        "videos": ["uri", "title"],
        "identifiers": ["type", "value", "description"],
        "companies": ["name", "catno", "entity_type_name"],
        "items": ["release", "price", "media_condition", "sleeve_condition", "id"],
    ]
    private static let numbers: Set = [
        "id", "year", "count", "average", "have", "want", "value", "qty", "width", "num_for_sale",
        "total",
        "rating", "weight", "master_id", "main_release", "most_recent_release",
    ]
}

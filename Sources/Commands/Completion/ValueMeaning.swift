import Records

/// What a value is about, wherever it stands: what a search can look for.
package enum ValueMeaning: String, Sendable, CaseIterable {
    case artist, label, title, genre, style, country, year, format
    /// `Miles Davis - Kind Of Blue`, as searches name what they find.
    case artistAndTitle

    /// What a parameter of an endpoint looks for.
    init?(parameter name: String) {
        switch name {
        case "anv": self = .artist
        case "release_title": self = .title
        case "title": self = .artistAndTitle
        default:
            guard let meaning = Self(rawValue: name) else { return nil }
            self = meaning
        }
    }

    /// What a field holds: `labels.name`, `genre`, `basic_information.title`.
    init?(field path: FieldPath) {
        let parts = path.parts.filter { Int($0) == nil }
        switch (parts.dropLast().last, parts.last) {
        case ("artists", "name"): self = .artist
        case ("labels", "name"): self = .label
        case ("formats", "name"), ("formats", "descriptions"): self = .format
        case (_, "artist"): self = .artist
        case (_, "label"): self = .label
        case (_, "title"): self = .title
        case (_, "genre"), (_, "genres"): self = .genre
        case (_, "style"), (_, "styles"): self = .style
        case (_, "country"): self = .country
        case (_, "year"): self = .year
        case (_, "format"): self = .format
        default: return nil
        }
    }
}

extension ValueMeaning {
    /// All values of a row that are about something.
    static func values(in row: Row, of kind: RowKind) -> [(ValueMeaning, String)] {
        var values: [(ValueMeaning, String)] = []
        func add(_ meaning: ValueMeaning, _ text: String?) {
            if let text { values.append((meaning, text)) }
        }
        if kind == .artist { add(.artist, row["name"]?.stringValue) }
        if kind == .label { add(.label, row["name"]?.stringValue) }
        if kind == .searchResult {
            addTitle(of: row, add)
            collect(from: Row(row.members.filter { $0.key != "title" }.map { ($0, $1) }), add)
        } else {
            collect(from: row, add)
        }
        return values
    }

    /// What a search found has the names of artist and release in one field.
    private static func addTitle(of row: Row, _ add: (ValueMeaning, String?) -> Void) {
        guard let title = row["title"]?.stringValue else { return }
        switch row["type"]?.stringValue {
        case "artist": add(.artist, title)
        case "label": add(.label, title)
        default:
            add(.artistAndTitle, title)
            guard let dash = title.firstRange(of: " - ") else { return add(.title, title) }
            add(.artist, String(title[..<dash.lowerBound]))
            add(.title, String(title[dash.upperBound...]))
        }
    }

    private static func collect(from object: Row, _ add: (ValueMeaning, String?) -> Void) {
        for (key, value) in object.members {
            switch key {
            case "artists": for name in texts(value, in: "name") { add(.artist, name) }
            case "labels": for name in texts(value, in: "name") { add(.label, name) }
            case "formats":
                for name in texts(value, in: "name") { add(.format, name) }
                for name in texts(value, in: "descriptions") { add(.format, name) }
            case "format":
                for text in texts(value, in: nil) {
                    // Lists of releases write several in one text: `LP, Album`.
                    for part in text.split(separator: ", ") { add(.format, String(part)) }
                }
            case "basic_information", "release":
                if let inner = value.objectValue { collect(from: inner, add) }
            case "year":
                let year = value.text
                if year.utf8.count == 4, Int(year) != nil { add(.year, year) }
            default:
                guard let meaning = ValueMeaning(field: FieldPath(key)) else { continue }
                for text in texts(value, in: nil) { add(meaning, text) }
            }
        }
    }

    /// The texts in a value, a list of values, or a member of them.
    private static func texts(_ value: JSONValue, in member: String?) -> [String] {
        switch value {
        case .string(let text): member == nil ? [text] : []
        case .array(let elements): elements.flatMap { texts($0, in: member) }
        case .object(let object):
            member.flatMap { object[$0] }.map { texts($0, in: nil) } ?? []
        default: []
        }
    }
}

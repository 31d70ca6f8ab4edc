import Records

/// Makes the API's replies from the catalogue's tables, with the API's members in its order.
///
/// Whatever says how many people own, want, sell or rate something is zero or null, since a
/// catalogue cannot know it.
struct CatalogAnswers {
    let tables: CatalogTables
    /// What addresses begin with: empty, or that of the server that gives these answers.
    let baseURL: String

    func address(_ path: String) -> JSONValue { .string(baseURL + path) }

    /// The address of something in the catalogue; empty for what is not, as the API has it.
    private func address(_ folder: String, of reference: CatalogTables.Reference) -> JSONValue {
        reference.id == 0 ? "" : address("\(folder)\(reference.id)")
    }

    // MARK: What several replies have

    static let dataQuality: JSONValue = "Sample"
    static let source: JSONValue = "Sample catalogue of MusicAgent"

    /// Of a list of masters and releases.
    static let statistics: JSONValue = [
        "community": ["in_wantlist": 0, "in_collection": 0]
    ]

    /// The artists in one line: `Duke Ellington & John Coltrane`.
    func artistLine(of workID: Int64) throws -> String {
        let artists = try tables.credits(of: workID, main: true)
        var line = ""
        for (place, artist) in artists.enumerated() {
            line += artist.artist.name
            guard place < artists.count - 1 else { break }
            line += artist.join.isEmpty || artist.join == "," ? ", " : " \(artist.join) "
        }
        return line
    }

    func artistCredit(_ credit: CatalogTables.Credit) -> JSONValue {
        [
            "name": .string(credit.artist.name),
            "anv": "",
            "join": .string(credit.join),
            "role": .string(credit.role),
            "tracks": "",
            "id": .int(credit.artist.id),
            "resource_url": address("/artists/", of: credit.artist),
        ]
    }

    func labelCredit(_ label: CatalogTables.LabelNumber) -> JSONValue {
        [
            "name": .string(label.label.name),
            "catno": .string(label.number),
            "entity_type": "1",
            "entity_type_name": "Label",
            "id": .int(label.label.id),
            "resource_url": address("/labels/", of: label.label),
        ]
    }

    func track(_ track: CatalogTables.Track) -> JSONValue {
        [
            "position": .string(track.position),
            "type_": track.position.isEmpty ? "heading" : "track",
            "title": .string(track.title),
            "duration": .string(track.duration),
        ]
    }

    func format(_ format: CatalogTables.Format) -> JSONValue {
        var object: JSONObject = [
            "name": .string(format.name), "qty": .string(String(format.quantity)),
        ]
        if !format.descriptions.isEmpty { object["descriptions"] = .strings(format.descriptions) }
        return .object(object)
    }

    /// `2xVinyl, LP, Album + CD, Album`
    func formatLine(_ formats: [CatalogTables.Format]) -> String {
        formats.map { format in
            let quantity = format.quantity > 1 ? "\(format.quantity)x" : ""
            return ([quantity + format.name] + format.descriptions).joined(separator: ", ")
        }.joined(separator: " + ")
    }

    func reference(_ reference: CatalogTables.Reference, in folder: String) -> JSONValue {
        [
            "id": .int(reference.id),
            "name": .string(reference.name),
            "resource_url": address(folder, of: reference),
        ]
    }
}

extension JSONValue {
    static func strings(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }
}

extension Array where Element: Hashable {
    /// Without repeats; the first of each stays.
    var unique: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}

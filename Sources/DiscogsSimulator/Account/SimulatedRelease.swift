import Records

/// A release as accounts have it: in short.
struct SimulatedRelease {
    let id: Int64
    private let release: JSONObject

    init(_ release: JSONObject) {
        self.release = release
        id = release["id"]?.intValue ?? 0
    }

    /// As in collections and wantlists.
    var basicInformation: JSONValue {
        let names = [
            "id", "master_id", "master_url", "resource_url", "title", "year", "formats", "labels",
            "artists", "genres", "styles",
        ]
        var short = JSONObject(names.map { ($0, release[$0] ?? .null) })
        // Here, 0 says that there is none.
        if short["master_id"] == .null { short["master_id"] = 0 }
        if short["year"] == .null { short["year"] = 0 }
        short["thumb"] = ""
        short["cover_image"] = ""
        return .object(short)
    }

    /// `Artist - Title`
    var displayTitle: String {
        "\(release["artists_sort"]?.text ?? "") - \(release["title"]?.text ?? "")"
    }

    /// As in listings.
    var inListing: JSONValue {
        let artist = release["artists_sort"]?.text ?? ""
        let title = release["title"]?.text ?? ""
        let format = release["formats"]?.arrayValue?.first
        let words =
            [format?["name"]].compactMap(\.self) + (format?["descriptions"]?.arrayValue ?? [])
        let formatText = words.map(\.text).joined(separator: ", ")
        let label = release["labels"]?.arrayValue?.first
        return [
            "id": .int(id), "description": .string("\(artist) - \(title) (\(formatText))"),
            "artist": .string(artist), "title": .string(title), "format": .string(formatText),
            "label": label?["name"] ?? "", "catalog_number": label?["catno"] ?? "",
            "year": release["year"] ?? 0, "resource_url": release["resource_url"] ?? "",
            "thumbnail": "",
        ]
    }
}

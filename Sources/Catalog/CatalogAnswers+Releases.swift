import Discogs
import Records

/// Releases, masters and their versions.
extension CatalogAnswers {
    func release(_ id: Int64) throws -> JSONObject {
        guard let release = try tables.release(id) else {
            throw CatalogFailure.notFound("Release not found.")
        }
        let work = release.work
        let formats = try tables.formats(of: id)
        var object: JSONObject = [
            "id": .int(id),
            "status": "Accepted",
            "year": .int(release.year),
            "resource_url": address("/releases/\(id)"),
            "uri": "",
            "artists": .array(try tables.credits(of: work.id, main: true).map(artistCredit)),
            "artists_sort": .string(try artistLine(of: work.id)),
            "labels": .array(try tables.labels(of: id).map(labelCredit)),
            "series": [],
            "companies": [],
            "formats": .array(formats.map(format)),
            "data_quality": Self.dataQuality,
            "community": Self.community,
            "format_quantity": .int(formats.reduce(0) { $0 + $1.quantity }),
            "num_for_sale": nil,
            "lowest_price": nil,
        ]
        if work.isMaster {
            object["master_id"] = .int(work.id)
            object["master_url"] = address("/masters/\(work.id)")
        }
        object["title"] = .string(release.title)
        object["country"] = release.country.isEmpty ? .null : .string(release.country)
        if !release.released.isEmpty { object["released"] = .string(release.released) }
        object["notes"] = release.notes.map(JSONValue.string) ?? Self.source
        if let text = ReleaseDate.text(release.released) {
            object["released_formatted"] = .string(text)
        }
        object["identifiers"] = .array(
            try tables.identifiers(of: id).map {
                ["type": .string($0.type), "value": .string($0.value)]
            })
        object["genres"] = .strings(work.genres)
        if !work.styles.isEmpty { object["styles"] = .strings(work.styles) }
        object["tracklist"] = .array(try tables.tracks(of: work.id).map(track))
        object["extraartists"] = .array(
            try tables.credits(of: work.id, main: false).map(artistCredit))
        object["images"] = []
        object["thumb"] = ""
        object["estimated_weight"] = 0
        object["blocked_from_sale"] = false
        object["is_offensive"] = false
        return object
    }

    private static let community: JSONValue = [
        "have": 0,
        "want": 0,
        "rating": ["count": 0, "average": 0.0],
        "submitter": ["username": "", "resource_url": ""],
        "contributors": [],
        "data_quality": dataQuality,
        "status": "Accepted",
    ]

    func master(_ id: Int64) throws -> JSONObject {
        let work = try existingMaster(id)
        let latest = try tables.latestRelease(of: id) ?? work.mainRelease
        var object: JSONObject = [
            "id": .int(id),
            "main_release": .int(work.mainRelease),
            "most_recent_release": .int(latest),
            "resource_url": address("/masters/\(id)"),
            "uri": "",
            "versions_url": address("/masters/\(id)/versions"),
            "main_release_url": address("/releases/\(work.mainRelease)"),
            "most_recent_release_url": address("/releases/\(latest)"),
            "num_for_sale": nil,
            "lowest_price": nil,
            "images": [],
            "genres": .strings(work.genres),
        ]
        if !work.styles.isEmpty { object["styles"] = .strings(work.styles) }
        object["year"] = .int(work.year)
        object["tracklist"] = .array(try tables.tracks(of: id).map(track))
        object["artists"] = .array(try tables.credits(of: id, main: true).map(artistCredit))
        object["title"] = .string(work.title)
        object["notes"] = work.notes.map(JSONValue.string) ?? Self.source
        object["data_quality"] = Self.dataQuality
        return object
    }

    func versions(of id: Int64, _ request: DiscogsRequest) throws -> JSONObject {
        _ = try existingMaster(id)
        let order = try SortOrder(
            request,
            keys: [
                "released": "released",
                "title": "title COLLATE NOCASE",
                "format": Self.ofFirst("name", in: "format"),
                "label": Self.ofFirst("name", in: "release_label"),
                "catno": Self.ofFirst("catno", in: "release_label"),
                "country": "country COLLATE NOCASE",
            ], default: "id")
        var expression = SearchExpression()
        for item in request.query where !item.value.isEmpty {
            switch item.name {
            case "format": expression.require(item.value, in: .format)
            case "label": expression.require(item.value, in: .label)
            case "country": expression.require(item.value, in: .country)
            case "released": expression.requireYear(item.value)
            default: break
            }
        }
        let condition =
            expression.isEmpty
            ? "work_id = ?"
            : "work_id = ? AND id IN (SELECT rowid FROM entry WHERE entry MATCH ?)"
        let arguments: CatalogTables.Arguments = expression.isEmpty ? [id] : [id, expression.text]
        let count = try tables.count(
            "SELECT count(*) FROM release WHERE \(condition)", arguments)
        let page = try CatalogPage(of: count, for: request)
        let ids = try tables.numbers(
            "SELECT id FROM release WHERE \(condition) ORDER BY \(order.sql), id LIMIT ? OFFSET ?",
            arguments + [page.size, page.offset])
        return page.envelope("versions", try ids.map(version), baseURL: baseURL)
    }

    /// A column of the first of a release's labels or formats.
    private static func ofFirst(_ column: String, in table: String) -> String {
        """
        (SELECT \(column) FROM \(table) WHERE release_id = release.id AND place = 0)
        COLLATE NOCASE
        """
    }

    private func version(_ id: Int64) throws -> JSONObject {
        guard let release = try tables.release(id) else { return [:] }
        let labels = try tables.labels(of: id)
        let formats = try tables.formats(of: id)
        return [
            "id": .int(id),
            "label": .string(labels.map(\.label.name).unique.joined(separator: ", ")),
            "country": .string(release.country),
            "title": .string(release.title),
            "major_formats": .strings(formats.map(\.name).unique),
            "format": .string(formats.flatMap(\.descriptions).joined(separator: ", ")),
            "catno": .string(labels.map(\.number).joined(separator: ", ")),
            "released": .string(release.released.isEmpty ? "0" : release.released),
            "status": "Accepted",
            "resource_url": address("/releases/\(id)"),
            "thumb": "",
            "stats": Self.statistics,
        ]
    }

    private func existingMaster(_ id: Int64) throws -> CatalogTables.Work {
        guard CatalogID.isMaster(id), let work = try tables.work(id) else {
            throw CatalogFailure.notFound("Master Release not found.")
        }
        return work
    }
}

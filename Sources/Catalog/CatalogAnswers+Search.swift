import Discogs
import Records

/// The database search.
extension CatalogAnswers {
    func search(_ request: DiscogsRequest) throws -> JSONObject {
        let search = try CatalogSearch(request)
        let count = try tables.count(
            "SELECT count(*) FROM entry WHERE \(search.condition)", search.arguments)
        let page = try CatalogPage(of: count, for: request)
        let ids = try tables.numbers(
            """
            SELECT rowid FROM entry WHERE \(search.condition)
            ORDER BY \(search.order) LIMIT ? OFFSET ?
            """,
            search.arguments + search.orderArguments + [page.size, page.offset])
        return page.envelope("results", try ids.map(searchResult), baseURL: baseURL)
    }

    private func searchResult(_ id: Int64) throws -> JSONObject {
        switch id {
        case ..<CatalogID.labels:
            nameResult(id, "artist", try tables.artist(id)?.name ?? "", folder: "/artists/")
        case ..<CatalogID.masters:
            nameResult(id, "label", try tables.label(id)?.name ?? "", folder: "/labels/")
        case ..<CatalogID.releases:
            try masterResult(id)
        default:
            try releaseResult(id)
        }
    }

    private func nameResult(
        _ id: Int64, _ type: String, _ name: String, folder: String
    ) -> JSONObject {
        [
            "id": .int(id),
            "type": .string(type),
            "master_id": nil,
            "master_url": nil,
            "uri": "",
            "title": .string(name),
            "thumb": "",
            "cover_image": "",
            "resource_url": address("\(folder)\(id)"),
        ]
    }

    private func masterResult(_ id: Int64) throws -> JSONObject {
        guard let work = try tables.work(id), let main = try tables.release(work.mainRelease)
        else { return [:] }
        return try recordResult(
            id, "master", work.title, year: work.year, main, tables.formats(of: main.id),
            folder: "/masters/")
    }

    private func releaseResult(_ id: Int64) throws -> JSONObject {
        guard let release = try tables.release(id) else { return [:] }
        let formats = try tables.formats(of: id)
        var object = try recordResult(
            id, "release", release.title, year: release.year, release, formats,
            folder: "/releases/")
        object["format_quantity"] = .int(formats.reduce(0) { $0 + $1.quantity })
        object["formats"] = .array(formats.map(format))
        return object
    }

    /// A row for a release, or for a master with the particulars of its main release.
    private func recordResult(
        _ id: Int64, _ type: String, _ title: String, year: Int64, _ release: CatalogTables.Release,
        _ formats: [CatalogTables.Format], folder: String
    ) throws -> JSONObject {
        let work = release.work
        let labels = try tables.labels(of: release.id)
        let identifiers = try tables.identifiers(of: release.id)
        var object: JSONObject = ["country": .string(release.country)]
        if year != 0 { object["year"] = .string(String(year)) }
        object["format"] = .strings(formats.flatMap { [$0.name] + $0.descriptions }.unique)
        object["label"] = .strings(labels.map(\.label.name).unique)
        object["type"] = .string(type)
        object["genre"] = .strings(work.genres)
        object["style"] = .strings(work.styles)
        object["id"] = .int(id)
        object["barcode"] = .strings(identifiers.map(\.value))
        object["master_id"] = work.isMaster ? .int(work.id) : .null
        object["master_url"] = work.isMaster ? address("/masters/\(work.id)") : .null
        object["uri"] = ""
        object["catno"] = .string(labels.map(\.number).joined(separator: ", "))
        object["title"] = .string("\(try artistLine(of: work.id)) - \(title)")
        object["thumb"] = ""
        object["cover_image"] = ""
        object["resource_url"] = address("\(folder)\(id)")
        object["community"] = ["want": 0, "have": 0]
        return object
    }
}

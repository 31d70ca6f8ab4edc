import Discogs
import Records

/// Artists and labels with their releases.
extension CatalogAnswers {
    func artist(_ id: Int64) throws -> JSONObject {
        let artist = try existingArtist(id)
        var object: JSONObject = [
            "name": .string(artist.name),
            "id": .int(id),
            "resource_url": address("/artists/\(id)"),
            "uri": "",
            "releases_url": address("/artists/\(id)/releases"),
            "images": [],
        ]
        object["realname"] = artist.realName.map(JSONValue.string)
        object["profile"] = .string(artist.profile)
        let texts = { (kind: DetailKind) in
            JSONValue.strings(try tables.details(kind, of: id).map(\.name))
        }
        let references = { (found: [CatalogTables.Reference]) in
            JSONValue.array(found.map { reference($0, in: "/artists/") })
        }
        object.set("urls", try texts(.url))
        object.set("namevariations", try texts(.variation))
        object.set("aliases", references(try tables.details(.alias, of: id)))
        object.set("members", references(try tables.details(.member, of: id)))
        object.set("groups", references(try tables.groups(of: id)))
        object["data_quality"] = Self.dataQuality
        return object
    }

    func artistReleases(of id: Int64, _ request: DiscogsRequest) throws -> JSONObject {
        _ = try existingArtist(id)
        let order = try SortOrder(
            request,
            keys: [
                "year": "year",
                "title": "title COLLATE NOCASE",
                "format": """
                (SELECT name FROM format WHERE release_id = main_release AND place = 0)
                COLLATE NOCASE
                """,
            ], default: "year")
        let count = try tables.count(
            "SELECT count(DISTINCT work_id) FROM credit WHERE artist_id = ?", [id])
        let page = try CatalogPage(of: count, for: request)
        let works: [(Int64, String)] = try tables.rows(
            """
            SELECT work.id, CASE WHEN min(role) = '' THEN 'Main' ELSE group_concat(role, ', ') END
            FROM credit JOIN work ON work.id = work_id WHERE artist_id = ? GROUP BY work.id
            ORDER BY \(order.sql), year, work.id LIMIT ? OFFSET ?
            """, [id, page.size, page.offset]
        ) { row in (row[0], row[1]) }
        let rows = try works.map { try artistRelease($0, role: $1) }
        return page.envelope("releases", rows, baseURL: baseURL)
    }

    private func artistRelease(_ id: Int64, role: String) throws -> JSONObject {
        guard let work = try tables.work(id) else { return [:] }
        var object: JSONObject = ["id": .int(id)]
        if work.isMaster {
            object["title"] = .string(work.title)
            object["type"] = "master"
            object["main_release"] = .int(work.mainRelease)
            object["artist"] = .string(try artistLine(of: id))
            object["role"] = .string(role)
            object["resource_url"] = address("/masters/\(id)")
        } else {
            let labels = try tables.labels(of: id).map(\.label.name)
            object["status"] = "Accepted"
            object["type"] = "release"
            object["format"] = .string(formatLine(try tables.formats(of: id)))
            object["label"] = .string(labels.unique.joined(separator: ", "))
            object["title"] = .string(work.title)
            object["resource_url"] = address("/releases/\(id)")
            object["role"] = .string(role)
            object["artist"] = .string(try artistLine(of: id))
        }
        if work.year != 0 { object["year"] = .int(work.year) }
        object["thumb"] = ""
        object["stats"] = Self.statistics
        return object
    }

    func label(_ id: Int64) throws -> JSONObject {
        let label = try existingLabel(id)
        var object: JSONObject = [
            "id": .int(id),
            "name": .string(label.name),
            "resource_url": address("/labels/\(id)"),
            "uri": "",
            "releases_url": address("/labels/\(id)/releases"),
            "images": [],
            "profile": .string(label.profile),
        ]
        object["parent_label"] = label.parent.map { reference($0, in: "/labels/") }
        object["data_quality"] = Self.dataQuality
        object.set("urls", .strings(try tables.details(.url, of: id).map(\.name)))
        object.set(
            "sublabels",
            .array(try tables.sublabels(of: id).map { reference($0, in: "/labels/") }))
        return object
    }

    func labelReleases(of id: Int64, _ request: DiscogsRequest) throws -> JSONObject {
        _ = try existingLabel(id)
        let count = try tables.count(
            "SELECT count(DISTINCT release_id) FROM release_label WHERE label_id = ?", [id])
        let page = try CatalogPage(of: count, for: request)
        let releases: [(Int64, String)] = try tables.rows(
            """
            SELECT release_id, group_concat(catno, ', ') AS numbers
            FROM release_label WHERE label_id = ? GROUP BY release_id
            ORDER BY numbers COLLATE NOCASE, release_id LIMIT ? OFFSET ?
            """, [id, page.size, page.offset]
        ) { row in (row[0], row[1]) }
        let rows = try releases.map { try labelRelease($0, number: $1) }
        return page.envelope("releases", rows, baseURL: baseURL)
    }

    private func labelRelease(_ id: Int64, number: String) throws -> JSONObject {
        guard let release = try tables.release(id) else { return [:] }
        return [
            "status": "Accepted",
            "format": .string(formatLine(try tables.formats(of: id))),
            "catno": .string(number),
            "thumb": "",
            "resource_url": address("/releases/\(id)"),
            "title": .string(release.title),
            "id": .int(id),
            "year": .int(release.year),
            "artist": .string(try artistLine(of: release.work.id)),
        ]
    }

    private func existingArtist(_ id: Int64) throws -> CatalogTables.Artist {
        guard let artist = try tables.artist(id) else {
            throw CatalogFailure.notFound("Artist not found.")
        }
        return artist
    }

    private func existingLabel(_ id: Int64) throws -> CatalogTables.Label {
        guard let label = try tables.label(id) else {
            throw CatalogFailure.notFound("Label not found.")
        }
        return label
    }
}

extension JSONObject {
    /// Adds a list; an empty one is left out, as the API does it.
    fileprivate mutating func set(_ key: String, _ list: JSONValue) {
        if list != [] { self[key] = list }
    }
}

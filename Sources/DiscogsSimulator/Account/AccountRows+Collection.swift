import Discogs
import Records

/// The collection, the wantlist and ratings.
extension AccountRows {
    mutating func collectionAnswer(
        to call: AccountCall, about release: SimulatedRelease?
    ) throws -> AccountAnswer? {
        switch call.endpoint.name {
        case Endpoint.wantlist.name:
            return call.page(of: call.isOwner ? wants : wants.map { $0.without("notes") }, "wants")
        case Endpoint.wantlistAdd.name, Endpoint.wantlistEdit.name:
            return try want(call, release)
        case Endpoint.wantlistDelete.name:
            let before = wants.count
            wants.removeAll { $0["id"]?.intValue == call.number("release_id") }
            guard wants.count < before else { throw DiscogsError.missingRelease }
            return .nothing
        case Endpoint.collection.name:
            return call.page(
                of: try items(in: call.number("folder"), call), "releases",
                sorted: AccountOrder.collection)
        case Endpoint.collectionRelease.name:
            return call.page(
                of: items.filter { $0["id"]?.intValue == call.number("release_id") }, "releases")
        case Endpoint.collectionAdd.name: return try add(call, release)
        case Endpoint.collectionEdit.name, Endpoint.collectionDelete.name,
            Endpoint.collectionFieldEdit.name:
            return try copy(call)
        case Endpoint.collectionFields.name:
            let shown = Self.fields.filter { call.isOwner || $0["public"] == true }
            return .object(["fields": .array(shown.map(JSONValue.object))])
        case Endpoint.collectionValue.name:
            return .object(["minimum": "$512.00", "median": "$1,234.56", "maximum": "$2,345.00"])
        case Endpoint.collectionFolders.name:
            let shown = call.isOwner ? folders : Array(folders.prefix(1))
            return .object(["folders": .array(shown.map { .object(counted($0)) })])
        case Endpoint.collectionFolderCreate.name:
            guard let name = call.body["name"]?.stringValue, !name.isEmpty else {
                throw DiscogsError.invalid("Invalid name: expected non-empty string.")
            }
            let folder: Row = ["id": .int(nextNumber()), "name": .string(name)]
            folders.append(folder)
            return .object(counted(folder), status: 201)
        case Endpoint.collectionFolder.name, Endpoint.collectionFolderEdit.name,
            Endpoint.collectionFolderDelete.name:
            return try folder(call)
        case Endpoint.communityRating.name:
            guard let release else { throw DiscogsError.missingRelease }
            return .object([
                "release_id": .int(release.id), "rating": ["count": 21, "average": 4.38],
            ])
        case Endpoint.releaseStats.name:
            guard release != nil else { throw DiscogsError.missingRelease }
            return .object(["num_have": 2315, "num_want": 467, "is_offensive": false])
        case Endpoint.releaseRating.name, Endpoint.releaseRatingEdit.name,
            Endpoint.releaseRatingDelete.name:
            return try rating(call, release)
        default: return nil
        }
    }

    /// Notes and rating of a new want are forgotten: so does the API. (Measured by others.)
    private mutating func want(
        _ call: AccountCall, _ release: SimulatedRelease?
    ) throws -> AccountAnswer {
        guard let release else { throw DiscogsError.missingRelease }
        let isNew = call.endpoint.method == .put
        let place = wants.firstIndex { $0["id"]?.intValue == release.id }
        var want = place.map { wants[$0] } ?? Self.want(1, release)
        if place == nil {
            guard isNew else { throw DiscogsError.missingRelease }
            want["rating"] = 0
            want["notes"] = ""
        }
        if !isNew {
            for (name, value) in call.body.members { want[name] = value }
        }
        if let place { wants[place] = want } else { wants.append(want) }
        return .object(want, status: isNew ? 201 : 200)
    }

    private func items(in folder: Int64, _ call: AccountCall) throws -> [Row] {
        guard folders.contains(where: { $0["id"]?.intValue == folder }) else {
            throw DiscogsError.missingFolder
        }
        guard call.isOwner || folder == 0 else { throw DiscogsError.forbidden }
        let shown = folder == 0 ? items : items.filter { $0["folder_id"]?.intValue == folder }
        return call.isOwner ? shown : shown.map { $0.without("folder_id").without("notes") }
    }

    /// Another copy each time.
    private mutating func add(
        _ call: AccountCall, _ release: SimulatedRelease?
    ) throws -> AccountAnswer {
        guard let release else { throw DiscogsError.missingRelease }
        let folder = call.number("folder")
        guard folder > 0, folders.contains(where: { $0["id"]?.intValue == folder }) else {
            throw DiscogsError.missingFolder
        }
        var item = Self.item(0, release)
        let number = nextNumber()
        item["instance_id"] = .int(number)
        item["folder_id"] = .int(folder)
        item["rating"] = 0
        item["notes"] = []
        items.append(item)
        return .object(
            ["instance_id": .int(number), "resource_url": .string(call.request.path)], status: 201)
    }

    /// The folder in the path has to be the copy's own, or 0.
    private mutating func copy(_ call: AccountCall) throws -> AccountAnswer {
        let folder = call.number("folder")
        let place = items.firstIndex { item in
            item["instance_id"]?.intValue == call.number("instance_id")
                && item["id"]?.intValue == call.number("release_id")
                && (folder == 0 || item["folder_id"]?.intValue == folder)
        }
        guard let place else { throw DiscogsError.missingCopy }
        switch call.endpoint.name {
        case Endpoint.collectionDelete.name: items.remove(at: place)
        case Endpoint.collectionFieldEdit.name:
            let field = call.number("field_id")
            guard Self.fields.contains(where: { $0["id"]?.intValue == field }) else {
                throw DiscogsError.missing("The requested resource was not found.")
            }
            var notes = items[place]["notes"]?.arrayValue ?? []
            notes.removeAll { $0["field_id"]?.intValue == field }
            notes.append(["field_id": .int(field), "value": call.body["value"] ?? ""])
            items[place]["notes"] = .array(notes)
        default:
            for (name, value) in call.body.members { items[place][name] = value }
        }
        return .nothing
    }

    private mutating func folder(_ call: AccountCall) throws -> AccountAnswer {
        let id = call.number("folder")
        guard let place = folders.firstIndex(where: { $0["id"]?.intValue == id }) else {
            throw DiscogsError.missingFolder
        }
        guard call.isOwner || id == 0 else { throw DiscogsError.forbidden }
        switch call.endpoint.method {
        case .get: return .object(counted(folders[place]))
        case .delete:
            guard id > 1, !items.contains(where: { $0["folder_id"]?.intValue == id }) else {
                throw DiscogsError.forbidden
            }
            folders.remove(at: place)
            return .nothing
        default:
            guard id > 1 else { throw DiscogsError.forbidden }
            folders[place]["name"] = call.body["name"] ?? ""
            return .object(counted(folders[place]))
        }
    }

    private func counted(_ folder: Row) -> Row {
        var folder = folder
        let id = folder["id"]?.intValue ?? 0
        let count = items.count { id == 0 || $0["folder_id"]?.intValue == id }
        folder["count"] = .int(Int64(count))
        folder["resource_url"] = .string("/users/sample-owner/collection/folders/\(id)")
        return folder
    }

    private mutating func rating(
        _ call: AccountCall, _ release: SimulatedRelease?
    ) throws -> AccountAnswer {
        guard let release else {
            throw DiscogsError.missing("Release does not exist or may have been deleted.")
        }
        if call.endpoint.method == .delete {
            ratings[release.id] = nil
            return .nothing
        }
        if call.endpoint.method == .put {
            guard let rating = call.body["rating"]?.intValue, (1...5).contains(rating) else {
                throw DiscogsError.invalid("Invalid rating: expected int between 1 and 5.")
            }
            ratings[release.id] = rating
        }
        return .object([
            "username": .string(SimulatedAccount.username), "release_id": .int(release.id),
            "rating": .int(ratings[release.id] ?? 0),
        ])
    }
}

extension Row {
    fileprivate func without(_ name: String) -> Row {
        JSONObject(members.filter { $0.key != name }.map { ($0.key, $0.value) })
    }
}

import Discogs
import Records

/// The account of whoever sends a right token: a wantlist, a collection, an inventory and what
/// belongs to them, made of the releases that the source has. What is changed stays changed.
actor SimulatedAccount {
    /// Its name; the API compares names without case.
    static let username = "sample-owner"
    static let id: Int64 = 9_400_000_001

    private let source: any DiscogsSource
    private var releases: [Int64: JSONObject?] = [:]
    private var known: AccountRows?

    init(source: any DiscogsSource) { self.source = source }

    /// What the API answers; nil for what is not about accounts or prices.
    /// - Throws: `DiscogsError`.
    func answer(to call: AccountCall) async throws -> AccountAnswer? {
        if let username = call.arguments["username"], username.lowercased() != Self.username {
            throw call.endpoint.login == .user ? DiscogsError.forbidden : .missingUser
        }
        // All at once from here on: another request must not come between.
        var release: SimulatedRelease?
        if let id = call.arguments["release_id"].flatMap({ Int64($0) })
            ?? call.body["release_id"]?.intValue
        {
            release = try await self.release(id).map(SimulatedRelease.init)
        }
        try await load()
        return try known?.answer(to: call, about: release)
    }

    private func load() async throws {
        guard known == nil else { return }
        var releases: [Int: SimulatedRelease] = [:]
        for place in AccountRows.places {
            releases[place] =
                try await release(Self.firstRelease + Int64(place)).map(SimulatedRelease.init)
        }
        // Who asked at the same time may have come first.
        if known == nil { known = AccountRows(of: releases) }
    }

    // MARK: Releases

    /// The first of the sample catalogue.
    private static let firstRelease: Int64 = 9_300_000_001

    private func release(_ id: Int64) async throws -> JSONObject? {
        if let known = releases[id] { return known }
        do {
            let request = try DiscogsRequest.to(.release).with("release_id", id).build()
            let release = try await source.response(to: request).body.objectValue
            releases[id] = release
            return release
        } catch let error as DiscogsError where error.kind == .notFound {
            releases[id] = .some(nil)
            return nil
        } catch is RequestValidationError {
            return nil
        }
    }
}

extension AccountRows {
    /// - Parameter release: the one that the call is about; nil when there is none, or no such.
    mutating func answer(
        to call: AccountCall, about release: SimulatedRelease?
    ) throws -> AccountAnswer? {
        if let answer = try collectionAnswer(to: call, about: release) { return answer }
        if let answer = try marketplaceAnswer(to: call, about: release) { return answer }
        if let answer = try inventoryAnswer(to: call) { return answer }
        switch call.endpoint.name {
        case Endpoint.identity.name:
            return .object([
                "id": .int(SimulatedAccount.id), "username": .string(SimulatedAccount.username),
                "resource_url": .string("/users/\(SimulatedAccount.username)"),
                "consumer_name": "MusicAgent",
            ])
        case Endpoint.profile.name: return .object(profile)
        case Endpoint.profileEdit.name:
            for (name, value) in call.body.members { profile[name] = value }
            return .object(profile)
        case Endpoint.submissions.name:
            return .page([
                "pagination": ["page": 1, "pages": 1, "per_page": 50, "items": 2, "urls": [:]],
                "submissions": [
                    "artists": [["id": 9_000_000_001, "name": "Miles Davis"]],
                    "releases": [["id": 9_300_000_001, "title": "Kind Of Blue", "year": 1959]],
                ],
            ])
        case Endpoint.contributions.name:
            return call.page(
                of: items.prefix(2).compactMap { $0["basic_information"]?.objectValue },
                "contributions")
        case Endpoint.lists.name:
            return call.page(
                of: lists.map { list in
                    JSONObject(list.members.filter { $0.key != "items" }.map { ($0.key, $0.value) })
                }, "lists")
        case Endpoint.list.name:
            let id = call.number("list_id")
            guard let list = lists.first(where: { $0["id"]?.intValue == id }) else {
                throw DiscogsError.missing("List not found.")
            }
            return .object(list)
        default: return nil
        }
    }
}

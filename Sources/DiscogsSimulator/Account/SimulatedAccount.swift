import Discogs
import Records

/// The account of whoever sends a right token: a wantlist, a collection and an inventory, made of
/// the releases that the source has.
actor SimulatedAccount {
    /// Its name; the API compares names without case.
    static let username = "sample-owner"
    static let id: Int64 = 9_400_000_001

    private let source: any DiscogsSource
    private var releases: [Int64: JSONObject?] = [:]

    init(source: any DiscogsSource) { self.source = source }

    /// What the API answers, with rows for the page that the request names; nil for what is not
    /// about accounts or prices.
    ///
    /// - Parameters:
    ///   - arguments: the values in the request's path.
    ///   - currency: of prices.
    ///   - isOwner: whether it is the account itself that asks.
    /// - Throws: `DiscogsError`.
    func answer(
        to request: DiscogsRequest, _ endpoint: Endpoint, _ arguments: [String: String],
        currency: String, isOwner: Bool
    ) async throws -> JSONValue? {
        if let username = arguments["username"], username.lowercased() != Self.username {
            throw Self.notFound("User does not exist or may have been deleted.")
        }
        switch endpoint.name {
        case Endpoint.identity.name: return Self.identity
        case Endpoint.wantlist.name:
            return AccountPage(of: try await wants(isOwner: isOwner), "wants").json(for: request)
        case Endpoint.collection.name:
            let folder = arguments["folder"].flatMap { Int64($0) }
            let items = try await items(in: folder, isOwner: isOwner)
            return AccountPage(of: items, "releases", sorted: AccountOrder.collection)
                .json(for: request)
        case Endpoint.inventory.name:
            let listings = try await listings(
                status: request.value(of: "status"), isOwner: isOwner)
            return AccountPage(of: listings, "listings", sorted: AccountOrder.inventory)
                .json(for: request)
        case Endpoint.marketplaceStatistics.name:
            return SimulatedPrices(try await known(arguments), currency).statistics
        case Endpoint.priceSuggestions.name:
            return SimulatedPrices(try await known(arguments), currency).suggestions
        default: return nil
        }
    }

    private static let identity: JSONValue = [
        "id": .int(id), "username": .string(username),
        "resource_url": .string("/users/\(username)"), "consumer_name": "MusicAgent",
    ]

    // MARK: Rows

    private func wants(isOwner: Bool) async throws -> [Row] {
        try await rows(of: (0..<12).map { $0 * 31 }) { place, release in
            var row: Row = [
                "id": .int(release.id), "resource_url": .string("/wants/\(release.id)"),
                "rating": .int(Int64(place % 6)), "date_added": Self.date(place),
                "basic_information": release.basicInformation,
            ]
            if isOwner { row["notes"] = .string(place % 4 == 0 ? "first pressing only" : "") }
            return row
        }
    }

    private func items(in folder: Int64?, isOwner: Bool) async throws -> [Row] {
        guard let folder, (0...2).contains(folder) else {
            throw Self.notFound("The requested folder does not exist.")
        }
        guard isOwner || folder == 0 else {
            throw DiscogsError(
                .permission, status: 403,
                message: "You don't have permission to access this resource.")
        }
        let rows = try await rows(of: (0..<120).map { $0 * 3 }) { place, release in
            var row: Row = [
                "id": .int(release.id), "instance_id": .int(9_500_000_001 + Int64(place)),
                "date_added": Self.date(place), "rating": .int(Int64(place % 6)),
                "basic_information": release.basicInformation,
            ]
            if isOwner {
                row["folder_id"] = .int(place % 3 == 0 ? 2 : 1)
                row["notes"] = [["field_id": 1, "value": .string(Self.condition(place))]]
            }
            return row
        }
        return folder == 0 ? rows : rows.filter { $0["folder_id"]?.intValue == folder }
    }

    private func listings(status: String?, isOwner: Bool) async throws -> [Row] {
        let rows = try await rows(of: (0..<8).map { $0 * 45 }) { place, release in
            var row: Row = [
                "id": .int(9_600_000_001 + Int64(place)),
                "resource_url": .string("/marketplace/listings/\(9_600_000_001 + place)"),
                "uri": .string("/sell/item/\(9_600_000_001 + place)"),
                "status": place == 7 ? "Draft" : "For Sale",
                "condition": .string(Self.condition(place)),
                "sleeve_condition": .string(Self.condition(place + 1)),
                "comments": "", "ships_from": "Germany", "posted": Self.date(place),
                "allow_offers": .bool(place % 2 == 0), "audio": false,
                "price": ["currency": "USD", "value": .double(9.5 + Double(place * 4))],
                "seller": ["id": .int(Self.id), "username": .string(Self.username)],
                "release": release.inListing,
            ]
            if isOwner {
                row["weight"] = 230.0
                row["format_quantity"] = 1
                row["external_id"] = .string("S-\(place + 1)")
                row["location"] = .string("Shelf \(place / 4 + 1)")
                row["quantity"] = 1
            }
            return row
        }
        let wanted = isOwner ? status ?? "All" : "For Sale"
        return wanted == "All" ? rows : rows.filter { $0["status"]?.stringValue == wanted }
    }

    /// A row for each of these releases that there is, by its place after the first.
    private func rows(
        of places: [Int], _ row: (Int, SimulatedRelease) -> Row
    ) async throws -> [Row] {
        var rows: [Row] = []
        for place in places {
            guard let release = try await release(Self.firstRelease + Int64(place)) else {
                continue
            }
            rows.append(row(rows.count, SimulatedRelease(release)))
        }
        return rows
    }

    // MARK: Releases

    /// The first of the sample catalogue.
    private static let firstRelease: Int64 = 9_300_000_001

    private func known(_ arguments: [String: String]) async throws -> Int64 {
        guard let id = arguments["release_id"].flatMap({ Int64($0) }),
            try await release(id) != nil
        else { throw Self.notFound("Release not found.") }
        return id
    }

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
        }
    }

    private static func notFound(_ message: String) -> DiscogsError {
        DiscogsError(.notFound, status: 404, message: message)
    }

    private static func condition(_ place: Int) -> String {
        ["Near Mint (NM or M-)", "Very Good Plus (VG+)", "Very Good (VG)", "Mint (M)"][place % 4]
    }

    /// Each thing came some weeks after the one before it.
    private static func date(_ place: Int) -> JSONValue {
        let month = place % 12 + 1
        let day = place % 28 + 1
        func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return .string("\(2010 + place / 12)-\(digits(month))-\(digits(day))T09:30:00-08:00")
    }
}

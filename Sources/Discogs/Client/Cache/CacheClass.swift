/// How long an answer counts as fresh; each endpoint declares its own.
///
/// The API sends nothing by which an answer could be checked (discogs-api.md), so age decides.
/// Its terms allow no answer to be shown that is older than six hours; every class stays below, so
/// that there is time left in which an answer may stand in for a server that is down.
public enum CacheClass: Sendable, Hashable, CaseIterable {
    /// Not kept at all: what one asks about because it changes.
    case never
    /// What the endpoint table does not know: one minute.
    case brief
    /// What belongs to a user: five minutes. What this program changes is forgotten at once.
    case account
    /// Prices and what is for sale: half an hour.
    case market
    /// The database: four hours.
    case database

    /// No answer that is older than this many seconds is shown, whatever the reason.
    public static let longestShown: Int64 = 6 * 3600

    /// Seconds.
    public var lifetime: Int64 {
        switch self {
        case .never: 0
        case .brief: 60
        case .account: 5 * 60
        case .market: 30 * 60
        case .database: 4 * 3600
        }
    }
}

extension DiscogsRequest {
    /// By its endpoint. A raw request is read by nobody who knows what to expect, so its answer is
    /// kept briefly, or not at all where the endpoint of that path says so.
    var cacheClass: CacheClass {
        guard method == .get else { return .never }
        if let endpointName { return Endpoint.named(endpointName)?.cacheClass ?? .never }
        let ofPath = Endpoint.matching(method, path)?.endpoint.cacheClass
        return ofPath == .never ? .never : .brief
    }
}

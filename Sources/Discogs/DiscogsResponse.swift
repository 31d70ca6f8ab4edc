import Records

/// A successful reply.
public struct DiscogsResponse: Sendable {
    public let status: Int
    /// Null for a reply without a body (204); the rows of a reply that is a table.
    public let body: JSONValue
    /// Where that is which was begun: `https://api.discogs.com/inventory/export/599632`.
    public let location: String?
    /// The same id as in the log.
    public let requestID: String
    public let provenance: Provenance

    public init(
        status: Int, body: JSONValue, location: String? = nil, requestID: String,
        provenance: Provenance = .source
    ) {
        self.status = status
        self.body = body
        self.location = location
        self.requestID = requestID
        self.provenance = provenance
    }

    /// Where an answer comes from.
    public enum Provenance: Sendable, Hashable {
        /// It was given just now.
        case source
        /// From the cache, and still fresh.
        case cache(age: Duration)
        /// From the cache, older than its endpoint allows, but not older than the API's terms do.
        case stale(age: Duration, Staleness)
    }

    /// Why an answer that is no longer fresh was given.
    public enum Staleness: Sendable, Hashable {
        /// Discogs cannot be reached, or has a problem.
        case outage
        /// Nothing may be sent.
        case offline
    }
}

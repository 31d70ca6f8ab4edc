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

    public init(status: Int, body: JSONValue, location: String? = nil, requestID: String) {
        self.status = status
        self.body = body
        self.location = location
        self.requestID = requestID
    }
}

import Records

/// A successful reply.
public struct DiscogsResponse: Sendable {
    public let status: Int
    /// Null for a reply without a body (204).
    public let body: JSONValue
    /// The same id as in the log.
    public let requestID: String

    public init(status: Int, body: JSONValue, requestID: String) {
        self.status = status
        self.body = body
        self.requestID = requestID
    }
}

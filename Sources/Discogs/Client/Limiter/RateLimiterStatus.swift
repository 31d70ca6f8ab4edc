/// How much of the window is left.
public struct RateLimiterStatus: Sendable, Hashable {
    /// Requests per window.
    public let limit: Int
    /// Requests of the window that are taken, by us or as far as is known by other programs.
    public let used: Int
    public let remaining: Int
    /// How long until a request may be sent; zero when at once.
    public let nextToken: Duration

    public init(limit: Int, used: Int, remaining: Int, nextToken: Duration) {
        self.limit = limit
        self.used = used
        self.remaining = remaining
        self.nextToken = nextToken
    }
}

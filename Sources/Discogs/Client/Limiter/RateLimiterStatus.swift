/// How much of the window is left.
public struct RateLimiterStatus: Sendable, Hashable {
    /// Requests per window.
    public let limit: Int
    /// Requests of the window that are taken, by us or as far as is known by other programs.
    public let used: Int
    public let remaining: Int
    /// How long until a request may be sent; zero when at once.
    public let nextToken: Duration
    /// The numbers of the other processes that drew on the budget within a window and run still;
    /// nil when it is not shared.
    public var otherProcesses: [Int32]?

    public init(
        limit: Int, used: Int, remaining: Int, nextToken: Duration,
        otherProcesses: [Int32]? = nil
    ) {
        self.limit = limit
        self.used = used
        self.remaining = remaining
        self.nextToken = nextToken
        self.otherProcesses = otherProcesses
    }
}

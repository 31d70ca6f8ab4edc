/// What a `DiscogsClient` needs to know.
public struct DiscogsClientConfiguration: Sendable {
    /// Plain http is refused except to loopback.
    public var baseURL: BaseURL = .discogs
    /// Unique to the application: `MusicAgent/1.0 +https://…`. Discogs turns away common ones.
    public var userAgent: String
    public var credentials: Credentials = .none
    /// One attempt, from connecting to the last byte.
    public var requestTimeout: Duration = .seconds(30)
    public var maxRetries = 3
    /// The pause before the first retry is random up to this, doubled for each that follows.
    public var backoffFactor: Duration = .seconds(1)
    /// The statuses after which a GET is repeated.
    public var retryStatusCodes: Set<Int> = RetryPolicy.customaryStatusCodes
    /// Requests per window at most, 1...10,000; the server's headers can only lower it. Nil for
    /// what Discogs grants: 60 with a login, 25 without.
    public var rateLimit: Int?
    /// The server's moving window, 1...3,600 seconds.
    public var rateWindow: Duration = .seconds(60)
    /// A folder in which all processes that name it keep count together of what they send to one
    /// server; it is made when the first request is sent. Nil: this client counts alone.
    public var sharedLimitFolder: String?
    /// A file of trusted certificates (PEM) in addition to the system's.
    public var caFile: String?
    public var proxy: Proxy?
    /// Which answers come from the client's store, if it has one.
    public var cacheMode = CacheMode.standard
    /// A longer reply is an error, compressed or not.
    public var maximumResponseBytes = 16 << 20

    /// An HTTP proxy, reached by `CONNECT`.
    public struct Proxy: Sendable, Hashable {
        public let host: String
        public let port: Int
        /// `name:password`
        public let login: Secret?

        public init(host: String, port: Int, login: Secret? = nil) {
            self.host = host
            self.port = port
            self.login = login
        }
    }

    public init(userAgent: String) { self.userAgent = userAgent }
}

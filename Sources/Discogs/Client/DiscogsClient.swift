import Logging
import NIOHTTP1
import Records

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Talks to Discogs: one per session, shared by everything that asks.
///
/// A request goes down a chain of steps: cache, retry, reading of the reply, redirects, rate limit,
/// credentials, transport. Nothing is connected before the first request; `shutdown()` closes all.
public final class DiscogsClient: DiscogsSource {
    public let name = "api"
    public let isFree = false

    private let configuration: DiscogsClientConfiguration
    private let timeline: Timeline
    private let randomness: @Sendable () -> UInt64
    private let log: RequestLog
    private let limiter: RateLimiter
    private let transport: HTTPTransport
    private let cacheCounter = CacheCounter()
    private let chain: any ClientStep<DiscogsResponse>

    /// - Parameters:
    ///   - store: keeps answers; nil for no cache.
    ///   - clock: measures time-outs and waits.
    ///   - wallClock: seconds since 1970, for a `Retry-After` that is a date and the age of answers.
    ///   - randomness: any 64 bits, for request ids and for the jitter of retries.
    ///   - observer: is told of waits and retries.
    public init(
        configuration: DiscogsClientConfiguration, logger: Logger,
        store: (any ResponseStore)? = nil, clock: any Clock<Duration> = ContinuousClock(),
        wallClock: @escaping @Sendable () -> Int64 = { Int64(time(nil)) },
        randomness: @escaping @Sendable () -> UInt64 = { .random(in: .min ... .max) },
        observer: ClientObserver? = nil
    ) {
        let timeline = Timeline(clock)
        let log = RequestLog(logger: logger, observer: observer)
        let origin = configuration.baseURL.origin
        let granted = configuration.credentials.customaryRateLimit
        let limiter = RateLimiter(
            limit: configuration.rateLimit ?? Credentials.highestCustomaryRateLimit,
            startingAt: configuration.rateLimit ?? granted, window: configuration.rateWindow,
            timeline: timeline)
        let transport = HTTPTransport(
            configuration: configuration, timeline: timeline, log: log)
        let credentials = CredentialsStep(
            credentials: configuration.credentials, apiOrigin: origin, next: transport)
        let rateLimit = RateLimitStep(
            limiter: limiter, apiOrigin: origin, log: log, wallClock: wallClock, next: credentials)
        let redirect = RedirectStep(next: rateLimit)
        let reply = ReplyStep(wallClock: wallClock, next: redirect)
        let retry = RetryStep(
            policy: RetryPolicy(configuration),
            budget: RetryBudget(capacity: 10 + 2 * configuration.maxRetries),
            breaker: CircuitBreaker(
                firstPause: configuration.backoffFactor * 5, longestPause: .seconds(60),
                timeline: timeline),
            timeline: timeline, randomness: randomness, log: log, next: reply)
        chain = CacheStep(
            store: store, mode: configuration.cacheMode, baseURL: configuration.baseURL,
            credentials: configuration.credentials, wallClock: wallClock, counter: cacheCounter,
            log: log, next: retry)
        self.configuration = configuration
        self.timeline = timeline
        self.randomness = randomness
        self.log = log
        self.limiter = limiter
        self.transport = transport
    }

    /// - Throws: `DiscogsError`, or `CancellationError`.
    public func response(to request: DiscogsRequest) async throws -> DiscogsResponse {
        try await response(to: request, latest: false, admission: {})
    }

    /// - Throws: `DiscogsError`, `CancellationError`, or what the admission throws.
    public func response(
        to request: DiscogsRequest, latest: Bool, admission: @escaping RequestAdmission
    ) async throws -> DiscogsResponse {
        let start = timeline.now
        let needsUser = request.endpointName.flatMap(Endpoint.named)?.login == .user
        var request = outgoing(request, start, admission)
        request.wantsLatest = latest
        do {
            guard configuration.baseURL.origin.mayCarryCredentials else {
                throw DiscogsError(
                    .network(.insecureAddress), message: "\(NetworkFailure.insecureAddress)",
                    requestID: request.id, request: request.line)
            }
            // An answer of 401 is certain, and would cost a request.
            guard !needsUser || configuration.credentials.isOfUser else {
                throw DiscogsError(
                    .authentication, message: "this needs the login of an account",
                    requestID: request.id, request: request.line)
            }
            let response = try await chain.send(request)
            log.answered(request, response, after: timeline.now - start)
            return response
        } catch {
            log.failed(request, error, after: timeline.now - start)
            throw error
        }
    }

    /// How often the cache had the answer.
    public var cacheUse: CacheUse { cacheCounter.use }

    public func limiterStatus() async -> RateLimiterStatus { await limiter.status() }

    /// Closes all connections. Requests that follow fail with `NetworkFailure.shutDown`.
    public func shutdown() async { await transport.shutdown() }

    private func outgoing(
        _ request: DiscogsRequest, _ now: Duration, _ admission: @escaping RequestAdmission
    ) -> OutgoingRequest {
        let base = configuration.baseURL
        let digits = String(randomness() & 0xFFFF_FFFF, radix: 16)
        var headers: HTTPHeaders = [
            "User-Agent": configuration.userAgent,
            "Accept": "application/vnd.discogs.v2.discogs+json",
            "Accept-Encoding": "gzip",
        ]
        let body = request.body?.encoded
        if let body { headers.add(name: "Content-Type", value: body.type) }
        return OutgoingRequest(
            method: request.method,
            url: ServerURL(origin: base.origin, target: base.pathPrefix + request.target),
            headers: headers, body: body?.bytes,
            id: String(repeating: "0", count: 8 - digits.count) + digits,
            timeout: configuration.requestTimeout,
            deadline: CommandDeadline.current.map { now + $0.timeLeft },
            cacheClass: request.cacheClass, admission: admission)
    }
}

extension RetryPolicy {
    fileprivate init(_ configuration: DiscogsClientConfiguration) {
        self.init(
            maxRetries: configuration.maxRetries, firstCeiling: configuration.backoffFactor,
            statusCodes: configuration.retryStatusCodes)
    }
}

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
    private let wallClock: @Sendable () -> Int64
    private let randomness: @Sendable () -> UInt64
    private let log: RequestLog
    private let limiter: RateLimiter
    private let transport: HTTPTransport
    private let store: (any ResponseStore)?
    private let cacheCounter: CacheCounter
    private let chain: any ClientStep<DiscogsResponse>
    /// The end of the chain that the login's three steps share with all other requests.
    private let forms: FormReplyStep
    private let pictures: PictureStep

    /// - Parameters:
    ///   - store: keeps answers; nil for no cache.
    ///   - clock: measures time-outs and waits.
    ///   - wallClock: seconds since 1970, for a `Retry-After` that is a date and the age of answers.
    ///   - randomness: any 64 bits, for request ids and for the jitter of retries.
    ///   - observer: is told of waits and retries.
    public convenience init(
        configuration: DiscogsClientConfiguration, logger: Logger,
        store: (any ResponseStore)? = nil, clock: any Clock<Duration> = ContinuousClock(),
        wallClock: @escaping @Sendable () -> Int64 = { Int64(time(nil)) },
        randomness: @escaping @Sendable () -> UInt64 = { .random(in: .min ... .max) },
        observer: ClientObserver? = nil
    ) {
        let timeline = Timeline(clock)
        let log = RequestLog(logger: logger, observer: observer)
        self.init(
            configuration: configuration, timeline: timeline, wallClock: wallClock,
            randomness: randomness, log: log, store: store, cacheCounter: CacheCounter(),
            limiter: RateLimiter(
                ledger: configuration.permitLedger(
                    timeline: timeline, logger: logger, wallClock: wallClock,
                    randomness: randomness),
                timeline: timeline, randomness: randomness),
            pictureLimiter: RateLimiter(
                ledger: InMemoryLedger(
                    TokenWindow(
                        limit: PictureStep.customaryLimit, window: configuration.rateWindow),
                    timeline: timeline),
                timeline: timeline),
            transport: HTTPTransport(configuration: configuration, timeline: timeline, log: log))
    }

    /// A client for another login, with the same connections and the same limiter: Discogs counts the
    /// requests of an address, whoever asks. `shutdown()` of either one closes both.
    public func acting(as credentials: Credentials) -> DiscogsClient {
        var configuration = configuration
        configuration.credentials = credentials
        return DiscogsClient(
            configuration: configuration, timeline: timeline, wallClock: wallClock,
            randomness: randomness, log: log, store: store, cacheCounter: cacheCounter,
            limiter: limiter, pictureLimiter: pictures.limiter, transport: transport)
    }

    private init(
        configuration: DiscogsClientConfiguration, timeline: Timeline,
        wallClock: @escaping @Sendable () -> Int64, randomness: @escaping @Sendable () -> UInt64,
        log: RequestLog, store: (any ResponseStore)?, cacheCounter: CacheCounter,
        limiter: RateLimiter, pictureLimiter: RateLimiter, transport: HTTPTransport
    ) {
        let origin = configuration.baseURL.origin
        let credentials = CredentialsStep(
            credentials: configuration.credentials, apiOrigin: origin, wallClock: wallClock,
            randomness: randomness, next: transport)
        let rateLimit = RateLimitStep(
            limiter: limiter, apiOrigin: origin, log: log, wallClock: wallClock, next: credentials)
        let redirect = RedirectStep(next: rateLimit)
        let reply = ReplyStep(wallClock: wallClock, next: redirect)
        forms = FormReplyStep(wallClock: wallClock, next: redirect)
        pictures = PictureStep(
            limiter: pictureLimiter, apiOrigin: origin, log: log, wallClock: wallClock,
            transport: transport)
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
        self.wallClock = wallClock
        self.randomness = randomness
        self.log = log
        self.store = store
        self.cacheCounter = cacheCounter
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
        var outgoing = outgoing(request, start, admission)
        outgoing.wantsLatest = latest
        do {
            try check(outgoing)
            // An answer of 401 is certain, and would cost a request.
            guard !needsUser || configuration.credentials.isOfUser else {
                throw DiscogsError(
                    .authentication, message: "this needs the login of an account",
                    requestID: outgoing.id, request: outgoing.line)
            }
            let response = try await chain.send(outgoing)
            log.answered(outgoing, response, after: timeline.now - start)
            return response
        } catch {
            log.failed(outgoing, error, after: timeline.now - start)
            throw error
        }
    }

    /// From an address of Discogs only, without the login, at a pace of its own.
    /// - Throws: `DiscogsError`, or `CancellationError`.
    public func picture(at address: String) async throws -> Picture {
        let start = timeline.now
        guard configuration.cacheMode != .offline, let url = pictures.url(address) else {
            throw DiscogsError(
                .notFound,
                message: "There is no picture of Discogs at \(ServerText.shortened(address))")
        }
        var outgoing = outgoing(try .raw(.get, "/"), start, {})
        outgoing.url = url
        outgoing.headers = ["User-Agent": configuration.userAgent, "Accept": "image/*"]
        do {
            return try await withRetry(
                RetryPolicy(configuration), isRead: true, timeline: timeline,
                deadline: outgoing.deadline, budget: nil, randomness: randomness,
                whenRetrying: { [outgoing, log] in
                    log.retrying(outgoing, attempt: $0, after: $1, $2)
                },
                operation: { attempt in
                    outgoing.attempt = attempt
                    return try await DiscogsError.explaining(outgoing) { [outgoing] in
                        try await pictures.send(outgoing)
                    }
                })
        } catch {
            log.failed(outgoing, error, after: timeline.now - start)
            throw error
        }
    }

    /// How often the cache had the answer.
    public var cacheUse: CacheUse { cacheCounter.use }

    /// Sends a request of the login, which is signed in a way of its own.
    /// - Returns: the fields of the reply.
    func form(
        _ request: DiscogsRequest, signed signature: OAuthSignature
    ) async throws -> [String: String] {
        let start = timeline.now
        var outgoing = outgoing(request, start, {})
        outgoing.signature = signature
        outgoing.headers.replaceOrAdd(
            name: "Content-Type", value: "application/x-www-form-urlencoded")
        do {
            try check(outgoing)
            return try await forms.send(outgoing)
        } catch {
            log.failed(outgoing, error, after: timeline.now - start)
            throw error
        }
    }

    private func check(_ request: OutgoingRequest) throws {
        guard configuration.baseURL.origin.mayCarryCredentials else {
            throw DiscogsError(
                .network(.insecureAddress), message: "\(NetworkFailure.insecureAddress)",
                requestID: request.id, request: request.line)
        }
    }

    /// Where the API is.
    var baseURL: BaseURL { configuration.baseURL }

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

import Testing

@testable import Discogs

@Suite("The retry policy")
struct RetryPolicyTests {
    private let policy = RetryPolicy(
        maxRetries: 10, firstCeiling: .seconds(2), highestCeiling: .seconds(60))

    private func status(_ status: Int, retryAfter: Duration? = nil) -> DiscogsError {
        DiscogsError(
            status == 429 ? .rateLimit(retryAfter: retryAfter) : .server, status: status,
            message: "", retryAfter: retryAfter)
    }

    private func network(_ failure: NetworkFailure) -> DiscogsError {
        DiscogsError(.network(failure), message: "")
    }

    private func retries(_ failure: DiscogsError, isRead: Bool) -> Bool {
        policy.decision(after: failure, isRead: isRead, attempt: 1, jitter: 0) != .giveUp
    }

    @Test(
        "a read is repeated after these statuses",
        arguments: [408, 429, 500, 502, 503, 504, 520, 524, 529])
    func statuses(code: Int) {
        #expect(retries(status(code), isRead: true))
    }

    @Test(
        "a read is not repeated after those", arguments: [400, 401, 403, 404, 409, 422, 501, 505])
    func finalStatuses(code: Int) {
        #expect(!retries(DiscogsError(.badRequest, status: code, message: ""), isRead: true))
    }

    @Test("the list of statuses is the user's")
    func list() {
        var policy = policy
        policy.statusCodes = [418]
        #expect(
            policy.decision(after: status(418), isRead: true, attempt: 1, jitter: 0) != .giveUp)
        #expect(
            policy.decision(after: status(500), isRead: true, attempt: 1, jitter: 0) == .giveUp)
        #expect(
            policy.decision(after: status(429), isRead: false, attempt: 1, jitter: 0) == .giveUp)
    }

    @Test(
        "a read is repeated when the network failed for a while",
        arguments: [
            NetworkFailure.reset, .truncated, .timeout, .refused, .dnsFailed, .unreachable,
            .networkLost, .connectTimeout, .malformed, .badCompression,
        ])
    func network(failure: NetworkFailure) {
        #expect(retries(network(failure), isRead: true))
    }

    @Test(
        "nothing is repeated that would fail again",
        arguments: [
            NetworkFailure.tls("untrusted"), .proxy("no"), .tooLarge(limit: 1),
            .decompressionBomb(limit: 1), .tooManyRedirects, .unsafeRedirect("x"), .shutDown,
            .insecureAddress, .other("?"),
        ])
    func hopeless(failure: NetworkFailure) {
        #expect(!retries(network(failure), isRead: true))
        #expect(!retries(network(failure), isRead: false))
    }

    @Test("a reply that arrived damaged is asked for again, one of another kind is not")
    func damaged() {
        func reply(_ problem: DiscogsError.UnexpectedReply) -> DiscogsError {
            DiscogsError(.unexpectedReply(problem), status: 200, message: "")
        }
        #expect(retries(reply(.unreadableJSON), isRead: true))
        #expect(retries(reply(.emptyBody), isRead: true))
        #expect(!retries(reply(.html), isRead: true))
        #expect(!retries(reply(.unreadableJSON), isRead: false))
    }

    @Test("a write is repeated only when it certainly did not happen")
    func writes() {
        #expect(retries(status(429), isRead: false))
        for failure: NetworkFailure in [.refused, .dnsFailed, .unreachable, .connectTimeout] {
            #expect(retries(network(failure), isRead: false))
        }
        for failure: NetworkFailure in [
            .reset, .truncated, .timeout, .malformed, .networkLost,
        ] {
            #expect(!retries(network(failure), isRead: false))
        }
        for code in [408, 500, 502, 503, 504] { #expect(!retries(status(code), isRead: false)) }
    }

    @Test("pauses are random up to a ceiling that doubles, and never beyond the highest")
    func backOff() {
        func pause(_ attempt: Int, _ jitter: Double) -> RetryPolicy.Decision {
            policy.decision(after: status(500), isRead: true, attempt: attempt, jitter: jitter)
        }
        #expect(pause(1, 0) == .retry(after: .zero))
        #expect(pause(1, 0.5) == .retry(after: .seconds(1)))
        #expect(pause(2, 0.5) == .retry(after: .seconds(2)))
        #expect(pause(4, 0.5) == .retry(after: .seconds(8)))
        #expect(pause(10, 0.5) == .retry(after: .seconds(30)))
        #expect(pause(11, 0.5) == .giveUp)
    }

    @Test("however many attempts there are, nothing overflows")
    func manyAttempts() {
        var policy = policy
        policy.maxRetries = .max
        #expect(
            policy.decision(after: status(500), isRead: true, attempt: .max - 1, jitter: 0.5)
                == .retry(after: .seconds(30)))
    }

    @Test("the pause that the server asks for is kept, with 429 and with 503")
    func retryAfter() {
        for code in [429, 503] {
            #expect(
                policy.decision(
                    after: status(code, retryAfter: .seconds(42)), isRead: true, attempt: 1,
                    jitter: 0.1) == .retry(after: .seconds(42)))
        }
    }

    @Test("no retry begins after the deadline, and none after an absurd pause")
    func deadline() {
        let failure = status(429, retryAfter: .seconds(42))
        func decision(_ timeLeft: Duration?) -> RetryPolicy.Decision {
            policy.decision(
                after: failure, isRead: true, attempt: 1, jitter: 0, timeLeft: timeLeft)
        }
        #expect(decision(.seconds(43)) == .retry(after: .seconds(42)))
        #expect(decision(.seconds(42)) == .giveUp)
        #expect(
            policy.decision(
                after: status(429, retryAfter: .seconds(100_000)), isRead: true, attempt: 1,
                jitter: 0) == .giveUp)
    }
}

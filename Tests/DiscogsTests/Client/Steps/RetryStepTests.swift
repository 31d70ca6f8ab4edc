import Records
import Testing

@testable import Discogs

@Suite("Retries of requests")
struct RetryStepTests {
    private let clock = ManualClock()
    private let events = Collector<ClientEvent>()

    private func step(
        _ answer: @escaping @Sendable (Int) throws(DiscogsError) -> Void
    ) -> (step: RetryStep, next: FakeStep<DiscogsResponse>) {
        let next = FakeStep<DiscogsResponse> { request, number in
            try answer(number)
            return DiscogsResponse(status: 200, body: .null, requestID: request.id)
        }
        let step = RetryStep(
            policy: RetryPolicy(maxRetries: 3, firstCeiling: .zero),
            budget: RetryBudget(capacity: 100),
            breaker: CircuitBreaker(
                firstPause: .seconds(5), longestPause: .seconds(60), timeline: Timeline(clock)),
            timeline: Timeline(clock), randomness: { 0 },
            log: RequestLog(logger: .silent, observer: { [events] in events.add($0) }), next: next)
        return (step, next)
    }

    private func failure(_ kind: DiscogsError.Kind, _ status: Int? = nil) -> DiscogsError {
        DiscogsError(kind, status: status, message: "why", requestID: "0000abcd")
    }

    @Test("attempts are numbered under one id, and whoever waits is told")
    func attempts() async throws {
        let reset = failure(.network(.reset))
        let (step, next) = step { (number) throws(DiscogsError) in
            if number < 3 { throw reset }
        }
        _ = try await step.send(.get("https://h/"))
        #expect(next.requests.map(\.attempt) == [1, 2, 3])
        #expect(Set(next.requests.map(\.id)).count == 1)
        #expect(
            events.all == [
                .retrying(attempt: 2, after: .zero, reason: reset),
                .retrying(attempt: 3, after: .zero, reason: reset),
            ])
    }

    @Test(
        "a write whose reply is lost is not repeated: whether it happened is unknown",
        arguments: [
            (.network(.reset), nil), (.network(.timeout), nil), (.network(.truncated), nil),
            (.server, 408), (.server, 500), (.server, 502), (.server, 503), (.server, 504),
            (.server, 520), (.server, 524), (.unexpectedReply(.html), 200),
            (.network(.networkLost), nil),
        ] as [(DiscogsError.Kind, Int?)])
    func ambiguous(kind: DiscogsError.Kind, status: Int?) async throws {
        let problem = failure(kind, status)
        let (step, next) = step { (_) throws(DiscogsError) in throw problem }
        let error = try await discogsError { try await step.send(.get("https://h/", .post)) }
        #expect(error.kind == .unknownOutcome)
        #expect(error.message == "It is not known whether this happened: why")
        #expect(error.requestID == "0000abcd")
        #expect(next.requests.count == 1)
    }

    @Test(
        "a write that was refused stays what it is",
        arguments: [
            (.server, 501), (.notFound, 404), (.unexpectedReply(.redirect), 307),
            (.network(.tls("x")), nil), (.deadline, nil),
        ] as [(DiscogsError.Kind, Int?)])
    func definite(kind: DiscogsError.Kind, status: Int?) async throws {
        let problem = failure(kind, status)
        let (step, next) = step { (_) throws(DiscogsError) in throw problem }
        let error = try await discogsError { try await step.send(.get("https://h/", .post)) }
        #expect(error.kind == kind)
        #expect(next.requests.count == 1)
    }

    @Test("a write that was never sent is repeated")
    func unsent() async throws {
        let refused = failure(.network(.refused))
        let (step, next) = step { (number) throws(DiscogsError) in
            if number == 1 { throw refused }
        }
        _ = try await step.send(.get("https://h/", .post))
        #expect(next.requests.count == 2)
    }

    @Test("after five requests that failed for good the next fails at once, even a write")
    func breaker() async throws {
        let busy = failure(.server, 503)
        let (step, next) = step { (_) throws(DiscogsError) in throw busy }
        for _ in 0..<5 { _ = try await discogsError { try await step.send(.get("https://h/")) } }
        #expect(next.requests.count == 20)
        for method: Discogs.HTTPMethod in [.get, .post] {
            let error = try await discogsError {
                try await step.send(.get("https://h/", method))
            }
            #expect(error.kind == .server && error.status == 503)
        }
        #expect(next.requests.count == 20)
        clock.advance(by: .seconds(5))
        _ = try await discogsError { try await step.send(.get("https://h/")) }
        #expect(next.requests.count == 24)
    }

    @Test("requests whose time is over do not count for it")
    func breakerAndDeadline() async throws {
        let timeout = failure(.network(.timeout))
        let (step, next) = step { (_) throws(DiscogsError) in throw timeout }
        var request = try OutgoingRequest.get("https://h/")
        request.deadline = .zero
        for _ in 0..<9 {
            let error = try await discogsError { [request] in try await step.send(request) }
            #expect(error.kind == .deadline)
        }
        #expect(next.requests.count == 9)
    }

    @Test("a timeout at the caller's deadline is the deadline")
    func deadline() async throws {
        let timeout = failure(.network(.timeout))
        let (step, next) = step { [clock] (_) throws(DiscogsError) in
            clock.advance(by: .seconds(10))
            throw timeout
        }
        var request = try OutgoingRequest.get("https://h/")
        request.deadline = .seconds(15)
        let error = try await discogsError { [request] in try await step.send(request) }
        #expect(error.kind == .deadline)
        #expect(next.requests.count == 2)
    }
}

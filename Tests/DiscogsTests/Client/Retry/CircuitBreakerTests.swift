import Testing

@testable import Discogs

@Suite("The circuit breaker")
struct CircuitBreakerTests {
    private let clock = ManualClock()
    private let busy = DiscogsError(.server, status: 503, message: "busy")

    private func breaker(firstPause: Duration = .seconds(5)) -> CircuitBreaker {
        CircuitBreaker(
            firstPause: firstPause, longestPause: .seconds(60), timeline: Timeline(clock))
    }

    private func fail(_ breaker: CircuitBreaker, times: Int, with failure: DiscogsError) throws {
        for _ in 0..<times { breaker.end(try breaker.begin(.get("https://h/x")), failure) }
    }

    private func isOpen(_ breaker: CircuitBreaker) throws -> Bool {
        do {
            breaker.end(try breaker.begin(.get("https://h/x")), CancellationError())
            return false
        } catch let refusal as DiscogsError {
            #expect(refusal.kind == .server && refusal.status == 503)
            return true
        }
    }

    @Test("lets nothing pass for a while after five failures in a row, and says why")
    func opens() throws {
        let breaker = breaker()
        try fail(breaker, times: 4, with: busy)
        #expect(try !isOpen(breaker))
        try fail(breaker, times: 1, with: busy)
        let refusal = #expect(throws: DiscogsError.self) {
            try breaker.begin(.get("https://h/x", .post))
        }
        #expect(refusal?.kind == .server && refusal?.status == 503)
        #expect(refusal?.message == "Not sent, as the last 5 requests failed: busy")
        #expect(refusal?.request == .init(method: .post, target: "/x"))
        clock.advance(by: .milliseconds(4999))
        #expect(try isOpen(breaker))
        clock.advance(by: .milliseconds(1))
        #expect(try !isOpen(breaker))
    }

    @Test("then lets one try at a time, until one is answered")
    func probes() throws {
        let breaker = breaker()
        try fail(breaker, times: 5, with: busy)
        clock.advance(by: .seconds(5))
        let probe = try breaker.begin(.get("https://h/x"))
        #expect(try isOpen(breaker))
        breaker.end(probe)
        let passes = try (0..<3).map { _ in try breaker.begin(.get("https://h/x")) }
        for pass in passes { breaker.end(pass) }
        try fail(breaker, times: 4, with: busy)
        #expect(try !isOpen(breaker))
    }

    @Test("waits twice as long after each try that fails, up to a minute")
    func growth() throws {
        let breaker = breaker()
        try fail(breaker, times: 5, with: busy)
        for pause in [5, 10, 20, 40, 60, 60] {
            clock.advance(by: .seconds(pause) - .milliseconds(1))
            #expect(try isOpen(breaker))
            clock.advance(by: .milliseconds(1))
            try fail(breaker, times: 1, with: busy)
        }
    }

    @Test("counts what is the server's or the network's fault, and any answer ends the count")
    func counts() throws {
        let breaker = breaker()
        for answer: DiscogsError.Kind in [.notFound, .rateLimit(retryAfter: nil), .permission] {
            try fail(breaker, times: 4, with: busy)
            try fail(breaker, times: 1, with: DiscogsError(answer, status: 400, message: ""))
        }
        for nothing: DiscogsError.Kind in [.deadline, .network(.tls("x")), .network(.shutDown)] {
            try fail(breaker, times: 9, with: DiscogsError(nothing, message: ""))
        }
        try fail(breaker, times: 3, with: DiscogsError(.network(.reset), message: ""))
        try fail(breaker, times: 2, with: busy)
        #expect(try isOpen(breaker))
    }

    @Test("requests that were under way when it opened change nothing, unless one is answered")
    func underWay() throws {
        let breaker = breaker()
        let old = try (0..<7).map { _ in try breaker.begin(.get("https://h/x")) }
        for pass in old[..<5] { breaker.end(pass, busy) }
        clock.advance(by: .seconds(4))
        breaker.end(old[5], busy)
        clock.advance(by: .seconds(1))
        #expect(try !isOpen(breaker))
        try fail(breaker, times: 1, with: busy)
        #expect(try isOpen(breaker))
        breaker.end(old[6])
        #expect(try !isOpen(breaker))
    }

    @Test("without pauses there is none")
    func off() throws {
        let breaker = breaker(firstPause: .zero)
        try fail(breaker, times: 20, with: busy)
        #expect(try !isOpen(breaker))
    }
}

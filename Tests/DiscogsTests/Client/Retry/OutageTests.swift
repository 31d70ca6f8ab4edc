import Testing

@testable import Discogs

@Suite("A server that is down for ten minutes")
struct OutageTests {
    private let clock = ManualClock()
    private static let outage: Duration = .seconds(600)

    /// A step as the client has it by default, except that it retries at once; and what reaches
    /// the server.
    private func step(retries: Int = 16) -> (step: RetryStep, server: FakeStep<DiscogsResponse>) {
        let timeline = Timeline(clock)
        let server = FakeStep<DiscogsResponse> { request, _ in
            if timeline.now < Self.outage {
                throw DiscogsError(.server, status: 503, message: "down")
            }
            return DiscogsResponse(status: 200, body: .null, requestID: request.id)
        }
        let step = RetryStep(
            policy: RetryPolicy(maxRetries: 3, firstCeiling: .zero),
            budget: RetryBudget(capacity: retries),
            breaker: CircuitBreaker(
                firstPause: .seconds(5), longestPause: .seconds(60), timeline: timeline),
            timeline: timeline, randomness: { 0 },
            log: RequestLog(logger: .silent, observer: nil), next: server)
        return (step, server)
    }

    @Test("gets no more than a tenth of what would have been asked, whoever goes on asking")
    func cost() async throws {
        let (step, server) = step()
        var answered: [Int] = []
        for second in 0..<720 {
            if (try? await step.send(.get("https://h/"))) != nil { answered.append(second) }
            clock.advance(by: .seconds(1))
        }
        let wasted = server.requests.count - answered.count
        #expect(wasted <= 60)
        // The longest pause is a minute, after which one request finds out.
        let first = try #require(answered.first)
        #expect(first <= 660)
        #expect(answered == Array(first..<720))
    }

    @Test("is asked by one at a time, however many wait for it to come back")
    func probes() async throws {
        let (step, server) = step(retries: 3)
        var attempts: [Int] = []
        for _ in 0..<100 {
            let before = server.requests.count
            await withTaskGroup { group in
                for _ in 0..<8 {
                    group.addTask { _ = try? await step.send(.get("https://h/")) }
                }
            }
            attempts.append(server.requests.count - before)
            clock.advance(by: .seconds(5))
        }
        // Eight at first, and what the budget has for retries; then one for each pause.
        #expect(attempts[0] <= 8 + 3)
        #expect(attempts.dropFirst().allSatisfy { $0 <= 1 })
        #expect((5...20).contains(attempts.dropFirst().reduce(0, +)))
    }
}

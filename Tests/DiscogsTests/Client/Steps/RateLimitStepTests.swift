import Testing

@testable import Discogs

@Suite("Permits for requests")
struct RateLimitStepTests {
    private let clock = ManualClock()

    private func step(
        _ limiter: RateLimiter, events: Collector<ClientEvent> = Collector(),
        _ answer: @escaping @Sendable () throws -> IncomingResponse
    ) throws -> RateLimitStep {
        RateLimitStep(
            limiter: limiter, apiOrigin: try #require(ServerURL(parsing: "https://api")).origin,
            log: RequestLog(logger: .silent, observer: { events.add($0) }), wallClock: { 0 },
            next: FakeStep { _, _ in try answer() })
    }

    private func limiter(_ limit: Int = 60) -> RateLimiter {
        RateLimiter(limit: limit, window: .seconds(60), clock: clock)
    }

    @Test("the headers of a reply correct the limiter, whatever their case")
    func headers() async throws {
        let limiter = limiter()
        let step = try step(limiter) {
            .status(
                200,
                headers: [
                    "x-discogs-ratelimit": "25", "X-DISCOGS-RATELIMIT-USED": "11",
                    "X-Discogs-Ratelimit-Remaining": "14",
                ])
        }
        _ = try await step.send(.get("https://api/x"))
        let status = await limiter.status()
        #expect(status.limit == 25)
        #expect(status.remaining == 14)
    }

    @Test("headers that are no numbers are ignored")
    func nonsense() async throws {
        let limiter = limiter()
        let step = try step(limiter) {
            .status(
                200,
                headers: [
                    "X-Discogs-Ratelimit": "lots", "X-Discogs-Ratelimit-Used": "",
                    "X-Discogs-Ratelimit-Remaining": "99999999999999999999",
                ])
        }
        _ = try await step.send(.get("https://api/x"))
        #expect(await limiter.status().remaining == 59)
    }

    @Test("another server takes no permit, and its headers mean nothing")
    func otherOrigin() async throws {
        let limiter = limiter()
        let step = try step(limiter) { .status(200, headers: ["X-Discogs-Ratelimit": "1"]) }
        _ = try await step.send(.get("https://other/x"))
        #expect(await limiter.status().remaining == 60)
    }

    @Test("a request that was never sent costs nothing, one that was lost costs a token")
    func failures() async throws {
        let limiter = limiter()
        for (failure, remaining) in [(NetworkFailure.refused, 60), (.reset, 59)] {
            let step = try step(limiter) { throw failure }
            await #expect(throws: failure) { try await step.send(.get("https://api/x")) }
            #expect(await limiter.status().remaining == remaining)
        }
    }

    @Test("a 429 makes the next request wait, and whoever waits is told")
    func refusal() async throws {
        let limiter = limiter()
        let events = Collector<ClientEvent>()
        let step = try step(limiter, events: events) {
            .status(429, headers: ["Retry-After": "20"])
        }
        _ = try await step.send(.get("https://api/x"))
        let next = Task { try await step.send(.get("https://api/x")) }
        await clock.waitForSleeper(until: .seconds(20))
        clock.advance(by: .seconds(20))
        _ = try await next.value
        #expect(events.all == [.waiting(.seconds(20), reason: .pausedByServer)])
    }
}

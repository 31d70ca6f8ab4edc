import Testing

@testable import Discogs

@Suite("Limiters of several processes")
struct SharedLimiterTests {
    private let clock = ManualClock()
    private let place = LedgerPlace()

    private func limiter(_ limit: Int = 2) throws -> RateLimiter {
        RateLimiter(ledger: try place.ledger(limit: limit), timeline: Timeline(clock))
    }

    private func advance(by time: Duration) {
        place.now += time
        clock.advance(by: time)
    }

    @Test("one waits for the token that another one's request gives back, and is told how long")
    func wait() async throws {
        let (one, other) = (try limiter(), try limiter())
        for _ in 0..<2 {
            await one.complete(try await one.acquire(), .answered(.init()))
        }
        let told = Collector<Duration>()
        let task = Task { try await other.acquire { wait, _ in told.add(wait) } }
        // It looks every two seconds, and tells once.
        for second in stride(from: 2, through: 60, by: 2) {
            await clock.waitForSleeper(until: .seconds(second))
            advance(by: .seconds(2))
        }
        _ = try await task.value
        #expect(told.all == [.seconds(60)])
        #expect(await one.status().used == 1)
    }

    @Test("a token that another process gives back early is found before the window is over")
    func early() async throws {
        let (one, other) = (try limiter(1), try limiter(1))
        let permit = try await one.acquire()
        let task = Task { try await other.acquire() }
        await clock.waitForSleeper(until: .seconds(2))
        await one.complete(permit, .unsent)
        advance(by: .seconds(2))
        _ = try await task.value
        #expect(await one.status().used == 1)
    }

    @Test("a deadline that cannot be met because of others ends the wait at once")
    func deadline() async throws {
        let (one, other) = (try limiter(1), try limiter(1))
        await one.complete(try await one.acquire(), .answered(.init()))
        await #expect(throws: TimeLimitExceeded.self) {
            try await other.acquire(before: .seconds(59))
        }
    }

    @Test("waits that follow each other end at different times, by chance")
    func jitter() async throws {
        let ledger = try place.ledger(limit: 1, window: .seconds(1))
        let limiter = RateLimiter(
            ledger: ledger, timeline: Timeline(clock), randomness: { 512 })
        #expect(ledger.sendAll() == 1)
        place.now += .seconds(1) - .milliseconds(1)
        let task = Task { try await limiter.acquire() }
        // Half of the twenty milliseconds that are the longest.
        await clock.waitForSleeper(until: .milliseconds(11))
        advance(by: .milliseconds(11))
        _ = try await task.value
    }
}

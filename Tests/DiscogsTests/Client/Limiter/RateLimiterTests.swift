import Testing

@testable import Discogs

@Suite("The rate limiter")
struct RateLimiterTests {
    private let clock = ManualClock()

    /// One whose window has been filled by replies at 0 s, 1 s, 2 s …
    private func full(limit: Int = 3) async throws -> RateLimiter {
        let limiter = RateLimiter(limit: limit, window: .seconds(60), clock: clock)
        for _ in 0..<limit {
            let permit = try await limiter.acquire()
            await limiter.complete(permit, .answered(TokenWindow.Reading()))
            clock.advance(by: .seconds(1))
        }
        return limiter
    }

    /// Waits for a permit in a task of its own; returns when it stands in the queue.
    private func enqueue(
        _ limiter: RateLimiter, before deadline: Duration? = nil,
        whenServed: @escaping @Sendable () -> Void = {}
    ) async -> Task<TokenWindow.Permit, any Error> {
        let length = await limiter.queueLength
        let task = Task {
            let permit = try await limiter.acquire(before: deadline)
            whenServed()
            return permit
        }
        while await limiter.queueLength == length { await Task.yield() }
        return task
    }

    @Test("hands out what there is at once, and then waits for the oldest token")
    func wait() async throws {
        let limiter = try await full()
        let told = Collector<Duration>()
        let task = Task {
            try await limiter.acquire { wait, reason in
                #expect(reason == .windowIsFull)
                told.add(wait)
            }
        }
        await clock.waitForSleeper(until: .seconds(60))
        clock.advance(by: .seconds(57))
        _ = try await task.value
        #expect(told.all == [.seconds(57)])
    }

    @Test("serves in the order of asking")
    func order() async throws {
        let limiter = try await full()
        let served = Collector<Int>()
        var tasks: [Task<TokenWindow.Permit, any Error>] = []
        for number in 1...3 {
            tasks.append(await enqueue(limiter) { served.add(number) })
        }
        for number in 0..<3 {
            await clock.waitForSleeper(until: .seconds(60 + number))
            clock.advance(by: number == 0 ? .seconds(57) : .seconds(1))
            _ = try await tasks[number].value
        }
        #expect(served.all == [1, 2, 3])
    }

    @Test("nobody overtakes those who wait, even when a token is back")
    func noOvertaking() async throws {
        let limiter = RateLimiter(limit: 1, window: .seconds(60), clock: clock)
        let permit = try await limiter.acquire()
        await limiter.complete(permit, .answered(TokenWindow.Reading()))
        let first = await enqueue(limiter)
        clock.advance(by: .seconds(60))
        _ = try await first.value
        #expect(await limiter.status().used == 1)
    }

    @Test("a waiter that is cancelled leaves its place to the next")
    func cancellation() async throws {
        let limiter = try await full()
        let first = await enqueue(limiter)
        let second = await enqueue(limiter)
        first.cancel()
        await #expect(throws: CancellationError.self) { try await first.value }
        await clock.waitForSleeper(until: .seconds(60))
        clock.advance(by: .seconds(57))
        _ = try await second.value
    }

    @Test("a task that is cancelled before gets no permit")
    func cancelledBefore() async throws {
        let limiter = RateLimiter(limit: 1, window: .seconds(60), clock: clock)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            _ = try await limiter.acquire()
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(await limiter.status().remaining == 1)
    }

    @Test("an unsent request gives its token to the next in line")
    func unsent() async throws {
        let limiter = RateLimiter(limit: 2, window: .seconds(60), clock: clock)
        for _ in 0..<2 {
            let permit = try await limiter.acquire()
            await limiter.complete(permit, .answered(TokenWindow.Reading()))
        }
        let waiting = await enqueue(limiter)
        let other = await enqueue(limiter)
        clock.advance(by: .seconds(60))
        let permit = try await waiting.value
        await limiter.complete(permit, .unsent)
        _ = try await other.value
        #expect(await limiter.status().used == 1)
    }

    @Test("a deadline that cannot be met ends the wait before it begins")
    func impossible() async throws {
        let limiter = try await full()
        await #expect(throws: TimeLimitExceeded.self) {
            try await limiter.acquire(before: .seconds(59))
        }
        await #expect(throws: TimeLimitExceeded.self) {
            try await limiter.acquire(before: .seconds(2))
        }
    }

    @Test("a wait whose end is not known ends at the deadline")
    func deadline() async throws {
        let limiter = RateLimiter(limit: 1, window: .seconds(60), clock: clock)
        let permit = try await limiter.acquire()
        let task = Task { try await limiter.acquire(before: .seconds(5)) }
        await clock.waitForSleeper(until: .seconds(5))
        clock.advance(by: .seconds(5))
        await #expect(throws: TimeLimitExceeded.self) { try await task.value }
        await limiter.complete(permit, .unsent)
        #expect(await limiter.status().remaining == 1)
    }

    @Test("a refusal puts off those who wait already, and the first of them is told")
    func refusal() async throws {
        let limiter = RateLimiter(limit: 2, window: .seconds(60), clock: clock)
        let first = try await limiter.acquire()
        await limiter.complete(first, .answered(TokenWindow.Reading()))
        let second = try await limiter.acquire()
        let told = Collector<ClientEvent>()
        let task = Task {
            try await limiter.acquire { told.add(.waiting($0, reason: $1)) }
        }
        await clock.waitForSleeper(until: .seconds(60))
        await limiter.complete(
            second,
            .answered(TokenWindow.Reading(isRefusal: true, retryAfter: .seconds(90))))
        await clock.waitForSleeper(until: .seconds(90))
        clock.advance(by: .seconds(90))
        _ = try await task.value
        #expect(
            told.all == [
                .waiting(.seconds(60), reason: .windowIsFull),
                .waiting(.seconds(90), reason: .pausedByServer),
            ])
    }
}

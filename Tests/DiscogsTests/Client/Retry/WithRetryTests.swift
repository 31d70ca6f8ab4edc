import Testing

@testable import Discogs

@Suite("Retry as a wrapper for any call")
struct WithRetryTests {
    private let policy = RetryPolicy(maxRetries: 3, firstCeiling: .seconds(8))
    private let failure = DiscogsError(.server, status: 503, message: "busy")
    private let half: @Sendable () -> UInt64 = { 1 << 63 }

    @Test("gives the value of the attempt that works, after the pauses of the policy")
    func success() async throws {
        let clock = ManualClock()
        let told = Collector<String>()
        let call = Task {
            try await withRetry(
                policy, clock: clock, randomness: half,
                whenRetrying: { told.add("\($0) after \($1), \($2.message)") },
                operation: { attempt in
                    if attempt < 3 { throw failure }
                    return attempt
                })
        }
        await clock.waitForSleeper(until: .seconds(4))
        clock.advance(by: .seconds(4))
        await clock.waitForSleeper(until: .seconds(12))
        clock.advance(by: .seconds(8))
        #expect(try await call.value == 3)
        #expect(told.all == ["2 after 4.0 seconds, busy", "3 after 8.0 seconds, busy"])
    }

    @Test("throws what the last attempt threw")
    func exhaustion() async throws {
        var attempts = 0
        let error = try await discogsError {
            try await withRetry(policy, randomness: { 0 }) { attempt in
                attempts += 1
                throw DiscogsError(.server, status: 500, message: "attempt \(attempt)")
            }
        }
        #expect(attempts == 4)
        #expect(error.message == "attempt 4")
    }

    @Test("lets other errors pass")
    func others() async {
        struct Other: Error {}
        var attempts = 0
        await #expect(throws: Other.self) {
            try await withRetry(
                policy, randomness: { 0 },
                operation: { _ in
                    attempts += 1
                    throw Other()
                })
        }
        #expect(attempts == 1)
    }

    @Test("ends at once when it is cancelled in a pause")
    func cancellation() async {
        let clock = ManualClock()
        let call = Task {
            try await withRetry(policy, clock: clock, randomness: half) { _ in throw failure }
        }
        await clock.waitForSleeper(until: .seconds(4))
        call.cancel()
        await #expect(throws: CancellationError.self) { try await call.value }
    }

    @Test("a budget that is spent ends the retries until replies have earned them back")
    func budget() {
        let budget = RetryBudget(capacity: 2)
        #expect((0..<3).map { _ in budget.spend() } == [true, true, false])
        for _ in 0..<11 { budget.earn() }
        #expect((0..<2).map { _ in budget.spend() } == [true, false])
    }
}

/// Runs an operation again, after a pause, as often as the policy allows.
///
/// - Parameters:
///   - isRead: a write is repeated only if it certainly did not happen.
///   - randomness: any 64 bits, for the jitter of the pauses.
///   - whenRetrying: is told the number of the next attempt, the pause before it and why.
///   - operation: gets the number of the attempt, from 1. Only a `DiscogsError` is retried.
/// - Throws: what the last attempt threw, or `CancellationError` during a pause.
public func withRetry<Value>(
    _ policy: RetryPolicy, isRead: Bool = true, clock: any Clock<Duration> = ContinuousClock(),
    randomness: () -> UInt64 = { .random(in: .min ... .max) },
    whenRetrying: (_ attempt: Int, _ pause: Duration, _ reason: DiscogsError) -> Void = {
        (_, _, _) in
    },
    isolation: isolated (any Actor)? = #isolation,
    operation: (_ attempt: Int) async throws -> Value
) async throws -> Value {
    try await withRetry(
        policy, isRead: isRead, timeline: Timeline(clock), deadline: nil, budget: nil,
        randomness: randomness, whenRetrying: whenRetrying, isolation: isolation,
        operation: operation)
}

/// - Parameters:
///   - deadline: no retry begins after it.
///   - budget: pays for each retry.
func withRetry<Value>(
    _ policy: RetryPolicy, isRead: Bool, timeline: Timeline, deadline: Duration?,
    budget: RetryBudget?, randomness: () -> UInt64,
    whenRetrying: (_ attempt: Int, _ pause: Duration, _ reason: DiscogsError) -> Void,
    isolation: isolated (any Actor)? = #isolation,
    operation: (_ attempt: Int) async throws -> Value
) async throws -> Value {
    var attempt = 1
    while true {
        do {
            return try await operation(attempt)
        } catch let failure as DiscogsError {
            let decision = policy.decision(
                after: failure, isRead: isRead, attempt: attempt, jitter: jitter(randomness()),
                timeLeft: deadline.map { $0 - timeline.now })
            guard case .retry(let pause) = decision, budget?.spend() ?? true else { throw failure }
            attempt += 1
            whenRetrying(attempt, pause, failure)
            try await timeline.sleep(for: pause)
        }
    }
}

/// A number in 0..<1, from as many of the bits as a `Double` holds.
private func jitter(_ bits: UInt64) -> Double { Double(bits >> 11) / Double(1 << 53) }

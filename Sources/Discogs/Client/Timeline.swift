/// A clock reduced to what the client needs: instants as the time since it was made.
struct Timeline: Sendable {
    private let elapsed: @Sendable () -> Duration
    private let sleeper: @Sendable (Duration) async throws -> Void

    init(_ clock: some Clock<Duration>) {
        let start = clock.now
        elapsed = { start.duration(to: clock.now) }
        sleeper = { try await clock.sleep(until: start.advanced(by: $0), tolerance: nil) }
    }

    var now: Duration { elapsed() }

    /// - Throws: `CancellationError`.
    func sleep(until instant: Duration) async throws { try await sleeper(instant) }

    /// - Throws: `CancellationError`.
    func sleep(for pause: Duration) async throws { try await sleeper(now + pause) }

    /// The operation's value, if it comes within the limit; nothing of it goes on afterwards.
    /// - Throws: `TimeLimitExceeded`, `CancellationError`, or what the operation throws.
    func within<Value: Sendable>(
        _ limit: Duration, _ operation: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let end = now + limit
        return try await withThrowingTaskGroup(of: Value.self) { group in
            group.addTask(operation: operation)
            group.addTask {
                try await sleep(until: end)
                throw TimeLimitExceeded()
            }
            defer { group.cancelAll() }
            guard let value = try await group.next() else { throw CancellationError() }
            return value
        }
    }
}

struct TimeLimitExceeded: Error {}

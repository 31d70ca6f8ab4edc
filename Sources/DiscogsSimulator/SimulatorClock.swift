/// A clock reduced to what the simulator needs: instants as the time since it was made.
struct SimulatorClock: Sendable {
    private let elapsed: @Sendable () -> Duration
    private let sleeper: @Sendable (Duration) async throws -> Void

    init(_ clock: some Clock<Duration>) {
        let start = clock.now
        elapsed = { start.duration(to: clock.now) }
        sleeper = { try await clock.sleep(until: clock.now.advanced(by: $0), tolerance: nil) }
    }

    var now: Duration { elapsed() }

    /// - Throws: `CancellationError`.
    func sleep(for pause: Duration) async throws {
        if pause > .zero { try await sleeper(pause) }
    }
}

/// The time allowed for everything that a task asks of Discogs: all its requests, their retries
/// and waits together.
struct CommandDeadline: Sendable {
    @TaskLocal static var current: CommandDeadline?

    private let timeline: Timeline
    private let end: Duration

    init(in limit: Duration, on timeline: Timeline) {
        self.timeline = timeline
        end = timeline.now + limit
    }

    /// Negative when it is over.
    var timeLeft: Duration { end - timeline.now }
}

extension DiscogsClient {
    /// Runs an operation whose requests, by whatever client, must all be answered within the
    /// limit; those that are not fail with `DiscogsError.Kind.deadline`, nothing else is ended.
    ///
    /// It counts for child tasks too, though not for detached ones. Inside another deadline the
    /// earlier of the two counts.
    public static func withDeadline<Value>(
        _ limit: Duration, clock: any Clock<Duration> = ContinuousClock(),
        isolation: isolated (any Actor)? = #isolation,
        operation: () async throws -> Value
    ) async rethrows -> Value {
        let limit = min(limit, CommandDeadline.current?.timeLeft ?? limit)
        let deadline = CommandDeadline(in: limit, on: Timeline(clock))
        return try await CommandDeadline.$current.withValue(
            deadline, operation: operation, isolation: isolation)
    }
}

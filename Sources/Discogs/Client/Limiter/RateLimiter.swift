/// Hands out permission to send, first come, first served, so that the server's moving window is
/// never overrun. One per client, shared by all requests.
public actor RateLimiter {
    private struct Waiter {
        let number: UInt64
        let deadline: Duration?
        let whenWaiting: WaitObserver
        let continuation: CheckedContinuation<TokenWindow.Permit, any Error>

        func isLate(at now: Duration) -> Bool { deadline.map { $0 <= now } ?? false }
    }

    typealias WaitObserver = @Sendable (Duration, ClientEvent.WaitReason) -> Void

    private let timeline: Timeline
    private var window: TokenWindow
    private var waiters: [Waiter] = []
    private var lastNumber: UInt64 = 0
    private var alarm: (instant: Duration, task: Task<Void, Never>)?
    /// What the first in line was told last.
    private var told: (waiter: UInt64, instant: Duration)?

    /// - Parameters:
    ///   - limit: requests per window at most; the server's headers can only lower it.
    ///   - start: what to assume before the first reply.
    ///   - window: the server's moving window; every pause scales with it.
    public init(
        limit: Int, startingAt start: Int? = nil, window: Duration,
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.init(limit: limit, startingAt: start, window: window, timeline: Timeline(clock))
    }

    init(limit: Int, startingAt start: Int?, window: Duration, timeline: Timeline) {
        self.window = TokenWindow(limit: limit, startingAt: start, window: window)
        self.timeline = timeline
    }

    /// How many wait.
    var queueLength: Int { waiters.count }

    public func status() -> RateLimiterStatus { window.status(at: timeline.now) }

    /// Waits for its turn and for a token. The permit must be completed.
    ///
    /// - Parameters:
    ///   - deadline: on the limiter's time line; nil to wait as long as it takes.
    ///   - whenWaiting: is told how long it will take, when the first in line has to wait.
    /// - Throws: `TimeLimitExceeded`, as soon as it is known that the deadline cannot be met;
    ///   `CancellationError`, which leaves the place to those behind.
    func acquire(
        before deadline: Duration? = nil,
        whenWaiting: @escaping WaitObserver = { _, _ in }
    ) async throws -> TokenWindow.Permit {
        try Task.checkCancellation()
        let now = timeline.now
        if let deadline, deadline <= now { throw TimeLimitExceeded() }
        if waiters.isEmpty, let permit = window.take(at: now) { return permit }
        if let deadline,
            case .at(let instant, _) = window.chance(at: now, place: waiters.count),
            instant >= deadline
        {
            throw TimeLimitExceeded()
        }
        lastNumber += 1
        let number = lastNumber
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                guard !Task.isCancelled else {
                    return continuation.resume(throwing: CancellationError())
                }
                waiters.append(
                    Waiter(
                        number: number, deadline: deadline, whenWaiting: whenWaiting,
                        continuation: continuation))
                serve()
            }
        } onCancel: {
            Task { await self.abandon(number) }
        }
    }

    /// Gives a permit back, with what became of the request.
    func complete(_ permit: TokenWindow.Permit, _ outcome: TokenWindow.Outcome) {
        window.complete(permit, at: timeline.now, outcome)
        serve()
    }

    private func abandon(_ number: UInt64) {
        guard let place = waiters.firstIndex(where: { $0.number == number }) else { return }
        waiters.remove(at: place).continuation.resume(throwing: CancellationError())
        serve()
    }

    /// Hands out what there is, turns away those whose time is over, and sets the alarm.
    private func serve() {
        let now = timeline.now
        while !waiters.isEmpty, let permit = window.take(at: now) {
            waiters.removeFirst().continuation.resume(returning: permit)
        }
        let late = waiters.filter { $0.isLate(at: now) }
        waiters.removeAll { $0.isLate(at: now) }
        for waiter in late { waiter.continuation.resume(throwing: TimeLimitExceeded()) }
        setAlarm(now)
    }

    /// Wakes up when the first waiter's turn comes, or the time of one of them is over.
    ///
    /// - Parameter now: when there was nothing to hand out; a later instant might find a token
    ///   that nobody fetches.
    private func setAlarm(_ now: Duration) {
        var instants = waiters.compactMap(\.deadline)
        if let first = waiters.first, case .at(let instant, let reason) = window.chance(at: now) {
            instants.append(instant)
            if told?.waiter != first.number || told?.instant != instant {
                told = (first.number, instant)
                first.whenWaiting(instant - now, reason)
            }
        }
        let next = instants.min()
        guard next != alarm?.instant else { return }
        alarm?.task.cancel()
        alarm = next.map { instant in
            let task = Task { [weak self, timeline] in
                try? await timeline.sleep(until: instant)
                if !Task.isCancelled { await self?.ring() }
            }
            return (instant, task)
        }
    }

    private func ring() {
        alarm = nil
        serve()
    }
}

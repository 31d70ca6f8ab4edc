/// Hands out permission to send, first come, first served, so that the server's moving window is
/// never overrun. One per client, shared by all requests; what was sent is kept in a ledger, which
/// other processes may draw on, too.
public actor RateLimiter {
    private struct Waiter {
        let number: UInt64
        let deadline: Duration?
        let whenWaiting: WaitObserver
        let continuation: CheckedContinuation<TokenWindow.Permit, any Error>
        /// Whether nobody has looked yet if its deadline can be met.
        var isNew = true

        func isLate(at now: Duration) -> Bool { deadline.map { $0 <= now } ?? false }
    }

    /// What the ledger said when there was nothing to hand out.
    private struct Turn: Sendable {
        let permit: TokenWindow.Permit?
        /// On the ledger's time line, as all that follows.
        let now: Duration
        /// For the first in line, and for those that were asked about.
        let chances: [TokenWindow.Chance]
    }

    typealias WaitObserver = @Sendable (Duration, ClientEvent.WaitReason) -> Void

    private let ledger: any PermitLedger
    private let timeline: Timeline
    private let randomness: @Sendable () -> UInt64
    private var waiters: [Waiter] = []
    private var lastNumber: UInt64 = 0
    private var alarm: (instant: Duration, task: Task<Void, Never>)?
    /// What the first in line was told last.
    private var told: (waiter: UInt64, instant: Duration, reason: ClientEvent.WaitReason)?
    private var isServing = false
    /// Whether something happened that the one who serves may not have seen.
    private var hasNews = false

    /// For one client alone.
    ///
    /// - Parameters:
    ///   - limit: requests per window at most; the server's headers can only lower it.
    ///   - start: what to assume before the first reply.
    ///   - window: the server's moving window; every pause scales with it.
    public init(
        limit: Int, startingAt start: Int? = nil, window: Duration,
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        let timeline = Timeline(clock)
        let tokens = TokenWindow(limit: limit, startingAt: start, window: window)
        self.init(ledger: InMemoryLedger(tokens, timeline: timeline), timeline: timeline)
    }

    /// - Parameter randomness: any 64 bits, for who is first where several processes wait.
    init(
        ledger: any PermitLedger, timeline: Timeline,
        randomness: @escaping @Sendable () -> UInt64 = { 0 }
    ) {
        self.ledger = ledger
        self.timeline = timeline
        self.randomness = randomness
    }

    /// How many wait.
    var queueLength: Int { waiters.count }

    public func status() async -> RateLimiterStatus { await ledger.status() }

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
        if let deadline, deadline <= timeline.now { throw TimeLimitExceeded() }
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
    func complete(_ permit: TokenWindow.Permit, _ outcome: TokenWindow.Outcome) async {
        await ledger.update { tokens, now in tokens.complete(permit, at: now, outcome) }
        serve()
    }

    private func abandon(_ number: UInt64) {
        guard let place = waiters.firstIndex(where: { $0.number == number }) else { return }
        waiters.remove(at: place).continuation.resume(throwing: CancellationError())
        serve()
    }

    // MARK: Serving

    /// Sees to it that those who wait are served, by one at a time: the ledger may take its time.
    private func serve() {
        hasNews = true
        guard !isServing else { return }
        isServing = true
        Task {
            while hasNews {
                hasNews = false
                await handOut()
            }
            isServing = false
        }
    }

    /// Hands out what there is, turns away those whose time is over, and sets the alarm.
    private func handOut() async {
        while true {
            // Read before the ledger's, so that what follows from both is never too late.
            let now = timeline.now
            turnAway { $0.isLate(at: now) }
            if waiters.isEmpty { return setAlarm(nil) }
            let asking = waiters.enumerated().filter {
                $0.element.isNew && $0.element.deadline != nil
            }
            let places = [0] + asking.map(\.offset)
            let turn = await ledger.update { tokens, now in
                let permit = tokens.take(at: now)
                return Turn(
                    permit: permit, now: now,
                    chances: permit == nil ? places.map { tokens.chance(at: now, place: $0) } : [])
            }
            if let permit = turn.permit {
                await hand(permit)
                continue
            }
            for (waiter, chance) in zip(asking.map(\.element.number), turn.chances.dropFirst()) {
                answer(waiter, chance, shift: now - turn.now)
            }
            if let first = waiters.first, let chance = turn.chances.first {
                tell(first, chance, turn.now)
                setAlarm(alarmTime(chance, now, shift: now - turn.now))
            } else {
                setAlarm(nil)
            }
            return
        }
    }

    private func hand(_ permit: TokenWindow.Permit) async {
        if waiters.isEmpty {
            // Whoever waited for it has gone in the meantime.
            await ledger.update { tokens, now in tokens.complete(permit, at: now, .unsent) }
        } else {
            waiters.removeFirst().continuation.resume(returning: permit)
        }
    }

    private func turnAway(_ isLate: (Waiter) -> Bool) {
        let late = waiters.filter(isLate)
        waiters.removeAll(where: isLate)
        for waiter in late { waiter.continuation.resume(throwing: TimeLimitExceeded()) }
    }

    /// Whoever has just come is turned away at once if it cannot be served in time.
    ///
    /// - Parameter shift: from the ledger's time line to ours.
    private func answer(_ number: UInt64, _ chance: TokenWindow.Chance, shift: Duration) {
        guard let place = waiters.firstIndex(where: { $0.number == number }) else { return }
        waiters[place].isNew = false
        if case .at(let instant, _) = chance, waiters[place].isLate(at: instant + shift) {
            turnAway { $0.number == number }
        }
    }

    private func tell(_ first: Waiter, _ chance: TokenWindow.Chance, _ now: Duration) {
        guard case .at(let instant, let reason) = chance else { return }
        // That another process got the next permit, and then the next, is no news each time.
        let tolerance = ledger.sharing.map { $0.recheck * 4 } ?? .zero
        if let told, told.waiter == first.number, told.reason == reason,
            (told.instant - tolerance...told.instant + tolerance).contains(instant)
        {
            return
        }
        told = (first.number, instant, reason)
        first.whenWaiting(instant - now, reason)
    }

    /// When the first waiter's turn comes, or the time of one of them is over; or when it is time
    /// to look what other processes did.
    private func alarmTime(
        _ chance: TokenWindow.Chance, _ now: Duration, shift: Duration
    ) -> Duration? {
        var instants = waiters.compactMap(\.deadline)
        if let sharing = ledger.sharing { instants.append(now + sharing.recheck) }
        if case .at(let instant, _) = chance { instants.append(instant + shift + jitter) }
        return instants.min()
    }

    private var jitter: Duration {
        guard let longest = ledger.sharing?.jitter else { return .zero }
        return longest * Int(randomness() % 1024) / 1024
    }

    private func setAlarm(_ next: Duration?) {
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

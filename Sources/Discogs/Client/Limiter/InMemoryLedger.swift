import Synchronization

/// The permits of this client alone.
final class InMemoryLedger: PermitLedger {
    let sharing: LedgerSharing? = nil

    private let timeline: Timeline
    private let tokens: Mutex<TokenWindow>

    init(_ tokens: TokenWindow, timeline: Timeline) {
        self.tokens = Mutex(tokens)
        self.timeline = timeline
    }

    func update<Value: Sendable>(
        _ change: @Sendable (inout TokenWindow, _ now: Duration) -> Value
    ) -> Value {
        // The time is read inside, so that it never goes back.
        tokens.withLock { change(&$0, timeline.now) }
    }

    func status() -> RateLimiterStatus { tokens.withLock { $0.status(at: timeline.now) } }
}

/// What follows a 429: nothing at all is sent for a while, then requests go out evenly.
///
/// Refused requests count too, so a client that goes on trying keeps the window full. Nor does the
/// next burst fare better where a server minds bursts: so they go evenly for long.
/// All times scale with the window.
struct RefusalPause: Sendable, Hashable {
    /// Nothing is sent before.
    private(set) var end: Duration = .zero
    /// Requests are spread evenly before.
    private(set) var pacingEnd: Duration = .zero
    /// In a row; what a few more would change is nothing.
    private(set) var refusals = 0
    private(set) var lastRefusal: Duration?

    private let window: Duration

    init(window: Duration) { self.window = window }

    init(
        window: Duration, end: Duration, pacingEnd: Duration, refusals: Int,
        lastRefusal: Duration?
    ) {
        self.window = window
        self.end = end
        self.pacingEnd = pacingEnd
        self.refusals = refusals
        self.lastRefusal = lastRefusal
    }

    /// - Parameters:
    ///   - retryAfter: honoured, but when refusals follow each other not below the pause that just
    ///     proved too short.
    ///   - interval: between requests that are spread evenly; no pause is shorter.
    mutating func refuse(
        sentAt: Duration, at now: Duration, retryAfter: Duration?, interval: Duration
    ) {
        if isNews(sentAt: sentAt) {
            refusals = min(refusals + 1, 100)
            lastRefusal = now
        }
        let wanted = retryAfter ?? backOff(refusals)
        let pause = min(max(wanted, backOff(refusals - 1), interval), window * 60)
        end = max(end, now + pause)
        pacingEnd = end + window * 60
    }

    /// Whether a refusal is not of the same event as the last one: replies to what was under way
    /// when that came are.
    func isNews(sentAt: Duration) -> Bool { lastRefusal.map { sentAt >= $0 } ?? true }

    /// Whether a request of that time was one of those that go out evenly, behind others that got
    /// through.
    func isSteady(sentAt: Duration) -> Bool {
        refusals == 0 && (end..<max(end, pacingEnd)).contains(sentAt)
    }

    /// A request that was sent after the pause got through.
    mutating func accept(sentAt: Duration) {
        if sentAt >= end { refusals = 0 }
    }

    /// A quarter of the window; then a window, so that it is empty, doubled each time, up to eight.
    private func backOff(_ number: Int) -> Duration {
        switch number {
        case ..<1: .zero
        case 1: window / 4
        default: window * (1 << min(number - 2, 3))
        }
    }
}

/// Where the permits of one budget are kept: in this process, or where others see them, too.
///
/// The rules are those of `TokenWindow` wherever it is kept, and so is the time line: a ledger says
/// what time it is. One that several machines share would read the record, change it, and write it
/// if nobody did in the meantime.
protocol PermitLedger: Sendable {
    /// How to wait where others take permits, too; nil where nobody does.
    var sharing: LedgerSharing? { get }

    /// Changes the window while nobody else does. Never fails, whatever becomes of the sharing, and
    /// is not interrupted when the task is cancelled: what was sent has to be counted.
    func update<Value: Sendable>(
        _ change: @Sendable (inout TokenWindow, _ now: Duration) -> Value
    ) async -> Value

    /// How it stands, without a trace.
    func status() async -> RateLimiterStatus
}

/// How to wait for a permit that others want, too.
struct LedgerSharing: Sendable, Hashable {
    /// After how long to look again: another process's permit may have come back early, and nobody
    /// tells.
    let recheck: Duration
    /// A wait is up to this much longer, at random, so that the next permit is not always the same
    /// process's.
    let jitter: Duration

    init(limit: Int, window: Duration) {
        recheck = min(max(window / 30, .milliseconds(10)), .seconds(2))
        jitter = min(window / (8 * max(1, limit)), .milliseconds(20))
    }
}

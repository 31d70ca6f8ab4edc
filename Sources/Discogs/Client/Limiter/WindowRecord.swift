/// What is common to all who draw on one budget: who sent what and when, what others use, and the
/// pause after a refusal. The rules are in `TokenWindow`.
package struct WindowRecord: Sendable, Hashable {
    /// A request under way.
    struct Taken: Sendable, Hashable {
        let number: UInt64
        let owner: ProcessIdentity
        let takenAt: Duration
        /// When it must have ended, as nobody waits longer for a reply; nil when its owner says so
        /// in any case.
        let lapsesAt: Duration?
    }

    /// A request that has ended.
    struct Ended: Sendable, Hashable {
        let number: UInt64
        let owner: ProcessIdentity
        let sentAt: Duration
        /// Nil when no reply came.
        let answeredAt: Duration?
        /// Whether its owner never said how it ended.
        var hasLapsed = false
        let returnsAt: Duration
    }

    /// How many requests of others were in the window, for as long as they may be there.
    struct Foreign: Sendable, Hashable {
        let count: Int
        let until: Duration
    }

    var lastNumber: UInt64 = 0
    var inFlight: [Taken] = []
    /// In the order in which the tokens come back; some that are back are kept, as replies to
    /// older requests may still count them.
    var ended: [Ended] = []
    /// Higher numbers first, which therefore end earlier.
    var foreign: [Foreign] = []
    var pause: RefusalPause
    var learnt: LearntLimit?
    var lastTaken: Duration?

    init(window: Duration) { pause = RefusalPause(window: window) }

    /// What to go by when nothing is known of what was sent, except that it ends by then.
    static func full(until end: Duration, window: Duration) -> Self {
        var record = Self(window: window)
        record.foreign = [Foreign(count: 1 << 30, until: end)]
        return record
    }

    /// The processes whose requests count now.
    func owners(at now: Duration) -> Set<ProcessIdentity> {
        Set(inFlight.map(\.owner)).union(ended.lazy.filter { $0.returnsAt > now }.map(\.owner))
    }
}

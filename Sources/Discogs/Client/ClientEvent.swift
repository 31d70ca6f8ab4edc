/// What a person who waits wants to know.
public enum ClientEvent: Sendable, Hashable {
    /// Nothing is sent for about this long.
    case waiting(Duration, reason: WaitReason)
    /// Attempt number `attempt` (the second is 2) follows after the pause.
    case retrying(attempt: Int, after: Duration, reason: DiscogsError)

    public enum WaitReason: Sendable, Hashable {
        /// All requests of the window are used up; they come back one by one.
        case windowIsFull
        /// Discogs said "too many requests" (429).
        case pausedByServer
        /// After such a pause requests go out evenly for a while.
        case pacing
    }
}

/// Is told what the client waits for, from any task; must return at once.
public typealias ClientObserver = @Sendable (ClientEvent) -> Void

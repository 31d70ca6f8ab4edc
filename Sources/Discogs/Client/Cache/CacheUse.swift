import Synchronization

/// How often a client's cache had the answer.
public struct CacheUse: Sendable, Hashable {
    /// Requests that were not sent, because the cache had an answer.
    public var hits = 0
    /// Requests that the cache was asked for in vain.
    public var misses = 0
}

/// Counts the hits and misses of one client.
final class CacheCounter: Sendable {
    private let state = Mutex(CacheUse())

    var use: CacheUse { state.withLock(\.self) }

    func hit() { state.withLock { $0.hits += 1 } }
    func miss() { state.withLock { $0.misses += 1 } }
}

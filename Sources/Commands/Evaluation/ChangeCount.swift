import Synchronization

/// How many changes a pipeline has made on Discogs, for who reads that it failed.
final class ChangeCount: Sendable {
    private let state = Mutex((made: 0, isTold: false))

    func add() { state.withLock { $0.made += 1 } }

    /// Notes that somebody was told.
    func tell() { state.withLock { $0.isTold = true } }

    /// What nobody was told yet.
    var untold: Int { state.withLock { $0.isTold ? 0 : $0.made } }
}

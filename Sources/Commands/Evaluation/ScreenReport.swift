import Synchronization

/// Whether a run showed everything there is; `next` asks.
package final class ScreenReport: Sendable {
    private let mutex = Mutex(false)

    package init() {}

    package var hasMore: Bool { mutex.withLock { $0 } }

    func noteMore(_ hasMore: Bool) { mutex.withLock { $0 = hasMore } }
}

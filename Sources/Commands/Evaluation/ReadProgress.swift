import Synchronization

/// How far a paged source has been read; the footer of a table tells it.
package final class ReadProgress: Sendable {
    package struct State: Sendable {
        /// Rows that match in all, as the server counts them; nil when it did not say.
        package var total: Int?
        package var rowsRead = 0
        /// The page read last, and the last one there is.
        package var page: Int?
        package var pageCount: Int?
        /// Whether the server has no more than what was read.
        package var isComplete = false
        /// Whether nothing more will be read, because there is no more or no more is wanted.
        package var isExhausted = false

        /// There is no more.
        mutating func end() {
            isComplete = true
            isExhausted = true
        }
    }

    private let mutex = Mutex(State())

    package init() {}

    package var state: State { mutex.withLock { $0 } }

    func update(_ change: (inout sending State) -> Void) { mutex.withLock { change(&$0) } }
}

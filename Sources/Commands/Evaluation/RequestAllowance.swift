import Synchronization

/// How many requests a session may send in all; retries are the client's and do not count.
package final class RequestAllowance: Sendable {
    private let limit: Int?
    private let sent = Mutex(0)

    /// How many were sent so far.
    var count: Int { sent.withLock(\.self) }

    /// - Parameter limit: nil for as many as it takes.
    package init(_ limit: Int? = nil) { self.limit = limit }

    /// Counts a request that is about to be sent.
    /// - Throws: `RequestsUsedUp` when it would be one too many.
    func spend() throws(RequestsUsedUp) {
        let isAllowed = sent.withLock { sent in
            guard sent < limit ?? .max else { return false }
            sent += 1
            return true
        }
        if let limit, !isAllowed { throw RequestsUsedUp(limit: limit) }
    }
}

/// A run has sent as many requests as it may.
package struct RequestsUsedUp: Error {
    package let limit: Int
}

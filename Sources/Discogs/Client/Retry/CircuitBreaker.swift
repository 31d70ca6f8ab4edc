import Synchronization

/// Spares a server in trouble, and people the wait: when several requests in a row have failed for
/// good, those that follow fail at once for a while. Then they try one at a time, until one is
/// answered.
final class CircuitBreaker: Sendable {
    /// Permission to try; must be given back with `end`.
    struct Pass: Sendable {
        fileprivate let isProbe: Bool
    }

    static let patience = 5

    private struct State {
        /// In a row.
        var failures = 0
        var lastFailure: DiscogsError?
        /// The last one; zero while requests pass.
        var pause: Duration = .zero
        var pauseEnd: Duration = .zero
        var isProbing = false
    }

    private let firstPause: Duration
    private let longestPause: Duration
    private let timeline: Timeline
    private let state = Mutex(State())

    /// - Parameters:
    ///   - firstPause: doubled each time that a try after it fails; zero for no breaker at all.
    ///   - longestPause: it never grows beyond this.
    init(firstPause: Duration, longestPause: Duration, timeline: Timeline) {
        self.firstPause = firstPause
        self.longestPause = longestPause
        self.timeline = timeline
    }

    /// - Throws: the last failure, said to be so, while nothing may be sent.
    func begin(_ request: OutgoingRequest) throws(DiscogsError) -> Pass {
        let now = timeline.now
        return try state.withLock { state throws(DiscogsError) in
            guard state.pause > .zero, let failure = state.lastFailure else {
                return Pass(isProbe: false)
            }
            guard now >= state.pauseEnd, !state.isProbing else {
                throw failure.repeated(for: request, failures: state.failures)
            }
            state.isProbing = true
            return Pass(isProbe: true)
        }
    }

    /// - Parameter failure: what the last attempt threw; nil after an answer.
    func end(_ pass: Pass, _ failure: (any Error)? = nil) {
        let now = timeline.now
        let health = failure.map { ($0 as? DiscogsError)?.healthOfServer ?? .unknown } ?? .good
        state.withLock { state in
            if pass.isProbe { state.isProbing = false }
            switch health {
            case .unknown: break
            case .good: state = State()
            case .bad:
                // Those that were under way when the pause began tell nothing new.
                guard pass.isProbe || state.pause == .zero else { return }
                state.failures += 1
                state.lastFailure = failure as? DiscogsError
                guard state.failures >= Self.patience else { return }
                state.pause = min(max(firstPause, state.pause * 2), longestPause)
                state.pauseEnd = now + state.pause
            }
        }
    }
}

private enum ServerHealth { case good, bad, unknown }

extension DiscogsError {
    fileprivate var healthOfServer: ServerHealth {
        switch kind {
        case .authentication, .permission, .notFound, .badRequest, .conflict, .rateLimit: .good
        case .server: .bad
        case .network(let reason): reason.isTransient ? .bad : .unknown
        default: .unknown
        }
    }

    fileprivate func repeated(for request: OutgoingRequest, failures: Int) -> DiscogsError {
        DiscogsError(
            kind, status: status,
            message: "Not sent, as the last \(failures) requests failed: \(message)",
            requestID: request.id, request: request.line)
    }
}

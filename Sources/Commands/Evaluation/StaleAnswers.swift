import Discogs
import Synchronization

/// Tells a person, once for each run, that an answer is older than it should be.
final class StaleAnswers: Sendable {
    private let isTold = Mutex(false)

    /// - Returns: what to say of an answer; nil when all is well, or has been said.
    func warning(of response: DiscogsResponse) -> String? {
        guard case .stale(let age, let reason) = response.provenance,
            !isTold.withLock({ isTold in
                defer { isTold = true }
                return isTold
            })
        else { return nil }
        let time = Self.text(of: age)
        return switch reason {
        case .outage: "warning: Discogs is not reachable; this answer is \(time) old"
        case .offline: "warning: nothing is sent; this answer is \(time) old"
        }
    }

    /// Rounded down: `90 s`, `45 min`, `5 h`.
    private static func text(of age: Duration) -> String {
        let seconds = age.components.seconds
        if seconds < 120 { return "\(seconds) s" }
        return seconds < 7200 ? "\(seconds / 60) min" : "\(seconds / 3600) h"
    }
}

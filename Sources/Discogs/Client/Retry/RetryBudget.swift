import Synchronization

/// Keeps retries from multiplying the load on a server in trouble: when many requests fail, the
/// budget is soon spent and each is tried only once, until replies earn it back.
final class RetryBudget: Sendable {
    private let capacity: Double
    private let left: Mutex<Double>

    init(capacity: Int) {
        self.capacity = Double(capacity)
        left = Mutex(Double(capacity))
    }

    /// For each reply: ten of them earn a retry.
    func earn() {
        left.withLock { $0 = min(capacity, $0 + 0.1) }
    }

    /// Whether a retry may be made, which then is paid for.
    func spend() -> Bool {
        left.withLock { left in
            guard left >= 1 else { return false }
            left -= 1
            return true
        }
    }
}

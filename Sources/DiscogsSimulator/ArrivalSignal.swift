/// Lets tasks wait until so many things have arrived.
struct ArrivalSignal {
    private var waiting: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []

    mutating func add(_ count: Int, _ continuation: CheckedContinuation<Void, Never>) {
        waiting.append((count, continuation))
    }

    /// Wakes those who wait for no more than this.
    mutating func arrived(_ count: Int) {
        let ready = waiting.filter { $0.count <= count }
        waiting.removeAll { $0.count <= count }
        for waiter in ready { waiter.continuation.resume() }
    }
}

/// What a chaos server has seen, and what it does next.
actor ChaosLedger {
    private(set) var requests: [RawRequest] = []
    private var modes: [ChaosMode]
    private var signal = ArrivalSignal()

    init(_ modes: [ChaosMode]) { self.modes = modes }

    /// Notes a request.
    /// - Returns: what to do with it.
    func accept(_ request: RawRequest) -> ChaosMode {
        requests.append(request)
        signal.arrived(requests.count)
        return modes.count > 1 ? modes.removeFirst() : modes.first ?? .pass
    }

    func waitForRequests(_ count: Int) async {
        guard requests.count < count else { return }
        await withCheckedContinuation { signal.add(count, $0) }
    }
}

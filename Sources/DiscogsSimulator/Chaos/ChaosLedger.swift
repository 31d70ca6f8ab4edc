/// What a chaos server has seen, and what it does next.
actor ChaosLedger {
    private var recent = RecentItems<RawRequest>(atMost: 10_000)
    private var modes: [ChaosMode]
    private var signal = ArrivalSignal()

    init(_ modes: [ChaosMode]) { self.modes = modes }

    var requests: [RawRequest] { recent.items }

    /// Notes a request.
    /// - Returns: what to do with it.
    func accept(_ request: RawRequest) -> ChaosMode {
        _ = recent.append(request)
        signal.arrived(recent.total)
        return modes.count > 1 ? modes.removeFirst() : modes.first ?? .pass
    }

    func waitForRequests(_ count: Int) async {
        guard recent.total < count else { return }
        await withCheckedContinuation { signal.add(count, $0) }
    }
}

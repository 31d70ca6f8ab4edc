/// Counts requests in a window that moves with the clock, those that are refused too.
struct MovingWindow {
    let length: Duration
    private var arrivals: [Duration] = []

    init(length: Duration) { self.length = length }

    /// Counts a request.
    /// - Parameter now: not before the `now` of an earlier call.
    /// - Returns: how many requests are in the window, this one included.
    mutating func count(at now: Duration) -> Int {
        let gone = arrivals.firstIndex { now - $0 < length } ?? arrivals.endIndex
        arrivals.removeSubrange(..<gone)
        arrivals.append(now)
        return arrivals.count
    }
}

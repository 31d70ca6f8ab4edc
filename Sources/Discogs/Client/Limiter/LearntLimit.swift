/// How many requests of a window get through, as refusals have taught: where the server does not
/// say its limit, and where others fill what it leaves before anybody can know.
///
/// More is tried after a while, at first little, then more and more: what was in the way may have
/// gone.
struct LearntLimit: Sendable, Hashable {
    let count: Int
    /// From when on more is tried.
    let instant: Duration

    func count(at now: Duration, window: Duration) -> Int {
        let hours = min(max((now - instant) / (window * 60), 0), 100)
        return count + Int(4 * hours * hours)
    }
}

/// One of the ways in which servers count requests.
protocol RequestCounter {
    var limit: Int { get set }

    /// How many requests count at this instant. Instants never go back.
    mutating func used(at now: Duration) -> Int
    mutating func count(at now: Duration)
}

/// Those of the last window.
struct MovingCounter: RequestCounter {
    var limit: Int
    let window: Duration
    private var seen: [Duration] = []

    init(limit: Int, window: Duration) {
        self.limit = limit
        self.window = window
    }

    mutating func used(at now: Duration) -> Int {
        seen.removeFirst(seen.firstIndex { $0 > now - window } ?? seen.count)
        return seen.count
    }

    mutating func count(at now: Duration) { seen.append(now) }
}

/// Those since the minute began, or whatever the window is.
struct FixedCounter: RequestCounter {
    var limit: Int
    let window: Duration
    private var current: (number: Int64, count: Int) = (0, 0)

    init(limit: Int, window: Duration) {
        self.limit = limit
        self.window = window
    }

    mutating func used(at now: Duration) -> Int {
        let number = Int64(now / window)
        if number != current.number { current = (number, 0) }
        return current.count
    }

    mutating func count(at now: Duration) {
        _ = used(at: now)
        current.count += 1
    }
}

/// Those since the minute began, and of the minute before as large a part as a moving window would
/// still cover: what is common where counting has to be cheap.
struct WeightedCounter: RequestCounter {
    var limit: Int
    let window: Duration
    private var number: Int64 = 0
    private var counts = (last: 0, current: 0)

    init(limit: Int, window: Duration) {
        self.limit = limit
        self.window = window
    }

    mutating func used(at now: Duration) -> Int {
        let number = Int64(now / window)
        if number != self.number {
            counts = (number == self.number + 1 ? counts.current : 0, 0)
            self.number = number
        }
        let rest = 1 - (now - window * number) / window
        return counts.current + Int(Double(counts.last) * rest)
    }

    mutating func count(at now: Duration) {
        _ = used(at: now)
        counts.current += 1
    }
}

/// A bucket that leaks evenly: a few at once, then one after each interval.
struct LeakingCounter: RequestCounter {
    /// The few.
    var limit: Int
    let interval: Duration
    private var level = 0.0
    private var last: Duration = .zero

    init(burst: Int, interval: Duration) {
        limit = burst
        self.interval = interval
    }

    mutating func used(at now: Duration) -> Int {
        level = max(0, level - (now - last) / interval)
        last = now
        return Int(level.rounded(.up))
    }

    mutating func count(at now: Duration) {
        _ = used(at: now)
        level += 1
    }
}

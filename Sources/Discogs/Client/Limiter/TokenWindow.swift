/// The limiter's arithmetic, without a clock: every instant is given, and never goes back.
///
/// The server counts requests in a moving window. A token taken here comes back one window after
/// the *reply* came: as the server saw the request before that, it has forgotten it by then,
/// whatever the latencies. What other programs on the same address use is learnt from the
/// server's headers.
struct TokenWindow: Sendable {
    /// Permission to send one request.
    struct Permit: Sendable, Hashable {
        fileprivate let number: UInt64
        let takenAt: Duration
    }

    /// How a request ended.
    enum Outcome: Sendable {
        case answered(Reading)
        /// It may have reached the server.
        case unanswered
        /// It certainly did not: the token is back at once.
        case unsent
    }

    /// What a reply says about the window; nil is what it leaves out.
    struct Reading: Sendable {
        var limit: Int?
        var used: Int?
        var remaining: Int?
        /// 429.
        var isRefusal = false
        var retryAfter: Duration?
    }

    /// When the next request may go, at the earliest.
    enum Chance: Sendable, Hashable {
        case now
        case at(Duration, ClientEvent.WaitReason)
        /// When a reply has come.
        case afterReply
    }

    /// A request of ours that has ended.
    private struct Entry {
        let sentAt: Duration
        /// Nil when no reply came.
        let answeredAt: Duration?
        let returnsAt: Duration
    }

    /// Our own bound; the server's may be lower or higher.
    private let cap: Int
    private let window: Duration
    private var serverLimit: Int
    private var lastNumber: UInt64 = 0
    private var inFlight: [UInt64: Duration] = [:]
    /// In the order in which the tokens come back; some that are back are kept, as replies to
    /// older requests may still count them.
    private var ended: [Entry] = []
    /// How many requests of others were in the window, for as long as they may be there: higher
    /// numbers first, which therefore end earlier.
    private var foreign: [(count: Int, until: Duration)] = []
    /// Until the first reply the use by others is unknown: requests go one by one.
    private var isFirst = true
    private var pause: RefusalPause
    private var lastTaken: Duration?

    init(limit: Int, startingAt start: Int? = nil, window: Duration) {
        cap = max(1, limit)
        serverLimit = start ?? cap
        self.window = window
        pause = RefusalPause(window: window)
    }

    var limit: Int { min(cap, serverLimit) }

    /// - Parameter place: how many others wait in front.
    func chance(at now: Duration, place: Int = 0) -> Chance {
        if isFirst && (!inFlight.isEmpty || place > 0) { return .afterReply }
        guard let free = freeing(place + 1, at: now) else { return .afterReply }
        var chance = (instant: free, reason: ClientEvent.WaitReason.windowIsFull)
        if pause.end > chance.instant { chance = (pause.end, .pausedByServer) }
        if chance.instant < pause.pacingEnd {
            let interval = window / limit
            let start = max(chance.instant, lastTaken.map { $0 + interval } ?? .zero)
            let paced = start + interval * place
            if paced > chance.instant { chance = (paced, .pacing) }
        }
        return chance.instant <= now ? .now : .at(chance.instant, chance.reason)
    }

    /// A permit, if there is one at this instant.
    mutating func take(at now: Duration) -> Permit? {
        forget(before: now)
        guard chance(at: now) == .now else { return nil }
        lastNumber += 1
        inFlight[lastNumber] = now
        lastTaken = now
        return Permit(number: lastNumber, takenAt: now)
    }

    /// Every permit must be completed once.
    mutating func complete(_ permit: Permit, at now: Duration, _ outcome: Outcome) {
        guard inFlight.removeValue(forKey: permit.number) != nil else { return }
        switch outcome {
        case .unsent: break
        case .unanswered:
            // The server may see it later than we gave it up.
            add(Entry(sentAt: permit.takenAt, answeredAt: nil, returnsAt: now + window * 31 / 30))
        case .answered(let reading):
            isFirst = false
            correct(by: reading, to: permit, at: now)
            add(Entry(sentAt: permit.takenAt, answeredAt: now, returnsAt: now + window))
            if reading.isRefusal {
                pause.refuse(
                    sentAt: permit.takenAt, at: now, retryAfter: reading.retryAfter,
                    interval: window / limit)
            } else {
                pause.accept(sentAt: permit.takenAt)
            }
        }
    }

    func status(at now: Duration) -> RateLimiterStatus {
        let free = max(0, limit - held(at: now))
        let wait: Duration =
            switch chance(at: now) {
            case .now: .zero
            case .at(let instant, _): instant - now
            // The oldest of those in flight comes back a window after its reply.
            case .afterReply: free > 0 ? .zero : window
            }
        let remaining = pause.end > now ? 0 : free
        return RateLimiterStatus(
            limit: limit, used: limit - free, remaining: remaining, nextToken: wait)
    }
}

// MARK: - Counting

extension TokenWindow {
    private func held(at now: Duration) -> Int {
        inFlight.count + ended.count - ended.partition(before: now, \.returnsAt)
            + harmful(foreign.first { $0.until > now }?.count ?? 0)
    }

    /// Others may use what the server grants beyond our own bound.
    private func harmful(_ count: Int) -> Int { max(0, count - max(0, serverLimit - cap)) }

    /// When as many tokens as needed are free; nil if that depends on requests in flight.
    private func freeing(_ needed: Int, at now: Duration) -> Duration? {
        let gone = ended.partition(before: now, \.returnsAt)
        let own = inFlight.count + ended.count - gone
        var start = now
        // One after the other: the times for which so many requests of others are assumed.
        for (others, end) in foreign.filter({ $0.until > now }) + [(0, .seconds(Int64.max))] {
            let missing = own + harmful(others) + needed - limit
            if missing <= 0 { return start }
            if gone + missing <= ended.count, ended[gone + missing - 1].returnsAt < end {
                return max(start, ended[gone + missing - 1].returnsAt)
            }
            start = end
        }
        return nil
    }

    private mutating func add(_ entry: Entry) {
        ended.insert(entry, at: ended.partition(before: entry.returnsAt, \.returnsAt))
    }

    private mutating func forget(before now: Duration) {
        let oldest = min(now, inFlight.values.min() ?? now)
        ended.removeFirst(ended.partition(before: oldest, \.returnsAt))
        foreign.removeAll { $0.until <= now }
    }
}

// MARK: - What the server says

extension TokenWindow {
    /// Takes over the limit and the use by others, if what the reply says makes sense.
    ///
    /// `used` counts requests of ours and of others. How many of ours it counts is known only
    /// within bounds, as some were under way; so is the use by others. What is assumed of others
    /// rises to the most that is possible when it is proved too low, and falls only a window
    /// after it was last confirmed: a count that lags frees nothing.
    private mutating func correct(by reading: Reading, to permit: Permit, at now: Duration) {
        if let limit = reading.limit, Self.sensibleLimits.contains(limit) { serverLimit = limit }
        let sensible = 0...serverLimit
        let claims = [
            reading.used.flatMap { sensible.contains($0) ? $0 : nil },
            reading.remaining.flatMap { sensible.contains($0) ? serverLimit - $0 : nil },
        ]
        guard let used = claims.compactMap(\.self).max() else { return }

        let gone = ended.partition(before: permit.takenAt, \.returnsAt)
        let mostOfOurs = 1 + ended.count - gone + inFlight.count
        let known = foreign.first { $0.until > now }?.count ?? 0
        var others = used - mostOfOurs
        if others > known { others = used - fewestOfOurs(in: ended[gone...], permit, now) }
        guard others > 0 else { return }
        foreign.removeAll { $0.count <= others }
        foreign.append((others, now + window))
    }

    /// How many requests of ours the server must have counted, this one included.
    private func fewestOfOurs(
        in ended: ArraySlice<Entry>, _ permit: Permit, _ now: Duration
    ) -> Int {
        1
            + ended.count { entry in
                guard let answeredAt = entry.answeredAt else { return false }
                return answeredAt <= permit.takenAt && entry.sentAt > now - window
            }
    }

    private static let sensibleLimits = 1...10_000
}

extension Array {
    /// How many elements of a sorted array come before the instant or at it.
    fileprivate func partition(before instant: Duration, _ key: (Element) -> Duration) -> Int {
        var range = 0..<count
        while !range.isEmpty {
            let middle = (range.lowerBound + range.upperBound) / 2
            range =
                key(self[middle]) <= instant
                ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return range.lowerBound
    }
}

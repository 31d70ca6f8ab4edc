/// The limiter's arithmetic, without a clock: every instant is given, and never goes back.
///
/// The server counts requests in a moving window. A token taken here comes back one window after
/// the *reply* came: as the server saw the request before that, it has forgotten it by then,
/// whatever the latencies. What other programs on the same address use is learnt from the
/// server's headers.
package struct TokenWindow: Sendable {
    /// Permission to send one request.
    package struct Permit: Sendable, Hashable {
        let number: UInt64
        let takenAt: Duration
    }

    /// How a request ended.
    package enum Outcome: Sendable {
        case answered(Reading)
        /// It may have reached the server.
        case unanswered
        /// It certainly did not: the token is back at once.
        case unsent
    }

    /// What a reply says about the window; nil is what it leaves out.
    package struct Reading: Sendable {
        var limit: Int?
        var used: Int?
        var remaining: Int?
        /// 429.
        var isRefusal = false
        var retryAfter: Duration?

        package init(
            limit: Int? = nil, used: Int? = nil, remaining: Int? = nil, isRefusal: Bool = false,
            retryAfter: Duration? = nil
        ) {
            self.limit = limit
            self.used = used
            self.remaining = remaining
            self.isRefusal = isRefusal
            self.retryAfter = retryAfter
        }
    }

    /// When the next request may go, at the earliest.
    enum Chance: Sendable, Hashable {
        case now
        case at(Duration, ClientEvent.WaitReason)
        /// When a reply has come.
        case afterReply
    }

    /// Our own bound; the server's may be lower or higher. It is a matter of the login, as is what
    /// the server says of it, so neither is in the record.
    private let cap: Int
    private var serverLimit: Int
    private let window: Duration
    private let owner: ProcessIdentity
    /// How long a request may be under way; nil for as long as it takes.
    private let lease: Duration?
    /// Until our first reply the use by others is unknown: our requests go one by one.
    private var isFirst = true
    /// Whether replies say how much is used, as far as we have seen.
    private var isTold = false
    /// What we share with all who draw on the budget.
    package var record: WindowRecord

    package init(limit: Int, window: Duration) {
        self.init(limit: limit, startingAt: nil, window: window)
    }

    init(
        limit: Int, startingAt start: Int?, window: Duration,
        owner: ProcessIdentity = .anyone, lease: Duration? = nil
    ) {
        cap = max(1, limit)
        serverLimit = start ?? cap
        self.window = window
        self.owner = owner
        self.lease = lease
        record = WindowRecord(window: window)
    }

    var limit: Int { min(cap, serverLimit) }

    /// What can be had of it.
    private func limit(at now: Duration) -> Int {
        max(1, min(limit, record.learnt?.count(at: now, window: window) ?? limit))
    }

    /// When what was sent so far must have been forgotten by the server, even if no reply came.
    func end(ofWhatWasSentBefore now: Duration) -> Duration {
        now + (lease ?? .zero) + longestMemory
    }

    /// The server may see a request later than we gave it up.
    private var longestMemory: Duration { window * 31 / 30 }

    /// - Parameter place: how many others wait in front.
    func chance(at now: Duration, place: Int = 0) -> Chance {
        if isFirst && (place > 0 || record.inFlight.contains { $0.owner == owner }) {
            return .afterReply
        }
        guard let free = freeing(place + 1, at: now) else { return .afterReply }
        var chance = (instant: free, reason: ClientEvent.WaitReason.windowIsFull)
        if record.pause.end > chance.instant { chance = (record.pause.end, .pausedByServer) }
        if chance.instant < record.pause.pacingEnd {
            let interval = window / limit(at: now)
            let start = max(chance.instant, record.lastTaken.map { $0 + interval } ?? .zero)
            let paced = start + interval * place
            if paced > chance.instant { chance = (paced, .pacing) }
        }
        return chance.instant <= now ? .now : .at(chance.instant, chance.reason)
    }

    /// A permit, if there is one at this instant.
    package mutating func take(at now: Duration) -> Permit? {
        forget(before: now)
        guard chance(at: now) == .now else { return nil }
        record.lastNumber &+= 1
        record.inFlight.append(
            WindowRecord.Taken(
                number: record.lastNumber, owner: owner, takenAt: now,
                lapsesAt: lease.map { now + $0 }))
        record.lastTaken = now
        return Permit(number: record.lastNumber, takenAt: now)
    }

    /// Every permit must be completed once. One that the record does not know is counted, too: the
    /// record was lost, not the request.
    package mutating func complete(_ permit: Permit, at now: Duration, _ outcome: Outcome) {
        if let place = record.inFlight.firstIndex(where: { $0.number == permit.number }) {
            record.inFlight.remove(at: place)
        } else if let place = record.ended.lastIndex(where: { $0.number == permit.number }) {
            guard record.ended[place].hasLapsed else { return }
            record.ended.remove(at: place)
        }
        switch outcome {
        case .unsent: break
        case .unanswered:
            add(permit.ended(by: owner, answeredAt: nil, returnsAt: now + longestMemory))
        case .answered(let reading):
            isFirst = false
            let held = held(at: permit.takenAt) + 1
            let before = serverLimit
            let used = correct(by: reading, to: permit, at: now)
            add(permit.ended(by: owner, answeredAt: now, returnsAt: now + window))
            if reading.isRefusal {
                // Otherwise it is the new limit that was in the way.
                if serverLimit == before {
                    learn(fromRefusalOf: permit, at: now, held: held, used: used)
                }
                record.pause.refuse(
                    sentAt: permit.takenAt, at: now, retryAfter: reading.retryAfter,
                    interval: window / limit(at: now))
            } else {
                record.pause.accept(sentAt: permit.takenAt)
            }
        }
    }

    /// Gives up what is under way for longer than possible: its owner was killed, or is stopped.
    package mutating func settle(at now: Duration) {
        for taken in record.inFlight {
            guard let end = taken.lapsesAt, end <= now else { continue }
            add(
                WindowRecord.Ended(
                    number: taken.number, owner: taken.owner, sentAt: taken.takenAt,
                    answeredAt: nil, hasLapsed: true, returnsAt: end + longestMemory))
        }
        record.inFlight.removeAll { $0.lapsesAt.map { $0 <= now } ?? false }
    }

    package func status(at now: Duration) -> RateLimiterStatus {
        let free = max(0, limit(at: now) - held(at: now))
        let wait: Duration =
            switch chance(at: now) {
            case .now: .zero
            case .at(let instant, _): instant - now
            // The oldest of those in flight comes back a window after its reply.
            case .afterReply: free > 0 ? .zero : window
            }
        let remaining = record.pause.end > now ? 0 : free
        return RateLimiterStatus(
            limit: limit, used: limit - free, remaining: remaining, nextToken: wait)
    }
}

// MARK: - Counting

extension TokenWindow {
    private func held(at now: Duration) -> Int {
        let gone = record.ended.partition(before: now, \.returnsAt)
        return record.inFlight.count + record.ended.count - gone
            + harmful(record.foreign.first { $0.until > now }?.count ?? 0)
    }

    /// Others may use what the server grants beyond our own bound.
    private func harmful(_ count: Int) -> Int { max(0, count - max(0, serverLimit - cap)) }

    /// When as many tokens as needed are free; nil if that depends on requests in flight.
    private func freeing(_ needed: Int, at now: Duration) -> Duration? {
        let limit = limit(at: now)
        let ended = record.ended
        let gone = ended.partition(before: now, \.returnsAt)
        let own = record.inFlight.count + ended.count - gone
        var start = now
        // One after the other: the times for which so many requests of others are assumed.
        let nobody = WindowRecord.Foreign(count: 0, until: .seconds(Int64.max))
        for others in record.foreign.filter({ $0.until > now }) + [nobody] {
            let missing = own + harmful(others.count) + needed - limit
            if missing <= 0 { return start }
            if gone + missing <= ended.count, ended[gone + missing - 1].returnsAt < others.until {
                return max(start, ended[gone + missing - 1].returnsAt)
            }
            start = max(start, others.until)
        }
        return nil
    }

    private mutating func add(_ entry: WindowRecord.Ended) {
        let place = record.ended.partition(before: entry.returnsAt, \.returnsAt)
        record.ended.insert(entry, at: place)
    }

    private mutating func forget(before now: Duration) {
        let oldest = min(now, record.inFlight.map(\.takenAt).min() ?? now)
        let gone = record.ended.partition(before: now, \.returnsAt)
        let surplus = min(gone, record.ended.count - WindowRecord.longestList / 2)
        record.ended.removeFirst(
            max(surplus, record.ended.partition(before: oldest, \.returnsAt)))
        record.foreign.removeAll { $0.until <= now }
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
    /// - Returns: how many are used; nil where the reply does not say so, or nothing to rely on.
    private mutating func correct(
        by reading: Reading, to permit: Permit, at now: Duration
    ) -> Int? {
        if let limit = reading.limit {
            // Who says this of the limit may say anything of the rest.
            guard Self.sensibleLimits.contains(limit) else { return nil }
            if limit != serverLimit { record.learnt = nil }
            serverLimit = limit
        }
        let sensible = 0...serverLimit
        let claims = [
            reading.used.flatMap { sensible.contains($0) ? $0 : nil },
            reading.remaining.flatMap { sensible.contains($0) ? serverLimit - $0 : nil },
        ].compactMap(\.self)
        // Two that differ are both worth nothing.
        guard let used = claims.first, claims.allSatisfy({ $0 == used }) else { return nil }
        isTold = true

        let gone = record.ended.partition(before: permit.takenAt, \.returnsAt)
        let mostOfOurs = 1 + record.ended.count - gone + record.inFlight.count
        let known = record.foreign.first { $0.until > now }?.count ?? 0
        var others = used - mostOfOurs
        if others > known { others = used - fewestOfOurs(in: record.ended[gone...], permit, now) }
        if others > 0 {
            record.foreign.removeAll { $0.count <= others }
            record.foreign.append(WindowRecord.Foreign(count: others, until: now + window))
        }
        return used
    }

    /// A refusal says that less can be had than was assumed, if others of the same event have not
    /// said so before.
    ///
    /// - Parameters:
    ///   - held: how many were out when the refused one was sent, with itself.
    ///   - used: what its reply says.
    private mutating func learn(
        fromRefusalOf permit: Permit, at now: Duration, held: Int, used: Int?
    ) {
        guard record.pause.isNews(sentAt: permit.takenAt) else { return }
        let limit = limit(at: now)
        if isTold, used.map({ $0 >= serverLimit }) ?? true {
            // Others were quicker: some room is left to them.
            record.learnt = LearntLimit(
                count: max(1, limit - Self.room, self.limit / 2), instant: now)
        } else if record.pause.isSteady(sentAt: permit.takenAt) {
            // Not a burst: there is a limit that nobody told; others, too, when it is not even
            // what it was.
            let isLower = record.learnt?.count == limit
            let granted = min(held, limit) - 1 - (isLower ? Self.room : 0)
            record.learnt = LearntLimit(
                count: max(1, granted, limit / 4), instant: now + window * 30)
        }
    }

    /// Left to others, who may send before we can know.
    private static let room = 2

    /// How many requests of ours the server must have counted, this one included.
    private func fewestOfOurs(
        in ended: ArraySlice<WindowRecord.Ended>, _ permit: Permit, _ now: Duration
    ) -> Int {
        1
            + ended.count { entry in
                guard let answeredAt = entry.answeredAt else { return false }
                return answeredAt <= permit.takenAt && entry.sentAt > now - window
            }
    }

    private static let sensibleLimits = 1...10_000
}

extension TokenWindow.Permit {
    fileprivate func ended(
        by owner: ProcessIdentity, answeredAt: Duration?, returnsAt: Duration
    ) -> WindowRecord.Ended {
        WindowRecord.Ended(
            number: number, owner: owner, sentAt: takenAt, answeredAt: answeredAt,
            returnsAt: returnsAt)
    }
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

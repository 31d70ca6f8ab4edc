@testable import Discogs

/// A server that counts requests in its way, and says something about it in its headers.
struct SimulatedServer {
    /// What the headers are like.
    enum Headers: CaseIterable {
        case honest
        case missing
        /// As where something in front of the server refuses.
        case missingOnRefusals
        /// No number, a number that no type holds, and others that no server means.
        case absurd
        /// Numbers as they may be, which have nothing to do with each other.
        case contradictory
        case moreRemainingThanTheLimit
        case limitOfZero
    }

    /// A request has to pass all. The headers tell of the first.
    var counters: [any RequestCounter]
    var countsRefusals = true
    /// From when on which limit holds for the first counter.
    var changes: [(from: Duration, limit: Int)] = []
    var headers = Headers.honest
    /// Sent with refusals.
    var retryAfter: Duration?

    /// What the limit is at that time.
    func limit(at now: Duration) -> Int {
        changes.last { $0.from <= now }?.limit ?? counters[0].limit
    }

    mutating func answer(
        at now: Duration, _ randomness: inout SeededRandomness
    ) -> TokenWindow.Reading {
        counters[0].limit = limit(at: now)
        var isRefusal = false
        for counter in counters.indices
        where counters[counter].used(at: now) >= counters[counter].limit {
            isRefusal = true
        }
        if !isRefusal || countsRefusals {
            for counter in counters.indices { counters[counter].count(at: now) }
        }
        let limit = counters[0].limit
        let used = min(counters[0].used(at: now), limit)
        let fields = fields(limit: limit, used: used, isRefusal, &randomness)
        return TokenWindow.Reading(
            status: isRefusal ? 429 : 200, retryAfter: isRefusal ? retryAfter : nil
        ) { fields[$0] }
    }

    private func fields(
        limit: Int, used: Int, _ isRefusal: Bool, _ randomness: inout SeededRandomness
    ) -> [String: String] {
        func fields(_ limit: some Any, _ used: some Any, _ remaining: some Any) -> [String: String]
        {
            [
                "X-Discogs-Ratelimit": "\(limit)", "X-Discogs-Ratelimit-Used": "\(used)",
                "X-Discogs-Ratelimit-Remaining": "\(remaining)",
            ]
        }
        let truth = fields(limit, used, limit - used)
        switch headers {
        case .honest: return truth
        case .missing: return [:]
        case .missingOnRefusals: return isRefusal ? [:] : truth
        case .absurd:
            let texts = [
                "NaN", "1e30", "1" + String(repeating: "0", count: 30), "-1", "", "sixty", "0x3C",
                "60, 60", "9223372036854775807", "-9223372036854775808", "∞", "6\u{660}", "60.0",
            ]
            func text() -> String { texts.randomElement(using: &randomness) ?? "" }
            return fields(text(), text(), text())
        case .contradictory:
            return fields(
                limit, Int.random(in: 0...limit, using: &randomness),
                Int.random(in: 0...limit, using: &randomness))
        case .moreRemainingThanTheLimit: return fields(limit, used, limit * 2)
        case .limitOfZero: return fields(0, used, 0)
        }
    }
}

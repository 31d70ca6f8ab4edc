import Testing

@testable import Discogs

@Suite("The limiter's arithmetic")
struct TokenWindowTests {
    typealias Reading = TokenWindow.Reading

    /// One that has had its first reply, an hour ago.
    private func experienced(limit: Int = 60, window: Duration = .seconds(60)) throws -> TokenWindow
    {
        var tokens = TokenWindow(limit: limit, window: window)
        let first = try tokens.permit(at: .zero)
        tokens.complete(first, at: .seconds(1), .answered(Reading()))
        return tokens
    }

    private let hour: Duration = .seconds(3600)

    @Test("after an idle spell sixty go at once, the sixty-first one window after the first reply")
    func burst() throws {
        var tokens = try experienced()
        let permits = (0..<60).compactMap { _ in tokens.take(at: hour) }
        #expect(permits.count == 60)
        #expect(!tokens.isOpen(at: hour))
        #expect(tokens.chance(at: hour) == .afterReply)
        tokens.complete(permits[7], at: hour + .seconds(2), .answered(Reading()))
        tokens.complete(permits[3], at: hour + .seconds(3), .answered(Reading()))
        #expect(
            tokens.chance(at: hour + .seconds(3))
                == .at(hour + .seconds(62), .windowIsFull))
        #expect(!tokens.isOpen(at: hour + .seconds(61.999)))
        _ = try tokens.permit(at: hour + .seconds(62))
        #expect(!tokens.isOpen(at: hour + .seconds(62)))
        _ = try tokens.permit(at: hour + .seconds(63))
    }

    @Test("until the first reply requests go one by one, as others may have used the window")
    func firstReply() throws {
        var tokens = TokenWindow(limit: 60, window: .seconds(60))
        let first = try tokens.permit(at: .zero)
        #expect(!tokens.isOpen(at: .zero))
        tokens.complete(first, at: .seconds(1), .unsent)
        let second = try tokens.permit(at: .seconds(1))
        #expect(!tokens.isOpen(at: .seconds(1)))
        tokens.complete(
            second, at: .seconds(2), .answered(Reading(limit: 60, used: 52, remaining: 8)))
        let rest = (0..<60).compactMap { _ in tokens.take(at: .seconds(2)) }
        #expect(rest.count == 8)
    }

    @Test("an unsent request gives its token back at once")
    func unsent() throws {
        var tokens = try experienced(limit: 1)
        let permit = try tokens.permit(at: hour)
        tokens.complete(permit, at: hour, .unsent)
        _ = try tokens.permit(at: hour)
    }

    @Test("a request without a reply holds its token a little longer, as it may still arrive")
    func unanswered() throws {
        var tokens = try experienced(limit: 1)
        let permit = try tokens.permit(at: hour)
        tokens.complete(permit, at: hour + .seconds(10), .unanswered)
        #expect(tokens.chance(at: hour + .seconds(10)) == .at(hour + .seconds(72), .windowIsFull))
    }

    @Test("a permit that is completed twice counts once")
    func twice() throws {
        var tokens = try experienced(limit: 2)
        let permit = try tokens.permit(at: hour)
        tokens.complete(permit, at: hour, .answered(Reading()))
        tokens.complete(permit, at: hour, .answered(Reading(limit: 1)))
        #expect(tokens.status(at: hour).used == 1)
        #expect(tokens.limit == 2)
    }

    @Test("those who wait are told when their turn comes")
    func places() throws {
        var tokens = try experienced(limit: 2)
        let permits = (0..<2).compactMap { _ in tokens.take(at: hour) }
        tokens.complete(permits[0], at: hour + .seconds(1), .answered(Reading()))
        tokens.complete(permits[1], at: hour + .seconds(5), .answered(Reading()))
        let now = hour + .seconds(6)
        #expect(tokens.chance(at: now, place: 0) == .at(hour + .seconds(61), .windowIsFull))
        #expect(tokens.chance(at: now, place: 1) == .at(hour + .seconds(65), .windowIsFull))
        #expect(tokens.chance(at: now, place: 2) == .afterReply)
    }

    @Test("the status tells what is used, what is left and when the next may go")
    func status() throws {
        var tokens = try experienced(limit: 2)
        #expect(
            tokens.status(at: hour)
                == RateLimiterStatus(limit: 2, used: 0, remaining: 2, nextToken: .zero))
        let permits = (0..<2).compactMap { _ in tokens.take(at: hour) }
        #expect(
            tokens.status(at: hour)
                == RateLimiterStatus(limit: 2, used: 2, remaining: 0, nextToken: .seconds(60)))
        tokens.complete(permits[0], at: hour, .answered(Reading()))
        #expect(tokens.status(at: hour + .seconds(20)).nextToken == .seconds(40))
        #expect(tokens.status(at: hour + .seconds(60)).remaining == 1)
    }

    // MARK: What the server says

    private func after(_ readings: Reading..., limit: Int = 60) throws -> TokenWindow {
        var tokens = TokenWindow(limit: limit, window: .seconds(60))
        for (second, reading) in readings.enumerated() {
            let permit = try tokens.permit(at: .seconds(second))
            tokens.complete(permit, at: .seconds(second), .answered(reading))
        }
        return tokens
    }

    @Test("the server's limit is taken over, and again when it is raised")
    func limits() throws {
        var tokens = try after(Reading(limit: 25, used: 1, remaining: 24))
        #expect(tokens.limit == 25)
        let permit = try tokens.permit(at: .seconds(1))
        tokens.complete(
            permit, at: .seconds(2), .answered(Reading(limit: 60, used: 2, remaining: 58)))
        #expect(tokens.status(at: .seconds(2)).remaining == 58)
    }

    @Test("a bound of our own is never exceeded, and others may use what it leaves")
    func ownBound() throws {
        let tokens = try after(Reading(limit: 60, used: 31, remaining: 29), limit: 10)
        #expect(tokens.limit == 10)
        #expect(tokens.status(at: .seconds(1)).remaining == 9)
        let crowded = try after(Reading(limit: 60, used: 56, remaining: 4), limit: 10)
        #expect(crowded.status(at: .seconds(1)).remaining == 4)
    }

    @Test(
        "absurd headers change nothing",
        arguments: [
            Reading(), Reading(limit: 0), Reading(limit: -1), Reading(limit: .max),
            Reading(used: -5), Reading(used: 1_000_000), Reading(remaining: -3),
            Reading(limit: 60, used: .max, remaining: .min),
            Reading(limit: .min, used: .min, remaining: .max),
            // Seen in a recording of 2024, with another limit.
            Reading(limit: 60, used: 0, remaining: 60),
            // A limit that is none is no better for what stands beside it.
            Reading(limit: 0, used: 1, remaining: 0), Reading(limit: -60, used: 60, remaining: 0),
            // One of two that contradict each other is wrong, and nobody knows which.
            Reading(limit: 60, used: 2, remaining: 20), Reading(limit: 60, used: 59, remaining: 59),
        ])
    func absurd(reading: Reading) throws {
        let tokens = try after(reading)
        #expect(
            tokens.status(at: .seconds(1))
                == RateLimiterStatus(limit: 60, used: 1, remaining: 59, nextToken: .zero))
    }

    @Test("what others use is learnt, and held for a window after it was last confirmed")
    func others() throws {
        var tokens = try after(Reading(limit: 60, used: 41, remaining: 19))
        #expect(tokens.status(at: .seconds(1)).remaining == 19)
        var permit = try tokens.permit(at: .seconds(1))
        // Forty again.
        tokens.complete(
            permit, at: .seconds(1), .answered(Reading(limit: 60, used: 42, remaining: 18)))
        permit = try tokens.permit(at: .seconds(2))
        // Thirty; but a count may lag.
        tokens.complete(
            permit, at: .seconds(2), .answered(Reading(limit: 60, used: 33, remaining: 27)))
        #expect(tokens.status(at: .seconds(60)).used == 2 + 40)
        #expect(tokens.status(at: .seconds(61)).used == 1 + 30)
        #expect(tokens.status(at: .seconds(62)).used == 0)
    }

    @Test("a wait ends when others' requests are forgotten")
    func forgotten() throws {
        let tokens = try after(Reading(limit: 60, used: 60, remaining: 0))
        #expect(tokens.chance(at: .seconds(1)) == .at(.seconds(60), .windowIsFull))
    }

    @Test("our own requests under way are not taken for those of others")
    func concurrent() throws {
        var tokens = try experienced()
        let permits = (0..<20).compactMap { _ in tokens.take(at: hour) }
        for (count, permit) in permits.shuffled().enumerated() {
            tokens.complete(
                permit, at: hour + .milliseconds(count),
                .answered(Reading(limit: 60, used: 20, remaining: 40)))
        }
        #expect(tokens.status(at: hour + .seconds(1)).used == 20)
    }

    // MARK: Refusals

    private func refused(
        _ tokens: inout TokenWindow, at now: Duration, retryAfter: Duration? = nil
    ) throws {
        let permit = try tokens.permit(at: now)
        tokens.complete(
            permit, at: now, .answered(Reading(isRefusal: true, retryAfter: retryAfter)))
    }

    @Test("a refusal stops everything, then requests go out evenly for an hour")
    func refusal() throws {
        var tokens = try experienced()
        try refused(&tokens, at: hour)
        #expect(tokens.chance(at: hour) == .at(hour + .seconds(15), .pausedByServer))
        #expect(tokens.status(at: hour).remaining == 0)
        #expect(tokens.status(at: hour).nextToken == .seconds(15))
        let now = hour + .seconds(15)
        let permit = try tokens.permit(at: now)
        tokens.complete(permit, at: now, .answered(Reading()))
        #expect(tokens.chance(at: now) == .at(now + .seconds(1), .pacing))
        #expect(tokens.chance(at: now, place: 4) == .at(now + .seconds(5), .pacing))
        var soon = tokens
        #expect((0..<60).compactMap { _ in soon.take(at: now + .seconds(60)) }.count == 1)
        let later = now + hour
        let permits = (0..<60).compactMap { _ in tokens.take(at: later) }
        #expect(permits.count == 60)
    }

    @Test("the server's Retry-After decides how long, however it was before")
    func retryAfter() throws {
        var tokens = try experienced()
        try refused(&tokens, at: hour, retryAfter: .seconds(3))
        #expect(tokens.chance(at: hour) == .at(hour + .seconds(3), .pausedByServer))
        // Three seconds were too few.
        try refused(&tokens, at: hour + .seconds(3), retryAfter: .seconds(3))
        #expect(
            tokens.chance(at: hour + .seconds(3)) == .at(hour + .seconds(18), .pausedByServer))
    }

    @Test("a Retry-After of nothing still pauses for as long as lies between even requests")
    func noPause() throws {
        var tokens = try experienced(limit: 30)
        try refused(&tokens, at: hour, retryAfter: .zero)
        #expect(tokens.chance(at: hour) == .at(hour + .seconds(2), .pausedByServer))
    }

    @Test("an absurd Retry-After stops for sixty windows at most")
    func endless() throws {
        var tokens = try experienced()
        try refused(&tokens, at: hour, retryAfter: .seconds(1 << 40))
        #expect(tokens.chance(at: hour) == .at(hour + .seconds(3600), .pausedByServer))
    }

    @Test("refusals of one burst are one event, those that follow double the pause")
    func growth() throws {
        var tokens = try experienced()
        let burst = (0..<10).compactMap { _ in tokens.take(at: hour) }
        for permit in burst {
            tokens.complete(
                permit, at: hour + .seconds(1), .answered(Reading(isRefusal: true)))
        }
        var now = hour + .seconds(16)
        #expect(tokens.chance(at: hour + .seconds(2)) == .at(now, .pausedByServer))
        for pause: Duration in [60, 120, 240, 480, 480].map({ .seconds($0) }) {
            try refused(&tokens, at: now)
            #expect(tokens.chance(at: now) == .at(now + pause, .pausedByServer))
            now += pause
        }
        let permit = try tokens.permit(at: now)
        tokens.complete(permit, at: now, .answered(Reading()))
        try refused(&tokens, at: now + hour)
        #expect(
            tokens.chance(at: now + hour) == .at(now + hour + .seconds(15), .pausedByServer))
    }

    /// Sends evenly from that time on, until one more than the server grants is refused.
    private func exhaust(
        _ tokens: inout TokenWindow, from start: Duration, limit: Int, _ refusal: Reading
    ) throws -> Duration {
        var now = start
        for sent in 1... {
            if case .at(let instant, _) = tokens.chance(at: now) { now = instant }
            let permit = try tokens.permit(at: now)
            tokens.complete(permit, at: now, .answered(sent > limit ? refusal : Reading()))
            if sent > limit { break }
        }
        return now
    }

    @Test("a limit that nobody tells is learnt from what gets through, and tried again much later")
    func untold() throws {
        var tokens = try experienced()
        try refused(&tokens, at: hour)
        // The first refusal may have been about a burst.
        #expect(tokens.status(at: hour + .seconds(3600)).remaining == 60)
        let now = try exhaust(
            &tokens, from: hour + .seconds(61), limit: 25, Reading(isRefusal: true))
        func remaining(minutes: Int) -> Int {
            tokens.status(at: now + .seconds(minutes * 60)).remaining
        }
        #expect(remaining(minutes: 2) == 25)
        #expect(remaining(minutes: 59) == 25)
        #expect(remaining(minutes: 60) == 26)
        #expect(remaining(minutes: 120) == 34)
        #expect(remaining(minutes: 300) == 60)
    }

    @Test("when others fill a window whose use is told, some room is left to them for an hour")
    func room() throws {
        var tokens = try experienced()
        try refused(&tokens, at: hour)
        tokens.complete(
            try tokens.permit(at: hour + .seconds(15)), at: hour + .seconds(15),
            .answered(Reading(limit: 60, used: 3, remaining: 57)))
        tokens.complete(
            try tokens.permit(at: hour + .seconds(16)), at: hour + .seconds(16),
            .answered(Reading(limit: 60, used: 60, remaining: 0, isRefusal: true)))
        #expect(tokens.status(at: hour + .seconds(200)).remaining == 58)
        #expect(tokens.status(at: hour + .seconds(3700)).remaining == 60)
    }

    @Test("a limit that is told anew ends what was learnt")
    func toldAnew() throws {
        var tokens = try experienced()
        try refused(&tokens, at: hour)
        var now = try exhaust(
            &tokens, from: hour + .seconds(61), limit: 25, Reading(isRefusal: true))
        now += .seconds(120)
        tokens.complete(
            try tokens.permit(at: now), at: now,
            .answered(Reading(limit: 50, used: 1, remaining: 49)))
        #expect(tokens.status(at: now).remaining == 49)
    }

    @Test("all times scale with the window")
    func scale() throws {
        var tokens = try experienced(limit: 10, window: .milliseconds(600))
        try refused(&tokens, at: hour)
        let now = hour + .milliseconds(150)
        #expect(tokens.chance(at: hour) == .at(now, .pausedByServer))
        let permit = try tokens.permit(at: now)
        tokens.complete(permit, at: now, .unanswered)
        #expect(tokens.chance(at: now) == .at(now + .milliseconds(60), .pacing))
        #expect(tokens.status(at: now + .milliseconds(620)).remaining == 10)
    }
}

extension TokenWindow {
    fileprivate mutating func permit(at now: Duration) throws -> Permit {
        let permit = take(at: now)
        return try #require(permit)
    }

    fileprivate func isOpen(at now: Duration) -> Bool { chance(at: now) == .now }
}

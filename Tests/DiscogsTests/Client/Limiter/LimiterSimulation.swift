@testable import Discogs

/// Programs and a server on one virtual time line: who sends and when follows from the limiters.
struct LimiterSimulation {
    struct Result {
        var sent = 0
        var refused = 0
    }

    /// A program that always has something to send.
    private struct Program {
        var tokens: TokenWindow
        let maximumInFlight: Int
        var inFlight = 0
        var wakesAt: Duration?
        var result = Result()
    }

    private struct Event {
        enum Kind {
            case wakeUp
            case arrival(TokenWindow.Permit)
            case reply(TokenWindow.Permit, TokenWindow.Outcome)
        }

        let time: Duration
        let program: Int
        let kind: Kind
    }

    private let limit: Int
    private let window: Duration
    private let latencies: ClosedRange<Double>
    private var programs: [Program]
    private var randomness: SeededRandomness
    /// When the server saw the requests of its window.
    private var seen: [Duration] = []
    private var events: [Event] = []

    /// - Parameters:
    ///   - maximumInFlight: for each program.
    ///   - latency: of one way, in seconds.
    init(
        limit: Int, window: Duration, maximumInFlight: [Int], latency: ClosedRange<Double>,
        seed: UInt64
    ) {
        self.limit = limit
        self.window = window
        latencies = latency
        randomness = SeededRandomness(seed: seed)
        programs = maximumInFlight.map {
            Program(tokens: TokenWindow(limit: limit, window: window), maximumInFlight: $0)
        }
    }

    /// What each program got through in that time.
    mutating func run(for time: Duration) -> [Result] {
        for program in programs.indices {
            programs[program].wakesAt = .zero
            schedule(Event(time: .zero, program: program, kind: .wakeUp))
        }
        while let event = events.popLast(), event.time < time { handle(event) }
        return programs.map(\.result)
    }

    private mutating func handle(_ event: Event) {
        let now = event.time
        switch event.kind {
        case .wakeUp:
            // Another one has been set in the meantime.
            guard programs[event.program].wakesAt == now else { return }
            programs[event.program].wakesAt = nil
        case .arrival(let permit):
            seen.removeFirst(seen.firstIndex { $0 > now - window } ?? seen.count)
            seen.append(now)
            let used = min(seen.count, limit)
            let isRefusal = seen.count > limit
            programs[event.program].result.sent += isRefusal ? 0 : 1
            programs[event.program].result.refused += isRefusal ? 1 : 0
            let reading = TokenWindow.Reading(
                limit: limit, used: used, remaining: limit - used, isRefusal: isRefusal)
            schedule(
                Event(
                    time: now + latency(), program: event.program,
                    kind: .reply(permit, .answered(reading))))
            return
        case .reply(let permit, let outcome):
            programs[event.program].inFlight -= 1
            programs[event.program].tokens.complete(permit, at: now, outcome)
        }
        send(event.program, now)
    }

    private mutating func send(_ number: Int, _ now: Duration) {
        while programs[number].inFlight < programs[number].maximumInFlight,
            let permit = programs[number].tokens.take(at: now)
        {
            programs[number].inFlight += 1
            schedule(Event(time: now + latency(), program: number, kind: .arrival(permit)))
        }
        if programs[number].inFlight < programs[number].maximumInFlight,
            case .at(let instant, _) = programs[number].tokens.chance(at: now),
            programs[number].wakesAt != instant
        {
            programs[number].wakesAt = instant
            schedule(Event(time: instant, program: number, kind: .wakeUp))
        }
    }

    private mutating func latency() -> Duration {
        .seconds(Double.random(in: latencies, using: &randomness))
    }

    /// The last event is the next.
    private mutating func schedule(_ event: Event) {
        let place = events.lastIndex { $0.time > event.time }
        events.insert(event, at: place.map { $0 + 1 } ?? 0)
    }
}

/// SplitMix64.
struct SeededRandomness: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}

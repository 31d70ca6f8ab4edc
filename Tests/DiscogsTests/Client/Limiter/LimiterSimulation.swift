import Foundation

@testable import Discogs

/// Programs and a server on one virtual time line: who sends and when follows from the limiters.
struct LimiterSimulation {
    struct Result {
        var sent = 0
        /// When.
        var refusals: [Duration] = []
        /// Of the requests that passed, when the server saw them.
        var arrivals: [Duration] = []

        var refused: Int { refusals.count }
    }

    /// A program that always has something to send, or has so much after each pause.
    private struct Program {
        var tokens: TokenWindow
        let maximumInFlight: Int
        var inFlight = 0
        var wakesAt: Duration?
        /// Of the burst; nil without end.
        var toSend: Int?
        var result = Result()

        var isReady: Bool { inFlight < maximumInFlight && (toSend ?? 1) > 0 }
    }

    private struct Event {
        enum Kind {
            case wakeUp
            case arrival(TokenWindow.Permit)
            case reply(TokenWindow.Permit, TokenWindow.Outcome)
            /// Something else that sends with the same token, and knows no limit.
            case foreign
            case burst
        }

        let time: Duration
        let program: Int
        let kind: Kind
    }

    /// What else uses the budget: how many a minute, at random.
    var foreignPerMinute = 0.0
    /// What a program sends at once, and after how long the next; nil for always.
    var burst: AlternateServer.Burst?
    /// The requests of others that passed.
    private(set) var foreign = Result()
    private var server: SimulatedServer
    private let latencies: ClosedRange<Double>
    private var programs: [Program]
    private var randomness: SeededRandomness
    private var events: [Event] = []

    /// - Parameters:
    ///   - limit: of the programs.
    ///   - maximumInFlight: for each program.
    ///   - latency: of one way, in seconds.
    init(
        server: SimulatedServer, limit: Int, window: Duration, maximumInFlight: [Int],
        latency: ClosedRange<Double>, seed: UInt64
    ) {
        self.server = server
        latencies = latency
        randomness = SeededRandomness(seed: seed)
        programs = maximumInFlight.map {
            Program(tokens: TokenWindow(limit: limit, window: window), maximumInFlight: $0)
        }
    }

    /// Against a moving window of the same size.
    init(
        limit: Int, window: Duration, maximumInFlight: [Int], latency: ClosedRange<Double>,
        seed: UInt64
    ) {
        self.init(
            server: SimulatedServer(counters: [MovingCounter(limit: limit, window: window)]),
            limit: limit, window: window, maximumInFlight: maximumInFlight, latency: latency,
            seed: seed)
    }

    /// What each program got through in that time.
    mutating func run(for time: Duration) -> [Result] {
        for program in programs.indices {
            if burst == nil {
                programs[program].wakesAt = .zero
                schedule(Event(time: .zero, program: program, kind: .wakeUp))
            } else {
                programs[program].toSend = 0
                schedule(Event(time: .zero, program: program, kind: .burst))
            }
        }
        if foreignPerMinute > 0 {
            schedule(Event(time: untilForeign(), program: 0, kind: .foreign))
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
            let reading = server.answer(at: now, &randomness)
            programs[event.program].result.add(reading, at: now)
            schedule(
                Event(
                    time: now + latency(), program: event.program,
                    kind: .reply(permit, .answered(reading))))
            return
        case .reply(let permit, let outcome):
            programs[event.program].inFlight -= 1
            programs[event.program].tokens.complete(permit, at: now, outcome)
        case .foreign:
            foreign.add(server.answer(at: now, &randomness), at: now)
            schedule(Event(time: now + untilForeign(), program: 0, kind: .foreign))
            return
        case .burst:
            guard let burst else { return }
            programs[event.program].toSend? += burst.count
            schedule(Event(time: now + burst.interval, program: event.program, kind: .burst))
        }
        send(event.program, now)
    }

    private mutating func send(_ number: Int, _ now: Duration) {
        while programs[number].isReady, let permit = programs[number].tokens.take(at: now) {
            programs[number].inFlight += 1
            programs[number].toSend? -= 1
            schedule(Event(time: now + latency(), program: number, kind: .arrival(permit)))
        }
        if programs[number].isReady,
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

    /// Times between events that do not know of each other.
    private mutating func untilForeign() -> Duration {
        let chance = Double.random(in: 0.000_001..<1, using: &randomness)
        return .seconds(-log(chance) * 60 / foreignPerMinute)
    }

    /// The last event is the next.
    private mutating func schedule(_ event: Event) {
        let place = events.lastIndex { $0.time > event.time }
        events.insert(event, at: place.map { $0 + 1 } ?? 0)
    }
}

extension LimiterSimulation.Result {
    fileprivate mutating func add(_ reading: TokenWindow.Reading, at now: Duration) {
        if reading.isRefusal {
            refusals.append(now)
        } else {
            sent += 1
            arrivals.append(now)
        }
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

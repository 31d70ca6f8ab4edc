import Foundation

@testable import Discogs

/// Several processes on one ledger's files and a server, on one virtual time line. Each process
/// always has something to send; some are killed, and the file is damaged, at random.
struct SharedLedgerSimulation {
    struct Result {
        var sent = 0
        var refused = 0
        var kills = 0
        /// By each of the processes that were there to the end.
        var shares: [Int] = []
    }

    private struct Program {
        var ledger: FileLedger
        var inFlight = 0
        var sent = 0
        var wakesAt: Duration?
        /// Raised when another process takes its place.
        var life = 0
    }

    private struct Event {
        enum Kind {
            case wakeUp
            case arrival(TokenWindow.Permit)
            case reply(TokenWindow.Permit, TokenWindow.Outcome)
            case kill
            case damage
        }

        let time: Duration
        let program: Int
        let life: Int
        let kind: Kind
    }

    let limit: Int
    let window: Duration
    let latencies: ClosedRange<Double>
    let maximumInFlight: Int
    private let place: LedgerPlace
    private var programs: [Program]
    private var randomness: SeededRandomness
    /// When the server saw the requests of its window.
    private var seen: [Duration] = []
    private var events: [Event] = []
    private var result = Result()

    init(
        programs count: Int, limit: Int, window: Duration, maximumInFlight: Int,
        latency: ClosedRange<Double>, seed: UInt64
    ) throws {
        self.limit = limit
        self.window = window
        self.maximumInFlight = maximumInFlight
        latencies = latency
        place = LedgerPlace(seed: seed)
        randomness = SeededRandomness(seed: seed)
        programs = []
        for _ in 0..<count { programs.append(Program(ledger: try newLedger())) }
    }

    private func newLedger() throws -> FileLedger {
        try place.ledger(limit: limit, window: window, timeout: .seconds(latencies.upperBound * 2))
    }

    /// - Parameters:
    ///   - kills: how many processes are killed, each of which another one follows.
    ///   - damages: how often the file is damaged.
    mutating func run(for time: Duration, kills: Int = 0, damages: Int = 0) throws -> Result {
        let start = place.now
        for program in programs.indices {
            programs[program].wakesAt = start
            schedule(.wakeUp, at: start, program)
        }
        for _ in 0..<kills { schedule(.kill, at: start + time * random(), anyProgram()) }
        for _ in 0..<damages { schedule(.damage, at: start + time * random(), 0) }
        while let event = events.popLast(), event.time < start + time { try handle(event) }
        result.shares = programs.filter { $0.life == 0 }.map(\.sent)
        return result
    }

    private mutating func handle(_ event: Event) throws {
        place.now = event.time
        let isAlive = programs[event.program].life == event.life
        switch event.kind {
        case .wakeUp:
            // Another one has been set in the meantime.
            guard isAlive, programs[event.program].wakesAt == event.time else { return }
            programs[event.program].wakesAt = nil
        case .arrival(let permit):
            // What was sent arrives, even if the sender is dead by now.
            return arrive(permit, event)
        case .reply(let permit, let outcome):
            guard isAlive else { return }
            programs[event.program].inFlight -= 1
            programs[event.program].sent += 1
            programs[event.program].ledger.complete(permit, outcome)
        case .kill:
            let next = programs[event.program].life + 1
            programs[event.program] = Program(ledger: try newLedger(), life: next)
            result.kills += 1
        case .damage:
            try damage()
        }
        send(event.program)
    }

    private mutating func arrive(_ permit: TokenWindow.Permit, _ event: Event) {
        let now = event.time
        seen.removeFirst(seen.firstIndex { $0 > now - window } ?? seen.count)
        seen.append(now)
        let used = min(seen.count, limit)
        let isRefusal = seen.count > limit
        result.sent += isRefusal ? 0 : 1
        result.refused += isRefusal ? 1 : 0
        let reading = TokenWindow.Reading(
            limit: limit, used: used, remaining: limit - used, isRefusal: isRefusal)
        schedule(
            .reply(permit, .answered(reading)), at: now + latency(), event.program,
            life: event.life)
    }

    private mutating func damage() throws {
        let path = URL(filePath: try place.path(ending: ".ledger"))
        var data = try Data(contentsOf: path)
        let offset = Int.random(in: data.indices, using: &randomness)
        if Bool.random(using: &randomness) {
            data[offset] ^= 0x10
        } else {
            data = data.prefix(offset)
        }
        try data.write(to: path)
    }

    private mutating func send(_ number: Int) {
        let ledger = programs[number].ledger
        while programs[number].inFlight < maximumInFlight, let permit = ledger.take() {
            programs[number].inFlight += 1
            schedule(.arrival(permit), at: place.now + latency(), number)
        }
        guard programs[number].inFlight < maximumInFlight, let sharing = ledger.sharing else {
            return
        }
        var next = place.now + sharing.recheck
        if case .at(let instant, _) = ledger.update({ $0.chance(at: $1) }) {
            next = min(next, instant + sharing.jitter * random())
        }
        if programs[number].wakesAt != next {
            programs[number].wakesAt = next
            schedule(.wakeUp, at: next, number)
        }
    }

    private mutating func latency() -> Duration {
        .seconds(Double.random(in: latencies, using: &randomness))
    }

    private mutating func random() -> Double { Double.random(in: 0..<1, using: &randomness) }

    private mutating func anyProgram() -> Int {
        Int.random(in: programs.indices, using: &randomness)
    }

    /// The last event is the next.
    private mutating func schedule(
        _ kind: Event.Kind, at time: Duration, _ program: Int, life: Int? = nil
    ) {
        let event = Event(
            time: time, program: program, life: life ?? programs[program].life, kind: kind)
        let place = events.lastIndex { $0.time > event.time }
        events.insert(event, at: place.map { $0 + 1 } ?? 0)
    }
}

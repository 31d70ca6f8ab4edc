import Synchronization

/// A clock that moves only when a test moves it.
final class ManualClock: Clock {
    struct Instant: InstantProtocol {
        var offset: Duration

        func advanced(by duration: Duration) -> Self { Self(offset: offset + duration) }
        func duration(to other: Self) -> Duration { other.offset - offset }
        static func < (a: Self, b: Self) -> Bool { a.offset < b.offset }
    }

    private struct Sleeper {
        let number: Int
        let end: Instant
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now = Instant(offset: .zero)
        var lastNumber = 0
        var sleepers: [Sleeper] = []
        var watchers: [(end: Instant, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    var now: Instant { state.withLock { $0.now } }
    var minimumResolution: Duration { .zero }

    func sleep(until deadline: Instant, tolerance: Duration? = nil) async throws {
        let number = state.withLock { state in
            state.lastNumber += 1
            return state.lastNumber
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                fallAsleep(Sleeper(number: number, end: deadline, continuation: continuation))
            }
        } onCancel: {
            let sleeper = state.withLock { state in
                state.sleepers.firstIndex { $0.number == number }.map {
                    state.sleepers.remove(at: $0)
                }
            }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }

    /// Wakes all whose time has come.
    func advance(by duration: Duration) {
        let woken = state.withLock { state in
            state.now = state.now.advanced(by: duration)
            let now = state.now
            let woken = state.sleepers.filter { $0.end <= now }
            state.sleepers.removeAll { $0.end <= now }
            return woken
        }
        for sleeper in woken { sleeper.continuation.resume() }
    }

    /// Returns when somebody sleeps until exactly that long after the start.
    func waitForSleeper(until offset: Duration) async {
        let end = Instant(offset: offset)
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.sleepers.contains(where: { $0.end == end }) { return true }
                state.watchers.append((end, continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }

    private func fallAsleep(_ sleeper: Sleeper) {
        enum Outcome {
            case cancelled, over
            case asleep(watchers: [CheckedContinuation<Void, Never>])
        }
        let outcome: Outcome = state.withLock { state in
            if Task.isCancelled { return .cancelled }
            if sleeper.end <= state.now { return .over }
            state.sleepers.append(sleeper)
            let watchers = state.watchers.filter { $0.end == sleeper.end }.map(\.continuation)
            state.watchers.removeAll { $0.end == sleeper.end }
            return .asleep(watchers: watchers)
        }
        switch outcome {
        case .cancelled: sleeper.continuation.resume(throwing: CancellationError())
        case .over: sleeper.continuation.resume()
        case .asleep(let watchers):
            for watcher in watchers { watcher.resume() }
        }
    }
}

import Synchronization
import Testing

@testable import Shell

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("Interrupts")
struct InterruptsTests {
    /// What happened, in order.
    private final class Journal: Sendable {
        private let lines = Mutex<[String]>([])

        func note(_ line: String) { lines.withLock { $0.append(line) } }

        var all: [String] { lines.withLock(\.self) }
    }

    /// Stands still until it is told to go on.
    private final class ManualTime: Sendable {
        private let instant = Mutex(ContinuousClock.now)

        var now: ContinuousClock.Instant { instant.withLock(\.self) }

        func advance(by duration: Duration) { instant.withLock { $0 += duration } }
    }

    private let journal = Journal()
    private let time = ManualTime()

    private func interrupts(_ policy: Interrupts.Policy) -> Interrupts {
        Interrupts(
            policy, now: { [time] in time.now },
            end: { [journal] in journal.note("end \($0)") })
    }

    @Test("reach the newest handler only")
    func stack() {
        let interrupts = interrupts(.prompt)
        let outer = interrupts.onInterrupt { [journal] _ in journal.note("outer") }
        let inner = interrupts.onInterrupt { [journal] in journal.note("inner \($0)") }
        interrupts.deliver(.interrupt)
        inner.remove()
        interrupts.deliver(.interrupt)
        outer.remove()
        #expect(journal.all == ["inner interrupt", "outer"])
        #expect(interrupts.ending == nil)
    }

    @Test("tell a window's new size only to those who asked for everything")
    func events() {
        let interrupts = interrupts(.prompt)
        let all = interrupts.onEvent { [journal] in journal.note("\($0)") }
        for event in SignalEvent.allCases { interrupts.deliver(event) }
        all.remove()
        let some = interrupts.onInterrupt { [journal] _ in journal.note("never") }
        some.remove()
        interrupts.deliver(.windowChanged)
        #expect(journal.all.prefix(1) == ["interrupt"])
        #expect(journal.all.contains("windowChanged") && journal.all.contains("continued"))
    }

    @Test("between two handlers wait for the next one")
    func untaken() {
        let interrupts = interrupts(.prompt)
        interrupts.deliver(.interrupt)
        interrupts.onInterrupt { [journal] _ in journal.note("first") }.remove()
        interrupts.onInterrupt { [journal] _ in journal.note("second") }.remove()
        #expect(journal.all == ["first"])
    }

    @Test("end a script: the first one in order, the second one at once")
    func script() {
        let interrupts = interrupts(.script)
        let handler = interrupts.onInterrupt { [journal] _ in journal.note("cancel") }
        interrupts.deliver(.interrupt)
        #expect(interrupts.ending == .interrupt)
        #expect(interrupts.ending?.exitStatus == 130)
        #expect(journal.all == ["cancel"])
        interrupts.deliver(.interrupt)
        #expect(journal.all.contains("end 130"))
        handler.remove()
        _ = interrupts.onInterrupt { [journal] _ in journal.note("too late") }
        #expect(journal.all.last == "too late")
    }

    @Test("never end the prompt by Ctrl-C, but by a termination, with its status")
    func prompt() {
        let interrupts = interrupts(.prompt)
        for _ in 0..<5 { interrupts.deliver(.interrupt) }
        #expect(interrupts.ending == nil)
        interrupts.deliver(.terminate)
        #expect(interrupts.ending?.exitStatus == 143)
        interrupts.deliver(.hangUp)
        #expect(interrupts.ending == .terminate)
        #expect(journal.all == ["end 129"])
    }

    @Test("cancel the operation that runs, even one that has not begun")
    func cancelling() async {
        let interrupts = interrupts(.prompt)
        await #expect(throws: CancellationError.self) {
            try await interrupts.cancelling {
                interrupts.deliver(.interrupt)
                try Task.checkCancellation()
            }
        }
        interrupts.deliver(.interrupt)
        await #expect(throws: CancellationError.self) {
            try await interrupts.cancelling { try Task.checkCancellation() }
        }
    }

    @Test("let an operation's result and error through")
    func results() async throws {
        let interrupts = interrupts(.prompt)
        #expect(try await interrupts.cancelling { 7 } == 7)
        await #expect(throws: SystemFailure.self) {
            try await interrupts.cancelling { throw SystemFailure(path: "x", code: 1) }
        }
    }

    @Test("end the operation with the task around it")
    func outerTask() async {
        let interrupts = interrupts(.prompt)
        let outer = Task {
            try await interrupts.cancelling {
                let (endless, _) = AsyncStream.makeStream(of: Never.self)
                for await _ in endless {}
                try Task.checkCancellation()
            }
        }
        outer.cancel()
        await #expect(throws: CancellationError.self) { try await outer.value }
    }

    @Test("end the program when a command at the prompt has not heeded one for a second")
    func stubborn() async throws {
        let interrupts = interrupts(.prompt)
        for _ in 0..<2 {
            try await interrupts.cancelling { interrupts.deliver(.interrupt) }
        }
        try await interrupts.cancelling { [journal, time] in
            // Impatience is no reason.
            for _ in 0..<5 { interrupts.deliver(.interrupt) }
            time.advance(by: .milliseconds(999))
            interrupts.deliver(.interrupt)
            #expect(journal.all == [])
            time.advance(by: .milliseconds(1))
            interrupts.deliver(.interrupt)
        }
        #expect(journal.all == ["end 130"])
    }

    @Test("have the exit statuses that shells give them")
    func statuses() {
        #expect(SignalEvent.allCases.map(\.exitStatus) == [130, 143, 129, nil, nil])
        #expect(SignalEvent(number: SIGINT) == .interrupt)
        #expect(SignalEvent(number: SIGUSR1) == nil)
    }
}

/// The handlers belong to the process, so each of these runs in one of its own.
@Suite("Signals")
struct SignalTests {
    @Test("are delivered, and a closed pipe does not end the program")
    func delivered() async {
        await #expect(processExitsWith: .exitCode(7)) {
            let interrupts = Interrupts.install(.prompt)
            let (events, arrival) = AsyncStream.makeStream(of: SignalEvent.self)
            let handler = interrupts.onEvent { arrival.yield($0) }
            kill(getpid(), SIGPIPE)
            for number in [SIGINT, SIGWINCH, SIGCONT, SIGTERM] {
                kill(getpid(), number)
                for await event in events {
                    precondition(event.number == number)
                    break
                }
            }
            precondition(interrupts.ending == .terminate)
            handler.remove()
            exit(7)
        }
    }

    @Test("end a script with 130 at the second Ctrl-C")
    func second() async {
        await #expect(processExitsWith: .exitCode(130)) {
            let interrupts = Interrupts.install(.script)
            let (endless, _) = AsyncStream.makeStream(of: Never.self)
            let handler = interrupts.onInterrupt { _ in kill(getpid(), SIGINT) }
            kill(getpid(), SIGINT)
            for await _ in endless {}
            handler.remove()
        }
    }

    @Test("end the prompt with 130 at a Ctrl-C when a command has not heeded another")
    func stubborn() async {
        await #expect(processExitsWith: .exitCode(130)) {
            let interrupts = Interrupts.install(.prompt)
            try await interrupts.cancelling {
                kill(getpid(), SIGINT)
                // Somebody leans on the key.
                while true {
                    kill(getpid(), SIGINT)
                    await Task.yield()
                }
            }
        }
    }

    @Test("stay ignored when they were (nohup)")
    func ignored() async {
        await #expect(processExitsWith: .exitCode(0)) {
            signal(SIGHUP, SIG_IGN)
            let interrupts = Interrupts.install(.prompt)
            kill(getpid(), SIGHUP)
            precondition(interrupts.ending == nil)
            var action = sigaction()
            sigaction(SIGHUP, nil, &action)
            exit(0)
        }
    }

    @Test("do again what they did before once nobody handles them")
    func restored() async {
        await #expect(processExitsWith: .signal(SIGTERM)) {
            do { _ = Interrupts.install(.prompt) }
            kill(getpid(), SIGTERM)
            while true { pause() }
        }
    }
}

import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Delivers signals to whoever waits for something at the moment.
///
/// Handlers form a stack and the newest one gets each event: the editor while a line is typed,
/// the running command after that. They are called at once, on a thread of their own, so they
/// work while everything else is busy.
final class Interrupts: Sendable {
    enum Policy: Sendable {
        /// Ctrl-C clears the line or ends the running command; the program ends only with one
        /// that comes when the command has not heeded another for a second.
        case prompt
        /// Ctrl-C ends the program, the second one without waiting for anything.
        case script
    }

    typealias Handler = @Sendable (SignalEvent) -> Void

    private struct State {
        var handlers: [(id: Int, handler: Handler)] = []
        var lastID = 0
        var ending: SignalEvent?
        var newest: SignalEvent?
        /// How many programs have the terminal.
        var borrowers = 0
        /// A Ctrl-C that came while nobody was there to take it.
        var untaken: SignalEvent?
    }

    private let policy: Policy
    private let end: @Sendable (Int32) -> Void
    private let now: @Sendable () -> ContinuousClock.Instant
    private let state = Mutex(State())
    private let pipe: SignalPipe?

    /// Takes over SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGCONT and SIGPIPE of this process.
    static func install(_ policy: Policy) -> Interrupts {
        let pipe = SignalPipe(SignalEvent.allCases.map(\.number))
        let interrupts = Interrupts(policy, pipe: pipe) { _exit($0) }
        if let pipe {
            DispatchQueue(label: "musicagent.signals").async { [weak interrupts] in
                while let number = pipe.next() {
                    guard let event = SignalEvent(number: number) else { continue }
                    interrupts?.deliver(event)
                }
            }
        }
        return interrupts
    }

    /// - Parameters:
    ///   - now: the time.
    ///   - end: ends the program at once with an exit status.
    init(
        _ policy: Policy, pipe: SignalPipe? = nil,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
        end: @escaping @Sendable (Int32) -> Void
    ) {
        self.policy = policy
        self.pipe = pipe
        self.now = now
        self.end = end
    }

    deinit { pipe?.restore() }

    /// Why the program is about to end; nil while it is not. A Ctrl-C counts in a script only.
    var ending: SignalEvent? { state.withLock(\.ending) }

    /// The signal that came last of those that end something; nil before the first.
    var newest: SignalEvent? { state.withLock(\.newest) }

    /// Lets another program have the terminal, and with it Ctrl-C, however often it is pressed: it may
    /// have a use for it, and the second one must not end us.
    func lendingTerminal<Value>(
        isolation: isolated (any Actor)? = #isolation, _ work: () async throws -> Value
    ) async rethrows -> Value {
        state.withLock { $0.borrowers += 1 }
        defer { state.withLock { $0.borrowers -= 1 } }
        return try await work()
    }

    private var isTerminalLent: Bool { state.withLock { $0.borrowers > 0 } }

    /// Adds the newest handler, for events of all kinds, until the registration is removed. It is
    /// called at once in a program that is about to end, and for a Ctrl-C that fell between two
    /// handlers.
    func onEvent(_ handler: @escaping Handler) -> Registration {
        let (id, event) = state.withLock { state in
            state.lastID += 1
            state.handlers.append((state.lastID, handler))
            defer { state.untaken = nil }
            return (state.lastID, state.ending ?? state.untaken)
        }
        if let event { handler(event) }
        return Registration { [weak self] in
            self?.state.withLock { $0.handlers.removeAll { $0.id == id } }
        }
    }

    /// Adds the newest handler, for what asks to stop: Ctrl-C, termination, a lost terminal.
    func onInterrupt(_ handler: @escaping Handler) -> Registration {
        onEvent { event in
            if event.exitStatus != nil { handler(event) }
        }
    }

    /// How long an operation may take to heed Ctrl-C, however often it is pressed.
    private static let patience = Duration.seconds(1)

    /// Runs an operation as a task that Ctrl-C cancels. A Ctrl-C while the operation still runs
    /// after that ends the program: a computation that never looks up must not hold the terminal.
    func cancelling<Success: Sendable>(
        _ operation: @escaping @Sendable () async throws -> Success
    ) async throws -> Success {
        // The handler is there before the operation begins, or a quick Ctrl-C would miss it.
        let (start, starter) = AsyncStream.makeStream(of: Never.self)
        let task = Task {
            for await _ in start {}
            return try await operation()
        }
        let first = Mutex<ContinuousClock.Instant?>(nil)
        let registration = onInterrupt { [self] event in
            let since = first.withLock { first in
                defer { first = first ?? now() }
                return first
            }
            if event == .interrupt, let since, now() - since >= Self.patience, !isTerminalLent,
                let status = event.exitStatus
            {
                end(status)
            }
            task.cancel()
        }
        defer { registration.remove() }
        starter.finish()
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }

    /// What a signal's arrival does; `install` calls it, and tests do.
    func deliver(_ event: SignalEvent) {
        let (handler, endsNow) = state.withLock { state in
            var endsNow = false
            if event.exitStatus != nil { state.newest = event }
            if event.exitStatus != nil, event != .interrupt || policy == .script {
                endsNow =
                    state.ending != nil && (event != .interrupt || state.borrowers == 0)
                state.ending = state.ending ?? event
            }
            if event.exitStatus != nil, state.handlers.isEmpty { state.untaken = event }
            return (state.handlers.last?.handler, endsNow)
        }
        if endsNow, let status = event.exitStatus { end(status) }
        handler?(event)
    }

    /// Keeps a handler in place until it is removed.
    struct Registration: Sendable {
        private let removal: @Sendable () -> Void

        fileprivate init(removal: @escaping @Sendable () -> Void) { self.removal = removal }

        func remove() { removal() }
    }
}

import Commands
import Subprocess
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Runs programs of this machine. They have our terminal, standard output and standard error.
struct SystemPrograms: ProgramRunner {
    let interrupts: Interrupts

    private typealias Feeding = Task<Void, any Error>

    /// How long a program that was told to end may take for it.
    private static let grace = Duration.seconds(1)

    func run(
        _ line: String, arguments: [String], variables: [String: String],
        feed:
            @escaping @Sendable (_ write: @Sendable ([UInt8]) async throws -> Bool) async throws
            -> Void
    ) async throws -> ProgramEnding {
        // In the terminal's group a program gets the keys, and Ctrl-Z stops it together with us. Where
        // there is no terminal it has a group of its own, and all of it can be ended.
        guard Terminal.isOurs else {
            return try await run(
                line, arguments: arguments, variables: variables, sharesTerminal: false,
                feed: feed)
        }
        let modes = Terminal.modes()
        defer { modes.map(Terminal.restore) }
        return try await interrupts.lendingTerminal {
            try await run(
                line, arguments: arguments, variables: variables, sharesTerminal: true,
                feed: feed)
        }
    }

    private func run(
        _ line: String, arguments: [String], variables: [String: String], sharesTerminal: Bool,
        feed:
            @escaping @Sendable (_ write: @Sendable ([UInt8]) async throws -> Bool) async throws
            -> Void
    ) async throws -> ProgramEnding {
        let running = RunningProgram()
        let program = Task {
            try await Subprocess.run(
                .path("/bin/sh"), arguments: Arguments(["-c", line, "musicagent"] + arguments),
                environment: Self.environment(adding: variables),
                platformOptions: Self.options(ownGroup: !sharesTerminal), input: .inputWriter,
                output: .currentStandardOutput, error: .currentStandardError
            ) { execution in
                let input = execution.standardInputWriter
                let task = Feeding { try await feed { try await Self.write($0, to: input) } }
                running.began(feeding: task, process: execution.processIdentifier.value) {
                    try? execution.send(signal: .terminate, toProcessGroup: !sharesTerminal)
                }
                return await task.result
            }
        }
        do {
            let ending = await withTaskCancellationHandler {
                await program.result
            } onCancel: {
                // At a terminal Ctrl-C reached the program, too; anything else has to end it.
                let isLeftToTerminal = sharesTerminal && interrupts.newest == .interrupt
                // Told first: the end of its input must not look like the end of the rows.
                running.cancel(ending: !isLeftToTerminal)
                if !isLeftToTerminal { program.cancel() }
            }
            if Task.isCancelled, !sharesTerminal, let process = running.process {
                await Self.endGroup(of: process)
            }
            try Task.checkCancellation()
            let result = try ending.get()
            if sharesTerminal { try await heedInterrupt(that: result.terminationStatus) }
            try result.closureResult.get()
            switch result.terminationStatus {
            case .exited(let code): return .exited(code)
            case .signaled(let signal): return .signalled(signal)
            }
        } catch let error as SubprocessError {
            try Task.checkCancellation()
            throw ProgramFailure.notStarted("\(error)")
        }
    }

    /// Ctrl-C goes to us and to the program, and on a busy machine the program's end can be known before we
    /// are told of it. It must not hit the line that is typed next.
    /// - Throws: `CancellationError`.
    private func heedInterrupt(that ending: TerminationStatus) async throws {
        guard ending == .signaled(SIGINT) || ending == .exited(128 + SIGINT) else { return }
        let deadline = ContinuousClock.now + Self.grace
        // Somebody may have interrupted the program alone.
        while ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(10)) }
    }

    /// Ends what is left of the group of a program that has ended: others may take longer than its first
    /// process, or take no notice of being told to end.
    private static func endGroup(of process: pid_t) async {
        // The task that we are in is cancelled, and could not wait.
        await Task {
            let deadline = ContinuousClock.now + grace
            while kill(-process, 0) == 0 {
                guard ContinuousClock.now < deadline else {
                    _ = kill(-process, SIGKILL)
                    return
                }
                try? await Task.sleep(for: .milliseconds(10))
            }
        }.value
    }

    /// - Returns: whether somebody reads.
    private static func write(
        _ bytes: [UInt8], to input: StandardInputWriter
    ) async throws -> Bool {
        do {
            // Fewer bytes were taken when the program ended meanwhile.
            return try await input.write(bytes) == bytes.count
        } catch  where error.underlyingError?.rawValue == EPIPE {
            return false
        }
    }

    private static func environment(adding variables: [String: String]) -> Environment {
        let named = variables.compactMap { name, value in
            Environment.Key(rawValue: name).map { ($0, Optional(value)) }
        }
        return .inherit.updating(Dictionary(uniqueKeysWithValues: named))
    }

    private static func options(ownGroup: Bool) -> PlatformOptions {
        var options = PlatformOptions()
        if ownGroup { options.processGroupID = 0 }
        options.teardownSequence = [
            .gracefulShutDown(toProcessGroup: ownGroup, allowedDurationToNextStep: grace)
        ]
        return options
    }

    /// A program that is fed, and that may have to end before it has begun.
    private final class RunningProgram: Sendable {
        private struct State {
            var feeding: Feeding?
            var process: pid_t?
            var end: @Sendable () -> Void = {}
            var isCancelled = false
        }

        private let state = Mutex(State())

        /// Its first process; nil before it has begun.
        var process: pid_t? { state.withLock(\.process) }

        func began(feeding: Feeding, process: pid_t, end: @escaping @Sendable () -> Void) {
            let isCancelled = state.withLock { state in
                state.feeding = feeding
                state.process = process
                state.end = end
                return state.isCancelled
            }
            if isCancelled { feeding.cancel() }
        }

        /// - Parameter ending: whether the program is told to end, too.
        func cancel(ending: Bool) {
            let (feeding, end) = state.withLock { state in
                state.isCancelled = true
                return (state.feeding, state.end)
            }
            if ending { end() }
            feeding?.cancel()
        }
    }
}

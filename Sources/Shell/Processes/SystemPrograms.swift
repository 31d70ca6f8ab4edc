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
    /// Whether what ends the work is Ctrl-C. At a terminal it reaches the program, too, which may
    /// have a use for it (a pager); anything else has to end the program.
    let isInterrupt: @Sendable () -> Bool

    private typealias Feeding = Task<Void, any Error>

    func run(
        _ line: String, arguments: [String], variables: [String: String],
        feed:
            @escaping @Sendable (_ write: @Sendable ([UInt8]) async throws -> Bool) async throws
            -> Void
    ) async throws -> ProgramEnding {
        let feeding = FeedingSlot()
        let program = Task {
            try await Subprocess.run(
                .path("/bin/sh"), arguments: Arguments(["-c", line, "musicagent"] + arguments),
                environment: Self.environment(adding: variables),
                platformOptions: Self.options, input: .inputWriter,
                output: .currentStandardOutput, error: .currentStandardError
            ) { execution in
                let input = execution.standardInputWriter
                let task = Feeding { try await feed { try await Self.write($0, to: input) } }
                feeding.hold(task)
                return await task.result
            }
        }
        do {
            let result = try await withTaskCancellationHandler {
                try await program.value
            } onCancel: {
                feeding.cancel()
                if !isInterrupt() { program.cancel() }
            }
            try Task.checkCancellation()
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

    /// - Returns: whether somebody reads.
    private static func write(
        _ bytes: [UInt8], to input: StandardInputWriter
    ) async throws -> Bool {
        do {
            _ = try await input.write(bytes)
            return true
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

    private static var options: PlatformOptions {
        var options = PlatformOptions()
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(1))]
        return options
    }

    /// The task that feeds a program, which may be cancelled before it begins.
    private final class FeedingSlot: Sendable {
        private let state = Mutex<(task: Feeding?, isCancelled: Bool)>((nil, false))

        func hold(_ task: Feeding) {
            let isCancelled = state.withLock { state in
                state.task = task
                return state.isCancelled
            }
            if isCancelled { task.cancel() }
        }

        func cancel() {
            let task = state.withLock { state in
                state.isCancelled = true
                return state.task
            }
            task?.cancel()
        }
    }
}

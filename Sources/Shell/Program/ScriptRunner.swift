import Commands
import PipelineLanguage
import Synchronization

/// Runs a script: checks all of it before the first request, then one statement after the other.
struct ScriptRunner {
    let text: SourceText
    let session: Session
    let console: ProgramConsole
    let report: ErrorReport
    let interrupts: Interrupts
    let checksOnly: Bool
    var timeout: TimeLimit?
    /// Opens the journal of `--resume`, once the script is found to be right.
    var openJournal: @Sendable () throws -> RunJournal? = { nil }

    /// - Returns: the journal, too, when the script came to its end.
    func run() async -> (ExitStatus, RunJournal?) {
        let finished = Mutex<RunJournal?>(nil)
        do {
            try await withTimeout {
                try await interrupts.cancelling {
                    let script = try await session.check(text)
                    if checksOnly || script.statements.isEmpty { return }
                    let journal = try openJournal()
                    _ = try await session.run(script, journal: journal)
                    finished.withLock { $0 = journal }
                }
            }
            return (.done, finished.withLock(\.self))
        } catch {
            let ending = interrupts.ending
            if let message = report.text(for: error, ending: ending) { console.note(message) }
            return (ExitStatus(error, ending: ending), nil)
        }
    }

    // MARK: --timeout

    private func withTimeout(_ work: @escaping @Sendable () async throws -> Void) async throws {
        guard let timeout else { return try await work() }
        try await withThrowingTaskGroup { group in
            group.addTask { try await work() }
            group.addTask {
                try await ContinuousClock().sleep(for: timeout.duration)
                throw TimeLimit.Failure.exceeded(timeout)
            }
            // The first to end decides; the other one is cancelled and waited for.
            defer { group.cancelAll() }
            try await group.next()
        }
    }
}

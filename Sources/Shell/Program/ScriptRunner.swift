import Commands
import PipelineLanguage

/// Runs a script: checks all of it before the first request, then one statement after the other.
struct ScriptRunner {
    let text: SourceText
    let session: Session
    let console: ProgramConsole
    let report: ErrorReport
    let interrupts: Interrupts
    let checksOnly: Bool
    let echoes: Bool
    var timeout: TimeLimit?

    /// - Parameter begin: called when the script is found to be right, before it runs.
    func run(begin: @Sendable () -> Void) async -> ExitStatus {
        let parsed = PipelineParser.parse(text, mode: .file)
        let problems = (parsed.diagnostics + session.check(parsed.statements, of: text))
            .sorted { $0.span.start < $1.span.start }
        guard problems.isEmpty else {
            console.note(
                report.text(for: UsageError(source: text, diagnostics: problems)) ?? "")
            return .usage
        }
        if checksOnly || parsed.statements.isEmpty { return .done }
        begin()
        do {
            try await withTimeout { try await run(parsed.statements) }
            return .done
        } catch {
            let ending = interrupts.ending
            if let message = report.text(for: error, ending: ending) { console.note(message) }
            return ExitStatus(error, ending: ending)
        }
    }

    private func run(_ statements: [Statement]) async throws {
        for statement in statements {
            if echoes { console.note("+ \(text.text(in: statement.span))") }
            do {
                let outcome = try await interrupts.cancelling {
                    try await session.run(statement, of: text)
                }
                if outcome == .quit { return }
            } catch  where statement.isTry && interrupts.ending == nil && !error.endsRun {
                if let message = report.text(for: error) { console.note(message) }
            }
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

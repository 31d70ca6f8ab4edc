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
            for statement in parsed.statements {
                if echoes { console.note("+ \(text.text(in: statement.span))") }
                do {
                    let outcome = try await interrupts.cancelling {
                        try await session.run(statement, of: text)
                    }
                    if outcome == .quit { break }
                } catch
                    where statement.isTry && interrupts.ending == nil && Self.isFailure(error)
                {
                    if let message = report.text(for: error) { console.note(message) }
                }
            }
            return .done
        } catch {
            let ending = interrupts.ending
            if let message = report.text(for: error, ending: ending) { console.note(message) }
            return ExitStatus(error, ending: ending)
        }
    }

    /// Whether a command failed. An interrupt, or a reader of our output who is gone, ends a script
    /// whatever it tries.
    private static func isFailure(_ error: any Error) -> Bool {
        !(error is CancellationError || error is ClosedOutput)
    }
}

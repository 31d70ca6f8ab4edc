import PipelineLanguage

/// Scripts: checked as a whole, then run statement by statement.
extension Session {
    /// Finds everything wrong with a script's names and arguments; nothing is sent.
    /// - Throws: `UsageError`; `StageFailure` for a script in it that cannot be read;
    ///   `CancellationError`.
    package nonisolated func check(_ text: SourceText) async throws -> CheckedScript {
        var check = ScriptCheck()
        return try await check.check(text, in: outermost)
    }

    /// Runs a script.
    ///
    /// - Parameter journal: what an earlier run of it did and this one will do.
    /// - Throws: as `run(_:of:)`, and `FileWriteError` for the journal.
    package func run(_ script: CheckedScript, journal: RunJournal? = nil) async throws -> Outcome {
        self.journal = journal
        defer { self.journal = nil }
        return try await run(script.statements, of: script.source)
    }

    private func run(_ statements: [Statement], of text: SourceText) async throws -> Outcome {
        let outer = place
        defer { place = outer }
        for (index, statement) in statements.enumerated() {
            place = outer + [index + 1]
            if options.echoes {
                let depth = String(repeating: "+", count: place.count)
                console.note("\(depth) \(text.text(in: statement.span))")
            }
            if try await journaled(statement, of: text) == .quit { return .quit }
        }
        return .done
    }

    private func journaled(_ statement: Statement, of text: SourceText) async throws -> Outcome {
        guard let journal else { return try await tried(statement, of: text).0 }
        let name = place.map(String.init).joined(separator: ".")
        let end = journal.end(of: name)
        let outer = statementJournal
        if !journal.hasStatements(in: name) {
            // It failed in an earlier run, which went on all the same. What a script in it did
            // before it failed has to be there, though.
            if let failure = end?.failure {
                console.note(failure)
                return .done
            }
            if end == nil, let failure = outer?.failure { throw ReplayedFailure(text: failure) }
        }
        statementJournal = StatementJournal(
            journal: journal, statement: name,
            timestamp: try journal.begin(name, at: environment.timestamp),
            isOver: end != nil || outer?.isOver ?? false, failure: end?.failure ?? outer?.failure)
        defer { statementJournal = outer }
        let (outcome, failure) = try await tried(statement, of: text)
        if end == nil { try journal.end(name, failure: failure) }
        return outcome
    }

    /// Runs a statement of a script. A failure in one with `try` is told, and no more.
    /// - Returns: what was told, too.
    private func tried(
        _ statement: Statement, of text: SourceText
    ) async throws -> (Outcome, failure: String?) {
        do {
            return (try await run(statement, of: text), nil)
        } catch  where statement.isTry && !Task.isCancelled && !error.endsRun {
            let message = environment.explanation(error) ?? ""
            console.note(message)
            return (.done, message)
        }
    }

    /// `source FILE`
    func run(_ sourced: SourcedScript) async throws -> Outcome {
        guard let (text, inner) = try await sourced.load(in: frame) else { return .done }
        // What was right before the first line may have changed since.
        var check = ScriptCheck(last: last?.pipeline, names: names)
        let script = try await check.check(text, in: inner)
        try statementJournal?.note(script: text.text, named: text.name)
        let outer = frame
        frame = inner
        defer { frame = outer }
        return try await run(script.statements, of: script.source)
    }
}

import PipelineLanguage

/// What a person is told of a statement beside its results.
extension Session {
    /// Does the work of a statement, and tells how long it took where `set timing on` wants it.
    func timed(_ work: () async throws -> Outcome) async throws -> Outcome {
        guard options.showsTiming else { return try await work() }
        let (begin, sent) = (environment.now(), allowance.count)
        defer {
            let requests = allowance.count - sent
            let seconds = begin.duration(to: environment.now()).inHundredths
            console.note(
                "\(seconds) s, \(requests.grouped) \(requests == 1 ? "request" : "requests")")
        }
        return try await work()
    }

    /// Tells that a line is about to ask Discogs.
    func tell(of statement: Statement, in text: SourceText) {
        let line = text.location(of: statement.span.start).line
        console.note("\(text.name):\(line): \(text.text(in: statement.span))")
    }

    /// A line that fails may have changed something all the same, which must not be done again.
    func noteChanges(of run: PipelineRun) {
        let count = run.changes.untold
        guard count > 0 else { return }
        console.note(
            count == 1
                ? "the change was made on Discogs all the same"
                : "\(count.grouped) changes were made on Discogs all the same")
    }
}

extension Duration {
    /// Seconds with two decimals.
    fileprivate var inHundredths: String {
        let (seconds, attoseconds) = components
        let hundredths = attoseconds / 10_000_000_000_000_000
        return "\(seconds).\(hundredths < 10 ? "0" : "")\(hundredths)"
    }
}

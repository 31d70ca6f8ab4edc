import Discogs
import Output

/// The journal as one statement sees it.
struct StatementJournal: Sendable {
    let journal: RunJournal
    /// Its place: `2`, `2.1` in the script that the second one brings in.
    let statement: String
    /// When it began, in the first run that came to it.
    let timestamp: String

    /// Whether an earlier run came to its end, or to that of the statement which brought it in: what
    /// it did outside of the script is done.
    let isOver: Bool
    /// What was told then, if it failed.
    let failure: String?

    /// - Throws: the `DiscogsError` that the answer was; `JournalFailure`.
    private func answer(to request: DiscogsRequest) throws -> DiscogsResponse? {
        try journal.answer(to: request, named: request.name, in: statement)
    }

    /// What an earlier run got, otherwise what `ask` gets.
    func answer(
        to request: DiscogsRequest, orAsk ask: () async throws -> DiscogsResponse
    ) async throws -> DiscogsResponse {
        if let known = try answer(to: request) { return known }
        if isOver { throw AnswerNotNeeded() }
        // The answer is noted before anybody makes use of it.
        do {
            let response = try await ask()
            try journal.note(response, to: request.name, in: statement)
            return response
        } catch let error as DiscogsError {
            try journal.note(error, to: request.name, in: statement)
            throw error
        }
    }

    /// What an earlier run got for a change, otherwise what `send` gets: no change is sent twice.
    ///
    /// - Throws: an `unknownOutcome` for one that was under way when an earlier run ended. It is
    ///   told once, and then taken for done.
    func change(
        _ request: DiscogsRequest, _ send: () async throws -> DiscogsResponse
    ) async throws -> DiscogsResponse {
        let name = journal.nextName(of: request, in: statement)
        if let known = try journal.answer(to: request, named: name, in: statement) { return known }
        if isOver { throw AnswerNotNeeded() }
        switch journal.begun(name, in: statement) {
        case .told: return DiscogsResponse(status: 204, body: .null, requestID: "journal")
        case .sent:
            try journal.note(name, in: statement, as: .told)
            throw DiscogsError(
                .unknownOutcome,
                message: "It was under way when an earlier run ended, and may have happened; "
                    + "with the same --resume it counts as done from now on",
                request: .init(method: request.method, target: request.target))
        case nil: break
        }
        try journal.note(name, in: statement, as: .sent)
        do {
            let response = try await send()
            try journal.note(response, to: name, in: statement)
            return response
        } catch let error as DiscogsError {
            let isAnswer = try journal.note(error, to: name, in: statement)
            if !isAnswer, error.kind != .unknownOutcome {
                try journal.note(name, in: statement, as: nil)
            }
            throw error
        } catch let error where error.isBeforeSending {
            try journal.note(name, in: statement, as: nil)
            throw error
        }
    }

    /// Notes the text of the script that the statement brings in.
    func note(script text: String, named name: String) throws {
        try journal.note(script: text, named: name, by: statement)
    }

    /// Whether the file that is there was written by this statement, in a run that was killed.
    func wrote(_ path: String) -> Bool { journal.wrote(path, by: statement) }

    /// Notes a file that is about to get its name.
    func note(_ file: FileIdentity, at path: String) throws {
        try journal.note(file, at: path, by: statement)
    }
}

extension Error {
    /// Whether the change never left: one that had is an outcome that nobody knows.
    fileprivate var isBeforeSending: Bool {
        self is CancellationError || self is RequestsUsedUp || self is RunDeclined
    }
}

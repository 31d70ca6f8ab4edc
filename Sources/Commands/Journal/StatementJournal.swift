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
        try journal.answer(to: request, in: statement)
    }

    /// What an earlier run got, otherwise what `ask` gets.
    func answer(
        to request: DiscogsRequest, orAsk ask: () async throws -> DiscogsResponse
    ) async throws -> DiscogsResponse {
        if let known = try answer(to: request) { return known }
        if isOver { throw AnswerNotNeeded() }
        return try await noting(request, ask)
    }

    /// Asks, and notes the answer before anybody makes use of it.
    private func noting(
        _ request: DiscogsRequest, _ ask: () async throws -> DiscogsResponse
    ) async throws -> DiscogsResponse {
        do {
            let response = try await ask()
            try journal.note(response, to: request, in: statement)
            return response
        } catch let error as DiscogsError {
            try journal.note(error, to: request, in: statement)
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
    func note(_ file: DurableFile) throws {
        guard let identity = file.identity else { return }
        try journal.note(identity, at: file.path, by: statement)
    }
}

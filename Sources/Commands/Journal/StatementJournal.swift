import Discogs
import Output

/// The journal as one statement sees it.
struct StatementJournal: Sendable {
    let journal: RunJournal
    let statement: Int
    /// When it began, in the first run that came to it.
    let timestamp: String

    /// Whether an earlier run came to its end: what it did outside of the script is done.
    var isOver: Bool { journal.end(of: statement) != nil }

    /// - Throws: the `DiscogsError` that the answer was; `JournalFailure`.
    func answer(to request: DiscogsRequest) throws -> DiscogsResponse? {
        try journal.answer(to: request, in: statement)
    }

    /// Asks, and notes the answer before anybody makes use of it.
    func noting(
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

    /// Whether the file that is there was written by this statement, in a run that was killed.
    func wrote(_ path: String) -> Bool { journal.wrote(path, by: statement) }

    /// Notes a file that is about to get its name.
    func note(_ file: DurableFile) throws {
        guard let identity = file.identity else { return }
        try journal.note(identity, at: file.path, by: statement)
    }
}

import Records

/// What a session asks of the program around it.
package struct SessionEnvironment: Sendable {
    /// Local date and time as `20261123-184500`, for names of export files.
    let timestamp: @Sendable () -> String
    /// What the `status` command shows.
    let status: @Sendable () async -> Row
    /// Does what the `cache` command is told, and says what came of it.
    let cache: @Sendable (CacheOrder) async -> Row
    /// What was typed before, oldest first.
    let history: @Sendable () async -> [String]
    /// What was logged, the oldest first, or only so many of the newest rows; what else there is to
    /// tell of the log goes to the note.
    let log: @Sendable (_ newest: Int?, _ note: @escaping @Sendable (String) -> Void) -> RowStream
    /// Makes the id under which the log tells of a statement.
    let runID: @Sendable () -> String
    /// What went wrong, as it is told everywhere; nil for what is no failure.
    let explanation: @Sendable (any Error) -> String?
    /// Whether a line holds a token or a key, which no script may keep.
    let holdsSecret: @Sendable (String) -> Bool
    /// Runs the programs of `! command`.
    let programs: any ProgramRunner
    /// Lets time pass. Throws `CancellationError`.
    let sleep: @Sendable (Duration) async throws -> Void
    /// What a watch shows.
    let now: @Sendable () -> ContinuousClock.Instant
    /// The accounts of the person at the prompt.
    let accounts: any AccountKeeper
    /// Help on what the program knows and the language does not: `help token`.
    let helpTopics: @Sendable () -> [HelpTopic]

    package init(
        timestamp: @escaping @Sendable () -> String, status: @escaping @Sendable () async -> Row,
        cache: @escaping @Sendable (CacheOrder) async -> Row = { _ in [:] },
        history: @escaping @Sendable () async -> [String],
        log: @escaping @Sendable (Int?, @escaping @Sendable (String) -> Void) -> RowStream = {
            _, _ in RowStream(rows: [])
        },
        runID: @escaping @Sendable () -> String = { RunID.make() },
        explanation: @escaping @Sendable (any Error) -> String? = { "\($0)" },
        holdsSecret: @escaping @Sendable (String) -> Bool = { _ in false },
        programs: any ProgramRunner = NoPrograms(),
        sleep: @escaping @Sendable (Duration) async throws -> Void = {
            try await Task.sleep(for: $0)
        },
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
        accounts: any AccountKeeper = NoAccounts(),
        helpTopics: @escaping @Sendable () -> [HelpTopic] = { [] }
    ) {
        self.timestamp = timestamp
        self.status = status
        self.cache = cache
        self.history = history
        self.log = log
        self.runID = runID
        self.explanation = explanation
        self.holdsSecret = holdsSecret
        self.programs = programs
        self.sleep = sleep
        self.now = now
        self.accounts = accounts
        self.helpTopics = helpTopics
    }
}

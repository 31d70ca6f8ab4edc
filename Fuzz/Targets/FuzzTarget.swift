/// What is fed with any bytes, and has to bear them.
///
/// A target holds the properties that are checked, once: libFuzzer looks for inputs that break
/// them (`scripts/fuzz`), and the tests replay the inputs kept in `Fuzz/Corpus`.
package enum FuzzTarget: String, CaseIterable, Sendable {
    /// Lexer, parser, diagnostics, formatter and completion.
    case syntax
    /// The check of a script: the binder, aliases and variables.
    case script
    /// The parsers behind `read`, and the writers.
    case rows
    /// Regular expressions of `where`.
    case pattern
    /// Statements run, against a server that answers anything.
    case session
    /// Completion at each place of a line, in a session that has seen something.
    case completion
    /// The reader of JSON, and what mends it.
    case json
    /// A `.env` file.
    case dotenv
    /// The file of accounts.
    case accounts
    /// A journal of `--resume`.
    case journal
    /// The file of the request budget.
    case ledger
    /// The file of the response cache.
    case cache
    /// The files of a log.
    case log
    /// Replies as terminals show them.
    case terminal

    /// - Throws: `Violation` where something does not hold that must.
    package func check(_ bytes: [UInt8]) async throws(Violation) {
        switch self {
        case .syntax: try SyntaxTarget.check(String(decoding: bytes, as: UTF8.self))
        case .script: try await ScriptTarget.check(String(decoding: bytes, as: UTF8.self))
        case .rows: try RowsTarget.check(bytes)
        case .pattern: try PatternTarget.check(String(decoding: bytes, as: UTF8.self))
        case .session: try await SessionTarget.check(bytes)
        case .completion: try await CompletionTarget.check(String(decoding: bytes, as: UTF8.self))
        case .json: try JSONTarget.check(bytes)
        case .dotenv: try DotEnvTarget.check(bytes)
        case .accounts: try AccountsTarget.check(bytes)
        case .journal: try JournalTarget.check(bytes)
        case .ledger: try LedgerTarget.check(bytes)
        case .cache: try await CacheTarget.check(bytes)
        case .log: try await LogTarget.check(bytes)
        case .terminal: try TerminalTarget.check(bytes)
        }
    }
}

/// A property that does not hold.
package struct Violation: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }

    /// - Throws: the violation, unless the condition holds.
    static func unless(
        _ condition: Bool, _ description: @autoclosure () -> String
    ) throws(Violation) {
        if !condition { throw Violation(description()) }
    }
}

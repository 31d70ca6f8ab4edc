import Output

/// Where results go, and where a person is spoken to.
package protocol Console: Sendable {
    /// The terminal that results go to; nil when they go to a file or a pipe.
    var terminal: TerminalStyle? { get }

    /// Writes results to standard output.
    /// - Throws: `ClosedOutput` when nobody reads any more; `FileWriteError` for a full disk.
    func write(_ bytes: [UInt8]) throws

    /// Writes a text for people to standard output, or shows it in a pager where it is longer than the
    /// screen.
    /// - Throws: as `write`.
    func page(_ text: String) async throws

    /// Whether a terminal that can show colours gets them from now on.
    func useColor(_ isUsed: Bool)

    /// Writes a line to standard error.
    func note(_ text: String)

    /// Shows how far a long run has come, on a line that the next one replaces; nil takes it away.
    /// Nothing happens where standard error is no terminal.
    func progress(_ text: String?)

    /// Asks a yes-or-no question at the prompt; false where nobody can answer.
    func confirm(_ question: String) async -> Bool

    /// Asks about one of many things at the prompt; no where nobody can answer.
    func choose(_ question: String) async -> Choice
}

/// What is to be done of many things: not this one and none after it, this one, or all of them.
package enum Choice: Sendable { case no, yes, all }

/// The reader of our output is gone (`… | head`): the end of the work, and no failure.
package struct ClosedOutput: Error {
    package init() {}
}

/// Runs other programs, whose results go where ours go.
package protocol ProgramRunner: Sendable {
    /// Runs a line with `sh -c` and waits for its end.
    ///
    /// - Parameters:
    ///   - arguments: what `$1`, `$2`… are in the line.
    ///   - variables: what is added to the environment.
    ///   - feed: writes to its standard input, by a function that returns false once nobody reads
    ///     any more. Standard input ends with it.
    /// - Throws: what `feed` throws; `ProgramFailure` when there is no such shell;
    ///   `CancellationError` when it was ended because the task was cancelled.
    func run(
        _ line: String, arguments: [String], variables: [String: String],
        feed:
            @escaping @Sendable (_ write: @Sendable ([UInt8]) async throws -> Bool) async throws
            -> Void
    ) async throws -> ProgramEnding
}

/// How a program ended.
package enum ProgramEnding: Sendable, Hashable {
    case exited(Int32)
    case signalled(Int32)
}

/// A program that did not do its work.
package enum ProgramFailure: Error, Hashable, Sendable {
    case ended(ProgramEnding)
    /// It could not be started: what the operating system says.
    case notStarted(String)
}

/// A place without other programs.
package struct NoPrograms: ProgramRunner {
    package init() {}

    package func run(
        _ line: String, arguments: [String], variables: [String: String],
        feed:
            @escaping @Sendable (_ write: @Sendable ([UInt8]) async throws -> Bool) async throws
            -> Void
    ) async throws -> ProgramEnding {
        throw ProgramFailure.notStarted("no programs here")
    }
}

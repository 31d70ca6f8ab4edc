import Output

/// Why a run cannot go on with a journal.
package enum JournalFailure: Error, Hashable, Sendable {
    package enum Difference: Sendable, Hashable { case script, arguments, settings, version }

    /// The file is something else.
    case isNone(String)
    case belongsElsewhere(String, Difference)
    /// A script that the run brings in is not what it was.
    case hasChanged(String, script: String)
    /// Another run is at it.
    case inUse(String)
    /// A line cannot be read.
    case broken(String, line: Int?)
    /// What is done could not be noted, so nothing more may be done.
    case notWritten(FileWriteError)
    /// The prompt was given one.
    case isForScripts
}

/// A failure of an earlier run, which went on all the same.
package struct ReplayedFailure: Error {
    /// What was told of it.
    package let text: String
}

/// An answer that an earlier run did without, in a statement that it finished.
struct AnswerNotNeeded: Error, CustomStringConvertible {
    var description: String { "there was no answer in the run before" }
}

extension Error {
    /// Whether it only says that a statement which an earlier run finished needs no more.
    var isAnswerNotNeeded: Bool {
        switch self {
        case is AnswerNotNeeded: true
        case let failure as StageFailure: failure.cause.isAnswerNotNeeded
        case let failure as RowFailure: failure.cause.isAnswerNotNeeded
        default: false
        }
    }
}

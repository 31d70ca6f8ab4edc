import Commands
import Discogs

/// The one place where outcomes become the numbers that scripts see (language.md, "Errors").
package enum ExitStatus: Int32, Sendable {
    case done = 0
    case failure = 1
    case usage = 2
    case authentication = 4
    case timeout = 124
    case hungUp = 129
    case interrupted = 130
    case terminated = 143

    /// - Parameter ending: the signal that ends the program, whatever failed because of it.
    init(_ error: any Error, ending: SignalEvent?) {
        self = ending.map(Self.init) ?? Self(error)
    }

    init(_ signal: SignalEvent) {
        self = signal.exitStatus.flatMap(Self.init(rawValue:)) ?? .failure
    }

    init(_ error: any Error) {
        switch error {
        case is ClosedOutput: self = .done
        case is UsageError, is SettingsError, is RequestValidationError: self = .usage
        case ScriptFile.Failure.notText, ScriptFile.Failure.noName: self = .usage
        case TimeLimit.Failure.isForScripts, ProgramCache.Failure.isOff, AccountFailure.unknown:
            self = .usage
        case JournalFailure.isForScripts, JournalFailure.isNone, JournalFailure.belongsElsewhere,
            JournalFailure.hasChanged:
            self = .usage
        case TimeLimit.Failure.exceeded: self = .timeout
        case is CancellationError: self = .interrupted
        case let failure as StageFailure: self.init(failure.cause)
        case let failure as RowFailure: self.init(failure.cause)
        case let error as DiscogsError:
            switch error.kind {
            case .authentication: self = .authentication
            case .validation: self = .usage
            default: self = .failure
            }
        default: self = .failure
        }
    }
}

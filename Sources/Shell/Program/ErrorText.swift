import Commands
import Discogs
import Output
import PipelineLanguage
import Records
import RowDatabase

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a failure of a running pipeline means to a person.
struct ErrorText {
    let message: String
    let hint: String?

    /// - Parameter tokenOrigin: where the token was set; nil without one.
    init(_ error: any Error, tokenOrigin: SettingOrigin? = nil) {
        switch error {
        case let error as DiscogsError:
            message = Self.message(of: error)
            hint = Self.hint(for: error, tokenOrigin)
        case let error as RequestValidationError:
            let words = ValidationText(error.problem, parameter: error.parameter ?? "the path")
            message = words.message
            hint = words.hint
        case let error as FileWriteError:
            (message, hint) = Self.words(for: error)
        case let end as RequestsUsedUp:
            let requests = end.limit == 1 ? "request" : "requests"
            let were = end.limit == 1 ? "was" : "were"
            message = "\(end.limit.grouped) \(requests) \(were) sent, and no more are allowed"
            hint = "--max-requests sets how many"
        case TimeLimit.Failure.isForScripts:
            message = "--timeout is for scripts; at the prompt Ctrl-C ends a command"
            hint = nil
        case ProgramCache.Failure.isOff:
            message = "--offline asks the cache, which CACHE=off turns off"
            hint = nil
        case TimeLimit.Failure.exceeded(let limit):
            message = "the script ran for \(limit.text), as long as --timeout lets it"
            hint = nil
        case let failure as AccountFailure:
            (message, hint) = Self.words(for: failure)
        case let failure as JournalFailure:
            (message, hint) = Self.words(for: failure)
        case let failure as HalfDone:
            let words = ErrorText(failure.cause, tokenOrigin: tokenOrigin)
            message =
                failure.cause.kind == .unknownOutcome
                ? "\(failure.done) is done; as to \(failure.missing): \(words.message)"
                : "\(failure.done) is done, but \(failure.missing) is not: \(words.message)"
            hint = words.hint
        case let limit as FormatLimit:
            (message, hint) = Self.words(for: limit)
        case let error as RowDatabaseError:
            (message, hint) = Self.words(for: error)
        case let failure as InputFailure:
            message = Self.message(of: failure)
            hint = Self.hint(for: failure)
        case let failure as RowFailure:
            let words = ErrorText(failure.cause, tokenOrigin: tokenOrigin)
            message = "\(words.message), for the row \(Self.text(of: failure.row))"
            hint = words.hint
        case let failure as AssertionFailure:
            (message, hint) = Self.words(for: failure)
        case let failure as PageFailure:
            (message, hint) = Self.words(for: failure)
        case let failure as ProgramFailure:
            message = Self.message(of: failure)
            hint = nil
        case let error as GivenPath.Failure:
            message = "the export cannot be written: \(error)"
            hint = nil
        default:
            message = "\(error)"
            hint = nil
        }
    }

    private static func message(of error: DiscogsError) -> String {
        if case .validation(let problem) = error.kind { return ErrorText(problem).message }
        // Discogs ends its sentences with a full stop, MusicAgent does not.
        let message = error.message.hasSuffix(".") ? error.message.dropLast() : error.message[...]
        return error.status.map { "\(message) (\($0))" } ?? String(message)
    }

    private static func hint(
        for error: DiscogsError, _ tokenOrigin: SettingOrigin?
    ) -> String? {
        switch error.kind {
        // Nobody refused it: it is the login of an application, which is nobody's.
        case .authentication where tokenOrigin != nil && error.status == nil:
            "this login acts as no user: name one, or log in as one"
        case .authentication where tokenOrigin != nil:
            tokenOrigin.map(Self.hint(forRefused:))
        case .needsDiscogs where tokenOrigin != nil: "leave out --source catalog"
        case .authentication, .needsDiscogs:
            "type login at the prompt, or set DISCOGS_API_TOKEN (help token)"
        case .rateLimit: "other programs on this address share the limit; try again in a minute"
        case .server: "Discogs has a problem; try again later"
        case .network(.timeout), .network(.connectTimeout):
            "REQUEST_TIMEOUT sets how long to wait"
        case .offline: "leave out --offline to ask Discogs"
        case .unknownOutcome: "check on Discogs before you repeat it"
        case .validation(let problem): ErrorText(problem).hint
        case .deadline, .permission, .notFound, .badRequest, .conflict, .network, .unexpectedReply:
            nil
        }
    }

    /// Where personal tokens are made (discogs-api.md §2).
    static let tokenAddress = "https://www.\(shortTokenAddress)"
    /// For where a line is short.
    static let shortTokenAddress = "discogs.com/settings/developers"

    private static func message(of failure: InputFailure) -> String {
        switch failure {
        case .system(let path, let number): "\(path): \(String(cString: strerror(number)))"
        case .missing(let path, _): "\(path): \(String(cString: strerror(ENOENT)))"
        case .notRegular(let path): "\(path) is not a regular file"
        case .tooLarge(let path, let limit):
            "\(path) has more than the \(limit.grouped) bytes that are sent at most"
        case .syntax(let path, let error): "\(path):\(error.line): \(message(of: error.problem))"
        }
    }

    private static func hint(for failure: InputFailure) -> String? {
        switch failure {
        case .missing(_, let nearest?): "did you mean '\(nearest)'?"
        case .syntax(_, let error) where error.problem == .notUTF8:
            "convert it, for example with iconv -f WINDOWS-1252 -t UTF-8"
        default: nil
        }
    }

    private static func message(of problem: RowSyntaxError.Problem) -> String {
        switch problem {
        case .notUTF8: "this is no text in UTF-8"
        case .notJSON(let reason): "this is no JSON: \(reason)"
        case .openQuote: "a quote begins here and never ends"
        case .cellCount(let count, let expected):
            "\(count.grouped) \(count == 1 ? "cell" : "cells"), where the first line has "
                + expected.grouped
        case .tooLong(let limit): "a record of more than \(limit.grouped) bytes"
        case .textBehindEnd: "there is text behind the end of the list"
        case .endsEarly: "the list that begins here never ends"
        }
    }

    private static func words(for failure: JournalFailure) -> (String, String?) {
        let remedy = "remove it to begin anew, or choose another file"
        switch failure {
        case .isNone(let path): return ("\(path) is no journal", "choose another file")
        case .belongsElsewhere(let path, .version):
            return ("\(path) is a journal of another version", remedy)
        case .belongsElsewhere(let path, .script):
            return ("\(path) is the journal of another script", remedy)
        case .belongsElsewhere(let path, .arguments):
            return ("\(path) is the journal of a run with other arguments", remedy)
        case .belongsElsewhere(let path, .settings):
            return ("\(path) is the journal of a run with other settings", remedy)
        case .hasChanged(let path, let script):
            return ("\(path) is the journal of a run with another \(script)", remedy)
        case .notWritten(let error):
            let (message, _) = words(for: error)
            return (message, "without its journal the run cannot go on")
        case .inUse(let path): return ("\(path) is in use by another run", nil)
        case .broken(let path, let line):
            return ("\(path)\(line.map { ":\($0)" } ?? ""): this is no line of a journal", remedy)
        case .isForScripts: return ("--resume is for scripts", nil)
        }
    }

    private static func words(for failure: PageFailure) -> (String, String?) {
        switch failure {
        case .noRow: ("there is no row to open", nil)
        case .severalRows:
            ("several rows, where one page is opened", "put limit 1 before it")
        case .noPage: ("this row has no page on discogs.com", nil)
        case .noBrowser: ("no browser was found", "the variable BROWSER names one")
        }
    }

    private static func message(of failure: ProgramFailure) -> String {
        switch failure {
        case .ended(.exited(127)): "there is no such program (status 127)"
        case .ended(.exited(let status)): "the program ended with status \(status)"
        case .ended(.signalled(let signal)):
            "the program was ended by signal \(signal): \(String(cString: strsignal(signal)))"
        case .notStarted(let reason): "the program could not be started: \(reason)"
        }
    }

    private static func words(for failure: AssertionFailure) -> (String, String?) {
        switch failure {
        case .noRows: return ("no rows, where some must be", nil)
        case .row(let number, let row):
            return ("row \(number.grouped) is not as it must be: \(text(of: row))", nil)
        }
    }

    static func text(of row: Row) -> String {
        let text = JSONValue.object(row).json()
        return text.count > 120 ? "\(text.prefix(119))…" : text
    }

    private static func words(for limit: FormatLimit) -> (String, String?) {
        switch limit {
        case .rows(let limit):
            ("xlsx holds at most \(limit.grouped) rows", "export csv or sqlite, or fewer rows")
        case .columns(let count, let limit):
            (
                "\(count.grouped) columns, where xlsx holds at most \(limit.grouped)",
                "choose some with columns=, or add flatten=no"
            )
        case .otherColumn(let name, let known):
            (
                "the file has no column '\(name)', and appending adds none",
                "columns= chooses among those it has: \(text(of: known))"
            )
        }
    }

    private static func text(of names: [String]) -> String {
        let shown = names.prefix(8).joined(separator: ", ")
        return names.count > 8 ? "\(shown), …" : shown
    }

    private static func words(for error: FileWriteError) -> (String, String?) {
        switch error {
        case .exists(let path):
            ("\(path) exists already", "add overwrite=yes to replace it")
        case .notAFile(let path): ("\(path) is not a regular file", "choose another name")
        case .inUse(let path): ("\(path) is being written by another process", "try again later")
        case .otherHeader(let path):
            ("\(path) has other columns than these rows", "choose another file or other fields")
        case .notSettled(let path, let number):
            (
                "\(path) is written, but may be lost in a power cut: "
                    + String(cString: strerror(number)), nil
            )
        case .system(let path, let operation, let number):
            ("\(path): \(String(cString: strerror(number))) (\(operation))", nil)
        }
    }
}

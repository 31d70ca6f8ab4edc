import Discogs
import PipelineLanguage

/// Says what is wrong with the value of a parameter, and what to type instead.
package struct ValidationText {
    package let message: String
    package let hint: String?

    package init(_ problem: RequestValidationError.Problem, parameter: String) {
        switch problem {
        case .unknownParameter(let known):
            message = "no parameter '\(parameter)'"
            hint = Suggestion.nearest(to: parameter, in: known).map { "did you mean '\($0)'?" }
        case .missing:
            message = "\(parameter) is missing"
            hint = nil
        case .emptyValue:
            message = "\(parameter) is empty"
            hint = "leave it out, or give it a value"
        case .notAnInteger(let text):
            message = "'\(text)' is not a whole number"
            hint = nil
        case .outOfRange(let text, let allowed):
            message = "'\(text)' is out of range"
            hint =
                allowed.upperBound == .max
                ? "\(parameter) is at least \(allowed.lowerBound)"
                : "\(parameter) is \(allowed.lowerBound) to \(allowed.upperBound)"
        case .notAllowed(let text, let allowed):
            message = "'\(text)' is not a value of \(parameter)"
            let near = Suggestion.nearest(to: text, in: allowed).map { "did you mean '\($0)'? " }
            hint = (near ?? "") + "\(parameter) is \(allowed.joined(separator: ", "))"
        case .notAYear(let text, let allowsRange):
            message = "'\(text)' is not a year"
            hint = allowsRange ? "write 1959, or 1955..1965" : "write it with four digits: 1959"
        case .reversedRange(let text):
            message = "'\(text)' ends before it begins"
            hint = "write the earlier year first"
        case .notAnAmount(let text):
            message = "'\(text)' is not an amount of money"
            hint = "write it with a point, and without a currency: 24.50"
        case .notABoolean(let text):
            message = "'\(text)' is neither true nor false"
            hint = "write \(parameter)=true or \(parameter)=false"
        case .notAMoment(let text):
            message = "'\(text)' is not a day"
            hint = "write 2026-11-25, or 2026-11-25T10:00:00Z"
        case .notAListing(let text):
            message = "'\(text)' is not the number of a listing"
            hint =
                text.first?.isLetter == true && !text.contains("/")
                ? "a listing has a number of its own: inventory | select id release.title"
                : "give a number, or its discogs.com address"
        case .notAnOrder(let text):
            message = "'\(text)' is not the number of an order"
            hint = "it looks like 150295-1254; orders lists them"
        case .needsOneOf(let names):
            message = "there is nothing to change"
            hint = "give one or more of \(names.joined(separator: ", "))"
        case .onlyOneOf(let names):
            message = "\(names.joined(separator: " and ")) do not go together"
            hint = "give one of them"
        case .unreadableID(let text, let kind):
            message = "'\(text)' is not the id of \(kind.withArticle)"
            hint =
                text.contains { $0.isLetter } && !text.contains("/")
                ? "to find it: search \"\(text)\" type=\(kind.rawValue)"
                : "give a number, \(kind.rawValue.prefix(1))249504, or its discogs.com address"
        case .wrongIDKind(_, let expected, let found):
            message = "this is the id of \(found.withArticle), not of \(expected.withArticle)"
            hint = "the command for it is '\(found.rawValue)'"
        case .notAPathSegment(let text):
            message = "'\(text)' cannot be a part of an address"
            hint = nil
        case .notPaged:
            message = "\(parameter) goes with lists only"
            hint = nil
        case .unusablePath(let path, let problem):
            message = "'\(path)' is not a path of the API"
            hint =
                switch problem {
                case .notAbsolute: "begin it with a slash: /releases/249504"
                case .hasHost: "leave the host out: /releases/249504"
                case .hasFragment: "a path has no '#'; write it as %23"
                case .hasControlCharacter: "it holds a control character"
                case .hasDotSegment: "write it without '.' and '..'"
                }
        case .credentialInQuery:
            message = "credentials do not go into a query"
            hint = "set DISCOGS_API_TOKEN instead"
        }
    }
}

extension IDKind {
    package var withArticle: String { self == .artist ? "an artist" : "a \(rawValue)" }
}

import Commands
import Discogs
import Output
import PipelineLanguage
import Records

/// The one place where errors become text: where, what, and what to do.
package struct ErrorReport {
    let style: TerminalStyle
    /// Who answers, as far as it is known by the time something fails.
    let situation: @Sendable () -> Situation

    struct Situation {
        /// Whether the sample catalogue answers, which knows little of what Discogs has.
        var isSample = false
        /// Where the token was set; nil without one.
        var tokenOrigin: SettingOrigin?
    }

    package init(style: TerminalStyle) { self.init(style: style, isSample: false) }

    init(style: TerminalStyle, isSample: Bool = false, tokenOrigin: SettingOrigin? = nil) {
        self.init(style: style) { Situation(isSample: isSample, tokenOrigin: tokenOrigin) }
    }

    init(style: TerminalStyle, situation: @escaping @Sendable () -> Situation) {
        self.style = style
        self.situation = situation
    }

    /// The lines for standard error, without a final line break; nil for what is no failure.
    /// - Parameter ending: the signal that ends the program.
    package func text(for error: any Error) -> String? { text(for: error, ending: nil) }

    func text(for error: any Error, ending: SignalEvent?) -> String? {
        switch error {
        case is ClosedOutput: return nil
        case is CancellationError:
            return switch ending {
            case .terminate: "terminated"
            case .hangUp: "hung up"
            default: "interrupted"
            }
        case is RunDeclined: return "stopped before the next request"
        case let failure as ReplayedFailure: return failure.text
        case let error as UsageError:
            return listed(error)
        case let failure as RowFailure:
            let text = text(for: failure.cause, ending: ending) ?? ""
            return "\(text)\nfor the row \(ErrorText.text(of: failure.row).onOneLine)"
        case let error as SettingsError:
            return error.problems.map { "error: \("\($0)".onOneLine)" }.joined(separator: "\n")
        case let failure as StageFailure:
            let situation = situation()
            let words = ErrorText(failure.cause, tokenOrigin: situation.tokenOrigin)
            let hint = words.hint ?? (situation.isSample ? Self.hintForSample(failure.cause) : nil)
            return rendered(
                Diagnostic(words.message, at: failure.location.span, hint: hint),
                in: failure.location.source)
        default:
            let words = ErrorText(error, tokenOrigin: situation().tokenOrigin)
            let text = "error: \(words.message)" + (words.hint.map { " (\($0))" } ?? "")
            return text.onOneLine
        }
    }

    /// An id of Discogs in the sample: its own are larger. A page that is not there, of an object
    /// that is, needs no such hint.
    private static func hintForSample(_ error: any Error) -> String? {
        if let failure = error as? RowFailure { return hintForSample(failure.cause) }
        guard let error = error as? DiscogsError, case .notFound = error.kind,
            let path = error.request?.target.prefix(while: { $0 != "?" }),
            path.split(separator: "/").lazy.compactMap({ Int($0) })
                .contains(where: { $0 < 9_000_000_000 })
        else { return nil }
        return "the sample catalogue has ids of its own, above 9,000,000,000; try search"
    }

    /// More errors than fit on a screen help nobody.
    private static let mostErrors = 20

    private func listed(_ error: UsageError) -> String {
        var lines = error.problems.prefix(Self.mostErrors).map {
            rendered($0.diagnostic, in: $0.source)
        }
        let rest = error.problems.count - lines.count
        if rest > 0 { lines.append("and \(rest.grouped) more errors") }
        return lines.joined(separator: "\n")
    }

    func rendered(_ diagnostic: Diagnostic, in source: SourceText) -> String {
        var diagnostic = diagnostic
        diagnostic.message = diagnostic.message.onOneLine
        diagnostic.hint = diagnostic.hint?.onOneLine
        return DiagnosticRenderer(width: style.width).render(diagnostic, in: source.withoutLogins)
    }
}

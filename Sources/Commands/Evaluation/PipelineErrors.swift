import PipelineLanguage
import Records

/// A line that does not mean anything: what is wrong with it, place by place. Exit status 2.
package struct UsageError: Error {
    /// What is wrong at a place of a text.
    package struct Problem: Sendable, Hashable {
        package let source: SourceText
        package let diagnostic: Diagnostic
    }

    /// In the order of the texts: a script can bring in others.
    package let problems: [Problem]

    package init(problems: [Problem]) { self.problems = problems }

    package init(source: SourceText, diagnostics: [Diagnostic]) {
        problems = diagnostics.map { Problem(source: source, diagnostic: $0) }
    }
}

/// A step of a pipeline that failed while it ran, with its place.
package struct StageFailure: Error {
    package let location: Location
    package let cause: any Error

    package init(_ cause: any Error, at location: Location) {
        self.cause = cause
        self.location = location
    }
}

/// A failure of what `each` ran for one row.
package struct RowFailure: Error {
    package let cause: any Error
    /// What tells which row it was.
    package let row: Row

    package init(_ cause: any Error, row: Row) {
        self.cause = cause
        self.row = row
    }
}

/// The person at the prompt said no to a long run.
package struct RunDeclined: Error {
    package init() {}
}

extension Error {
    /// Whether it ends all that runs, so that neither `try` nor `each try` goes on: an interrupt, a
    /// reader of our output who is gone, a limit that was set or a question that was denied.
    package var endsRun: Bool {
        switch self {
        case is CancellationError, is ClosedOutput, is RunDeclined, is RequestsUsedUp,
            is JournalFailure:
            true
        case let failure as StageFailure: failure.cause.endsRun
        case let failure as RowFailure: failure.cause.endsRun
        default: false
        }
    }
}

import PipelineLanguage

/// A line that does not mean anything: what is wrong with it, place by place. Exit status 2.
package struct UsageError: Error {
    package let source: SourceText
    package let diagnostics: [Diagnostic]

    package init(source: SourceText, diagnostics: [Diagnostic]) {
        self.source = source
        self.diagnostics = diagnostics
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

/// The person at the prompt said no to a long run.
package struct RunDeclined: Error {
    package init() {}
}

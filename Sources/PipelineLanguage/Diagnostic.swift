/// Something wrong at a place of a source text: what, and where it is known, what to type instead.
package struct Diagnostic: Error, Sendable, Hashable {
    package enum Severity: String, Sendable, Hashable { case error, warning }

    package var severity: Severity
    /// A sentence without a full stop, in lower case: `no field 'yaer'`.
    package var message: String
    package var span: SourceSpan
    /// What to do about it, printed behind the caret: `did you mean 'year'?`.
    package var hint: String?

    package init(
        _ message: String, at span: SourceSpan, hint: String? = nil, severity: Severity = .error
    ) {
        self.severity = severity
        self.message = message
        self.span = span
        self.hint = hint
    }
}

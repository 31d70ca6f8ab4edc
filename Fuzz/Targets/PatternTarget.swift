import Commands

/// A regular expression: it is one, or an error says that it is none.
///
/// What it costs to match is the business of whoever wrote it, so it meets the empty text only, for
/// which it is compiled.
enum PatternTarget {
    static func check(_ text: String) throws(Violation) {
        for ignoresCase in [false, true] {
            _ = try? Pattern(text, ignoresCase: ignoresCase).matches("")
        }
    }
}

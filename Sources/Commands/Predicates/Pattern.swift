import Synchronization

/// A regular expression of `where`, in the syntax of Swift's `Regex`.
package final class Pattern: Sendable {
    // A compiled Regex is not Sendable, and compiling one for each value would be slow.
    private let regex: Mutex<Regex<AnyRegexOutput>>

    /// - Throws: the reason, for a text that is not a regular expression.
    package init(_ text: String, ignoresCase: Bool) throws {
        let compiled = try Regex(text)
        regex = Mutex(ignoresCase ? compiled.ignoresCase() : compiled)
    }

    package func matches(_ value: String) -> Bool {
        regex.withLock { value.firstMatch(of: $0) != nil }
    }
}

import Synchronization

/// A regular expression of `where`, in the syntax of Swift's `Regex`.
package final class Pattern: Sendable {
    // A compiled Regex is not Sendable, and compiling one for each value would be slow.
    private let regex: Mutex<Regex<AnyRegexOutput>>

    /// Of brackets, and of signs of set operations. `Regex` goes deeper into itself with each, and
    /// ends in the end of the stack after some 1,300.
    private static let maximumNesting = 200

    /// What `Regex` could not take.
    package struct TooNested: Error {}

    /// - Throws: `TooNested`, or the reason, for a text that is not a regular expression.
    package init(_ text: String, ignoresCase: Bool) throws {
        let nesting = text.utf8.count { byte in
            [UInt8(ascii: "["), UInt8(ascii: "&"), UInt8(ascii: "-"), UInt8(ascii: "~")]
                .contains(byte)
        }
        guard nesting <= Self.maximumNesting else { throw TooNested() }
        let compiled = try Regex(text)
        regex = Mutex(ignoresCase ? compiled.ignoresCase() : compiled)
    }

    package func matches(_ value: String) -> Bool {
        regex.withLock { value.firstMatch(of: $0) != nil }
    }
}

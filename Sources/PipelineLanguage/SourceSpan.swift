/// A part of a source text, in UTF-8 offsets.
package struct SourceSpan: Sendable, Hashable {
    package var start: Int
    package var end: Int

    package init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = end
    }

    /// From the start of this span to the end of `other`.
    package func joined(with other: SourceSpan) -> SourceSpan { SourceSpan(start, other.end) }
}

/// A value and where it was written.
package struct Spanned<Value: Sendable & Hashable>: Sendable, Hashable {
    package var value: Value
    package var span: SourceSpan

    package init(_ value: Value, _ span: SourceSpan) {
        self.value = value
        self.span = span
    }
}

import PipelineLanguage

/// A place in a text that was typed or read; later lines continue pipelines of earlier ones, so
/// a span alone does not say where it is.
package struct Location: Sendable {
    package let source: SourceText
    package let span: SourceSpan

    package init(_ source: SourceText, _ span: SourceSpan) {
        self.source = source
        self.span = span
    }
}

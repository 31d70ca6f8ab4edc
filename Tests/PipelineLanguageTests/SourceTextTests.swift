import Testing

@testable import PipelineLanguage

@Suite struct SourceTextTests {
    private let source = SourceText(name: "x.mas", text: "ab\r\né日c\n\nlast")

    @Test(
        "lines and columns count from one, columns in characters",
        arguments: [
            (0, 1, 1), (2, 1, 3), (4, 2, 1), (6, 2, 2), (9, 2, 3), (11, 3, 1), (12, 4, 1),
            (16, 4, 5), (99, 4, 5), (5, 2, 2), (-1, 1, 1),
        ])
    func locations(_ offset: Int, _ line: Int, _ column: Int) {
        #expect(source.location(of: offset) == (line, column))
    }

    @Test("a combined character is one column")
    func combined() {
        let text = SourceText(name: "x", text: "e\u{301}👩‍👩‍👧x")
        #expect(text.location(of: text.text.utf8.count - 1).column == 3)
    }

    @Test("lines come without their breaks")
    func lines() {
        #expect((0...5).map(source.line) == ["", "ab", "é日c", "", "last", ""])
        #expect(source.span(ofLine: 9) == nil)
        #expect(SourceText(name: "x", text: "").line(1) == "")
    }

    @Test("the text of a part is cut to what there is")
    func parts() {
        #expect(source.text(in: SourceSpan(4, 9)) == "é日")
        #expect(source.text(in: SourceSpan(14, 99)) == "st")
        #expect(source.text(in: SourceSpan(50, 40)) == "")
    }
}

import Testing

@testable import PipelineLanguage

@Suite struct DiagnosticsTests {
    @Test(
        "every mistake is located, and the hint says what to type",
        arguments: Mistake.all)
    func mistakes(_ expected: Mistake) throws {
        let source = SourceText(name: "t", text: expected.text)
        let diagnostics = PipelineParser.parse(source).diagnostics
        let first = try #require(diagnostics.first)
        #expect(first.message == expected.message)
        #expect(source.text(in: first.span) == expected.marked)
        #expect(first.hint == expected.hint)
        #expect(first.severity == .error)
    }

    @Test("a leading '|' at the prompt gets advice of its own")
    func leadingPipe() {
        let hint = parse("| page 2", mode: .interactive).diagnostics.first?.hint
        #expect(hint == "type the stage alone to continue the last pipeline")
    }

    @Test("all mistakes of a script are found at once, and the good statements are read")
    func allAtOnce() {
        let text = """
            search artist=“Sun Ra”
            search x | | y
              | never read
            good 1
            a (b; good 2
            where a== | each { b
            let 1 = 2; a "\\q \\z" c=
            a | each {
              b =
            } | c
            good 3
            where (a=1 b) | c
            a "x
            | b
            good 4
            """
        let result = parse(text)
        let lines = result.diagnostics.map {
            SourceText(name: "t", text: text).location(of: $0.span.start).line
        }
        #expect(lines == [1, 2, 5, 6, 7, 7, 7, 7, 9, 12, 13])
        #expect(
            Formatter.text(of: result.script) == "good 1\ngood 2\ngood 3\ngood 4\n")
    }

    @Test("a forgotten quote is reported where it was forgotten")
    func forgottenQuote() {
        let text = "a x=\"Sun Ra\nb \"c\"\nd e=\n"
        let result = parse(text)
        #expect(
            result.diagnostics.map(\.message) == [
                "no closing quote", "expected a value after 'e='",
            ])
        #expect(result.diagnostics[0].span == SourceSpan(4, 5))
        #expect(result.statements.count == 1)
    }

    @Test("a shell command does not confuse the search for the next statement")
    func recoveryAndShell() {
        let result = parse("a | | b | ! awk '{ print; x\nc\na | each { b = # }\n | ! d }\n}\ne")
        #expect(result.diagnostics.count == 2)
        #expect(Formatter.text(of: result.script) == "c\ne\n")
    }

    @Test("escapes and joined lines do not either")
    func recoveryAndEscapes() {
        let result = parse("a | | b \\; c \\\n d \"x\\\" ; y\" # ;\ne\na ( |\n f\n | g\nh")
        #expect(Formatter.text(of: result.script) == "e\nh\n")
    }

    @Test("an open brace with another mistake in its line does not hide later lines")
    func recoveryAndOpenBrace() {
        let result = parse("a | each { b (c)\nd e=\nf")
        #expect(
            result.diagnostics.map(\.message) == [
                "unexpected '('", "expected a value after 'e='",
            ])
        #expect(Formatter.text(of: result.script) == "f\n")
    }

    @Test("a hopeless text ends in a limited number of errors")
    func hopeless() {
        #expect(parse(String(repeating: "a (\n", count: 10_000)).diagnostics.count == 100)
        #expect(parse(String(repeating: "a \0", count: 10_000)).diagnostics.count <= 100)
    }
}

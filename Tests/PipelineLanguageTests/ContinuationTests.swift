import Testing

@testable import PipelineLanguage

@Suite struct ContinuationTests {
    @Test(
        "unfinished text at a prompt asks for more",
        arguments: [
            "search x |", "search x |\n", "search x | # note", "search x \\", "search 'x",
            "search \"x", "search \"x $", "search \"x\\", "each { search", "each {", "where (a=1",
            "where (", "a ${x", "a ${", "a ${x:-", "let x = a |", "let x = \"a", "alias x = a |",
            "where a=1 (b=2 or c=3", "a | ! cut \\", "a | each { b | ! c", "a | each { b |",
            "a; b |", "a\\",
        ])
    func asksForMore(_ text: String) {
        let result = parse(text, mode: .interactive)
        #expect(result.needsMoreInput)
        #expect(result.hasErrors)
        for mode in [PipelineParser.Mode.file, .line] {
            let whole = parse(text, mode: mode)
            #expect(!whole.needsMoreInput)
            #expect(whole.hasErrors)
        }
    }

    @Test(
        "finished text does not",
        arguments: [
            "", "# note", "search x", "search x |\ny", "a \\\nb", "a 'x\ny'", "each {\na\n}",
            "where (\na=1\n)", "a # |", "a '|'", "a \\|", "a | ! b |", "a \\\n",
        ])
    func isFinished(_ text: String) {
        let result = parse(text, mode: .interactive)
        #expect(!result.needsMoreInput)
        #expect(!result.hasErrors)
    }

    @Test(
        "text that is wrong already does not",
        arguments: [
            "a | | b |", "a ) |", "let 1x = \"", "| a", "a “b” |", "a \"b”", "where a== \"",
            "where a=1 and", "where a~/b", "a b= 'c", "try", "each", "a\u{0} |",
        ])
    func isWrong(_ text: String) {
        let result = parse(text, mode: .interactive)
        #expect(!result.needsMoreInput)
        #expect(result.hasErrors)
    }

    @Test("more text completes it")
    func completes() {
        #expect(canonical("search x |\nlimit 5", mode: .interactive) == "search x | limit 5\n")
        #expect(canonical("a \"x\ny\"", mode: .interactive) == "a \"x\\ny\"\n")
    }

    @Test("what was pasted may hold several statements")
    func pasted() {
        let text = "let a = 1; search x\n  | limit 5\n\nshow"
        #expect(parse(text, mode: .interactive).statements.count == 3)
    }
}

import Testing

@testable import Shell

@Suite("The word before the cursor")
struct CompletionWordTests {
    @Test(
        "begins after a blank, a mark of the language, or an open quote",
        arguments: [
            ("", "", 0), ("sea", "sea", 0), ("search art", "art", 7), ("search ", "", 7),
            ("search artist=", "", 14), ("search artist=Mi", "Mi", 14),
            ("search artist=\"Miles Da", "Miles Da", 15), ("a 'b c", "b c", 3),
            ("a|lim", "lim", 2), ("each {rel", "rel", 6), ("country=US,Ja", "Ja", 11),
            ("where year>19", "19", 11), ("\"a b\" c", "c", 6), ("a\\ b", "a\\ b", 0),
            ("\"a\\\"b c", "a\\\"b c", 1), ("'a\\' b", "b", 5), ("x=\"it's", "it's", 3),
            ("日本 語", "語", 3), ("two\nlines", "lines", 4),
        ])
    func word(line: String, text: String, start: Int) {
        let word = CompletionWord(line: line, cursor: line.count)
        #expect(word.text == text)
        #expect(word.start == start)
    }

    @Test("ends at the cursor, and knows which quote is open there")
    func cursor() {
        let word = CompletionWord(line: "search artist=\"Miles\" x", cursor: 18)
        #expect(word.text == "Mil")
        #expect(word.quote == "\"")
        #expect(CompletionWord(line: "search x", cursor: 3).text == "sea")
        #expect(CompletionWord(line: "search x", cursor: 3).quote == nil)
    }
}

@Suite("A prompt")
struct PromptTextTests {
    @Test("has its colours between marks, and none when plain")
    func styles() {
        let prompt = Prompt.styled("music", "1;34") + "> "
        #expect(prompt == "\u{1}\u{1B}[1;34m\u{2}music\u{1}\u{1B}[0m\u{2}> ")
        #expect(Prompt.plain(prompt) == "music> ")
    }
}

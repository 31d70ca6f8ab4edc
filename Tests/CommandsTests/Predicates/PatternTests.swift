import Testing

@testable import Commands

@Suite("Patterns")
struct PatternTests {
    @Test(
        "A pattern that would take the whole stack is refused",
        arguments: [
            String(repeating: "[", count: 5000) + "a" + String(repeating: "]", count: 5000),
            "[a" + String(repeating: "&&a", count: 5000) + "]",
            "[a" + String(repeating: "--a", count: 5000) + "]",
            "[a" + String(repeating: "~~a", count: 5000) + "]",
        ])
    func tooNested(text: String) async {
        #expect(throws: Pattern.TooNested.self) { try Pattern(text, ignoresCase: false) }
        let ran = await TestSession(.script, .pages(of: 3)).run("search x | where title~/\(text)/")
        #expect(
            ran.problems == [
                "«/\(text)/» this regular expression has too many brackets"
                    + " → write several conditions: title~/…/ title~/…/"
            ])
    }

    @Test("As many brackets as anybody needs are fine")
    func wide() throws {
        let isbn = try Pattern(String(repeating: "[0-9-]", count: 60), ignoresCase: false)
        #expect(isbn.matches(String(repeating: "1-", count: 30)))
        #expect(!isbn.matches(String(repeating: "1-", count: 29)))
    }
}

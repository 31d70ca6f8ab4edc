import Testing

@testable import Commands

@Suite("What a few lines can make of themselves")
struct GrowthTests {
    private static func problems(_ lines: [String]) async -> [String] {
        await TestSession(.script, .pages(of: 3)).run(lines.joined(separator: "\n")).problems
    }

    /// `first`, then lines that each build on the one before.
    private static func chain(_ first: String, _ next: (String, String) -> String) -> [String] {
        [first] + (1...200).map { next("a\($0)", $0 == 1 ? "a" : "a\($0 - 1)") }
    }

    @Test("Aliases that double each other end in an error, and not in all memory")
    func doubled() async {
        let problems = await Self.problems(
            Self.chain("alias a = sort x | sort y") { "alias \($0) = \($1) | \($1)" })
        #expect(
            problems.first
                == "«a11» with the alias 'a11' this grows too large → keep rows with let, and go on with them"
        )
    }

    @Test("Aliases that nest in each other end in an error, and not in the stack's end")
    func nested() async {
        let problems = await Self.problems(
            Self.chain("alias a = each { release 1 }") {
                "alias \($0) = each { release 1 | \($1) }"
            }
                + ["search x | a98", "search x | a99"])
        #expect(
            problems.first?.hasPrefix("«a99» with the alias 'a99' this grows too large") == true)
        #expect(!problems.contains { $0.hasPrefix("«a98»") })
    }

    @Test("Conditions that aliases add to each other stand side by side")
    func conditions() async {
        let session = TestSession(.script, .pages(of: 3))
        let ran = await session.run(
            (Self.chain("alias a = where id<3") { "alias \($0) = \($1) id>0" }
                + ["search x | a200 | select id"]).joined(separator: "\n"))
        #expect(ran.problems == [])
        #expect(ran.values("id") == ["1", "2"])
    }

    @Test("Lists and texts that double each other end in an error, too")
    func values() async {
        let lists = await Self.problems(Self.chain("let a = 1,2") { "let \($0) = $\($1),$\($1)" })
        #expect(
            lists.first?.hasSuffix("are too many values → keep rows instead: let x = search …")
                == true)
        let texts = await Self.problems(Self.chain("let a = 12") { "let \($0) = \"$\($1)$\($1)\"" })
        #expect(texts.first?.hasSuffix("this text is too long") == true)
    }
}

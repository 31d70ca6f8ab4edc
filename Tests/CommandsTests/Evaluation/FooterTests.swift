import Testing

@testable import Commands

@Suite("The line under a table")
struct FooterTests {
    private static func footer(
        _ line: String, _ source: SpySource = .pages(of: 1234), width: Int = 100
    ) async -> [String] {
        await TestSession(.prompt, source, width: width).run(line).notes
    }

    @Test(
        "Says how many rows there are and how to see more",
        arguments: [
            ("search x", "50 of 1,234 rows · next for more"),
            ("search x | page 2", "50 of 1,234 rows · page 2 of 25 · next for more"),
            ("search x | page 25", "34 of 1,234 rows · page 25 of 25"),
            ("search x | page 2..3", "100 of 1,234 rows · pages 2–3 of 25 · next for more"),
            ("search x | select title", "50 of 1,234 rows · next for more"),
            ("search x | limit 1", "1 row"),
            ("search x | limit 5", "5 rows"),
            ("search x | limit 200", "50 of 200 rows · next for more"),
            ("search x | limit 0", "no rows"),
            ("search x | where id>20 | limit 5", "5 rows · 50 of 1,234 read"),
            ("search x | where id<0 | limit 5", "no rows"),
        ])
    func texts(line: String, footer: String) async {
        #expect(await Self.footer(line) == [footer])
    }

    @Test("Says less on a narrow terminal")
    func narrow() async {
        #expect(
            await Self.footer("search x | page 2", width: 40)
                == ["50 of 1,234 rows · next for more"])
        #expect(await Self.footer("search x", width: 20) == ["50 of 1,234 rows"])
    }

    @Test("Counts what came where the server does not say how many there are")
    func unknownTotal() async {
        let source = SpySource.body(["results": [["id": 1], ["id": 2]]])
        #expect(await Self.footer("search x | page 1", source) == ["2 rows · next for more"])
        #expect(await Self.footer("search x", .pages(of: 2)) == ["2 rows"])
        #expect(await Self.footer("search x", .pages(of: 0)) == ["no rows"])
    }

    @Test("Says so when a page of rows was filtered away and others follow")
    func emptyScreen() async {
        #expect(
            await Self.footer("search x | page 1 | where id<0")
                == ["no rows here · next for more"])
    }

    @Test("Is not printed for one object, and not with --quiet")
    func absent() async {
        #expect(await Self.footer("search x | count", .pages(of: 3)) == [])
        let session = TestSession(.prompt, .pages(of: 3)) { $0.isQuiet = true }
        #expect(await session.run("search x").notes == [])
    }

    @Test("Stands under rows in other formats where some are missing")
    func otherFormats() async {
        #expect(
            await Self.footer("search x | as csv") == ["50 of 1,234 rows · next for more"])
        #expect(await Self.footer("search x | as csv", .pages(of: 3)) == [])
    }

    @Test("Counts all rows of a script that prints a table at a terminal")
    func scriptTable() async {
        let session = TestSession(.script, .pages(of: 120), isPiped: false)
        let ran = await session.run("search x")
        #expect(ran.notes == ["120 rows"])
        #expect(ran.lines.count == 122)
    }
}

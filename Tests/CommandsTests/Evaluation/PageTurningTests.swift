import Testing

@testable import Commands

@Suite("next and prev")
struct PageTurningTests {
    /// Runs the lines, and gives the footer and the requests of the last one.
    private static func last(_ lines: String..., of total: Int = 120) async -> Ran {
        let session = TestSession(.prompt, .pages(of: total))
        var ran = Ran()
        for line in lines { ran = await session.run(line) }
        return ran
    }

    private static let isLast = "«next» this is the last page"

    @Test("Turn the pages of a plain list")
    func plain() async {
        let second = await Self.last("search x", "next")
        #expect(second.pages == ["2×50"])
        #expect(second.notes == ["50 of 120 rows · page 2 of 3 · next for more"])
        let third = await Self.last("search x", "next", "next")
        #expect(third.pages == ["3×50"])
        #expect(third.notes == ["20 of 120 rows · page 3 of 3"])
        #expect(
            await Self.last("search x", "next", "next", "next").problems == [Self.isLast])
        let back = await Self.last("search x", "next", "prev")
        #expect(back.requests == [])
        #expect(back.notes == ["50 of 120 rows · next for more"])
        #expect(await Self.last("search x", "prev").problems == ["«prev» this is the first page"])
        #expect(await Self.last("search x", "next", of: 50).problems == [Self.isLast])
    }

    @Test("Keep the stages behind")
    func stages() async {
        let ran = await Self.last("search x | select id | as jsonl", "next")
        #expect(ran.values("id") == (51...100).map(String.init))
        #expect(ran.pages == ["2×50"])
    }

    @Test("Go on from the page chosen, by as many pages as were chosen")
    func chosenPages() async {
        #expect(await Self.last("search x | page 2", "next").pages == ["3×50"])
        #expect(await Self.last("search x | page 2", "prev").pages == ["1×50"])
        #expect(await Self.last("search x | page 3", "next").problems == [Self.isLast])
        #expect(
            await Self.last("search x | page 2..3", "next", of: 250).pages == ["4×50", "5×50"])
        #expect(await Self.last("search x | page 2..3", "prev").pages == ["1×50"])
        #expect(await Self.last("search x | per-page 10 | page 3", "next").pages == ["4×10"])
        #expect(await Self.last("search x | per-page 20", "next").pages == ["2×20"])
        let filtered = await Self.last("search x | page 1 | where id>60 | as jsonl", "next")
        #expect(filtered.pages == ["2×50"])
        #expect(filtered.values("id") == (61...100).map(String.init))
    }

    @Test("Show the next rows of what was filtered")
    func filtered() async {
        let first = await Self.last("search x | where id!=7")
        #expect(first.pages == ["1×50", "2×50"])
        #expect(first.notes == ["50 rows · 100 of 120 read · next for more"])
        let second = await Self.last("search x | where id!=7", "next")
        #expect(second.pages == ["3×50"])
        #expect(second.notes == ["rows 51 to 100 · next for more"])
        let third = await Self.last("search x | where id!=7", "next", "next")
        #expect(third.requests == [])
        #expect(third.notes == ["rows 101 to 119"])
        let lines = ["search x | where id!=7", "next", "next", "next"]
        #expect(
            await Self.last(lines[0], lines[1], lines[2], lines[3]).problems
                == ["«next» these are the last rows"])
        let back = await Self.last("search x | where id!=7", "next", "prev")
        #expect(back.notes == ["50 rows · 100 of 120 read · next for more"])
        #expect(
            await Self.last("search x | where id!=7", "prev").problems
                == ["«prev» these are the first rows"])
    }

    @Test("Show the next rows of what was sorted here")
    func sorted() async {
        let session = TestSession(.prompt, .pages(of: 120))
        let first = await session.run("search x | sort -id | as jsonl")
        #expect(first.values("id") == (71...120).reversed().map(String.init))
        #expect(first.notes == ["50 of 120 rows · next for more"])
        let second = await session.run("next")
        #expect(second.requests == [])
        #expect(second.values("id") == (21...70).reversed().map(String.init))
        let third = await session.run("next")
        #expect(third.values("id") == (1...20).reversed().map(String.init))
        #expect(await session.run("next").problems == ["«next» these are the last rows"])
        #expect(await session.run("prev").values("id") == second.values("id"))
    }

    @Test("Show the next rows of what was limited")
    func limited() async {
        let first = await Self.last("search x | limit 70")
        #expect(first.notes == ["50 of 70 rows · next for more"])
        let second = await Self.last("search x | limit 70", "next")
        #expect(second.requests == [])
        #expect(second.notes == ["rows 51 to 70"])
        #expect(
            await Self.last("search x | limit 70", "next", "next").problems
                == ["«next» these are the last rows"])
        #expect(
            await Self.last("search x | limit 5", "next").problems
                == ["«next» these are the last rows"])
    }

    @Test("A screen of filtered rows is as long as per-page says")
    func filteredByTens() async {
        let session = TestSession(.prompt, .pages(of: 60))
        await session.run("search x | per-page 10 | where id>0 | select id | as jsonl")
        #expect(await session.run("next").values("id") == (11...20).map(String.init))
    }

    @Test("Go on from the page that was exported")
    func exported() async {
        let turned = await Self.last("search x | page 2 | export csv", "next")
        #expect(turned.pages == ["3×50"])
        #expect(
            await Self.last("search x | export csv", "next").problems == [Self.isLast])
        let shown = await Self.last("search x | show | export csv", "next")
        #expect(shown.notes == ["50 of 120 rows · page 2 of 3 · next for more"])
    }

    @Test("Work in a script as they did at the prompt")
    func script() async {
        let session = TestSession(.script, .pages(of: 120))
        let ran = await session.run("search x | page 1\nnext\nprev")
        #expect(ran.problems == [])
        #expect(ran.pages == ["1×50", "2×50"])
        #expect(ran.rows.count == 150)
    }

    @Test("Need a list")
    func nothing() async {
        #expect(
            await Self.last("next").problems == ["«next» nothing to turn: no list was shown yet"])
        let session = TestSession(.prompt)
        await session.run("release 9300000001")
        #expect(
            await session.run("next").problems == ["«next» nothing to turn: no list was shown yet"])
    }

    @Test("Go on with the list after a look at one of its rows")
    func card() async {
        let session = TestSession(.prompt)
        await session.run(#"search artist="Miles Davis" | per-page 5"#)
        await session.run("release 9300000001")
        let ran = await session.run("next")
        #expect(ran.problems == [])
        #expect(ran.pages == ["2×5"])
        #expect(await session.run("prev").pages == [], "page 1 is known")
    }
}

import Discogs
import Testing

@testable import Commands

@Suite("Lines that begin with a stage continue the last pipeline")
struct ContinuationTests {
    private static let all = ["1×100", "2×100", "3×100"]

    @Test("What was fetched is not fetched again: an export needs only the other half page")
    func otherHalf() async {
        let session = TestSession(.prompt, .pages(of: 260))
        await session.run("search x")
        let exported = await session.run("export csv")
        #expect(exported.pages == ["2×50", "2×100", "3×100"])
        #expect(
            exported.notes == [
                "\(session.exports.path)/search-20261123-184500.csv: 260 rows,"
                    + " \((session.exports.text("search-20261123-184500.csv")?.utf8.count ?? 0).grouped) bytes"
            ])
        let counted = await session.run("count")
        #expect(counted.requests == [])
        #expect(counted.output.contains("260"))
        #expect(await session.run("export json").requests == [])
    }

    @Test("Fewer rows than were fetched cost nothing")
    func fewer() async {
        let session = TestSession(.prompt, .pages(of: 260))
        await session.run("search x")
        let limited = await session.run("limit 5")
        #expect(limited.requests == [])
        #expect(limited.notes == ["5 rows"])
    }

    @Test("More rows than were fetched cost only what is missing")
    func more() async {
        let session = TestSession(.prompt, .pages(of: 260))
        await session.run("search x")
        let limited = await session.run("limit 70 | count")
        #expect(limited.pages == ["2×50"])
        #expect(limited.output.contains("70"))
    }

    @Test("A screen of rows that an export fetched costs nothing")
    func screenAfterExport() async {
        let session = TestSession(.prompt, .pages(of: 260))
        await session.run("search x | export csv")
        let shown = await session.run("show")
        #expect(shown.requests == [])
        #expect(shown.notes == ["50 of 260 rows · next for more"])
    }

    @Test("Stages come behind those there are; page and per-page replace the earlier ones")
    func places() async {
        let session = TestSession(.prompt, .pages(of: 260))
        await session.run("search x")
        await session.run("where id>=30 | select id")
        #expect(await session.run("page 3").pages == ["3×50"])
        #expect(await session.run("page 2").pages == [])
        #expect(await session.run("as jsonl").values("id") == (51...100).map(String.init))
        #expect(await session.run("page 3 | limit 2").values("id") == ["101", "102"])
        #expect(await session.run("per-page 10").values("id") == ["30"])
        #expect(await session.run("page 4").values("id") == ["31", "32"])
    }

    @Test("A page typed after a server's order is a page of that order")
    func pageOfOrder() async {
        let session = TestSession(.prompt, .pages(GeneratedPages(total: 120, rowsKey: "releases")))
        await session.run("artist-releases 1 | per-page 20 | sort -year")
        let expected = "GET /artists/1/releases?sort=year&sort_order=desc"
        #expect(await session.run("page 2").requests == ["\(expected)&page=2&per_page=20"])
        #expect(await session.run("next").requests == ["\(expected)&page=3&per_page=20"])
        #expect(await session.run("per-page 50").requests == ["\(expected)&page=3&per_page=50"])
    }

    @Test("An order of one page stays an order of one page")
    func orderOfPage() async {
        let session = TestSession(.prompt, .pages(GeneratedPages(total: 120, rowsKey: "releases")))
        await session.run("artist-releases 1 | page 1 | sort -year")
        #expect(
            await session.run("page 2").requests == ["GET /artists/1/releases?page=2&per_page=50"])
    }

    @Test("$_ at the beginning is the last pipeline")
    func lastResult() async {
        let session = TestSession(.prompt, .pages(of: 60))
        await session.run("search x | limit 3")
        let again = await session.run("$_ | select id | as jsonl")
        #expect(again.requests == [])
        #expect(again.values("id") == ["1", "2", "3"])
        #expect(await session.run("$_").values("id") == ["1", "2", "3"])
    }

    @Test("Sinks are not continued")
    func sinks() async {
        let session = TestSession(.prompt, .pages(of: 60))
        await session.run("search x | limit 2 | show id | export csv a.csv")
        let continued = await session.run("as jsonl")
        #expect(continued.values("title") == ["Title 1", "Title 2"])
        #expect(session.exports.names == ["a.csv"])
    }

    @Test("A new source forgets what was fetched, even the same one")
    func newSource() async {
        let session = TestSession(.prompt, .pages(of: 60))
        await session.run("search x")
        #expect(await session.run("search x").pages == ["1×50"])
        #expect(await session.run("show").pages == [])
    }

    @Test("A failed line, status and help leave the last pipeline as it was")
    func failures() async {
        let session = TestSession(.prompt, .pages(of: 60))
        await session.run("search x | limit 2 | as jsonl")
        for line in ["where yaer=1", "serach y", "status", "help", "history", "page 0"] {
            await session.run(line)
        }
        let continued = await session.run("select id")
        #expect(continued.values("id") == ["1", "2"])
        #expect(continued.requests == [])
    }

    @Test("A source that failed does not make the lines before it fetch again")
    func failedSource() async {
        let pages = GeneratedPages(total: 60)
        let source = SpySource { request in
            if request.target.contains("q=y") { throw DiscogsError(.server, message: "No.") }
            return try pages.response(to: request)
        }
        let session = TestSession(.prompt, source)
        await session.run("search x")
        #expect(await session.run("search y").problems == ["«search y» failed: No."])
        #expect(await session.run("$_").requests == [])
    }

    @Test("There is nothing to continue before the first pipeline")
    func nothing() async {
        for line in ["limit 3", "where year=1", "$_ | count"] {
            let ran = await TestSession(.prompt).run(line)
            #expect(ran.problems.count == 1)
            #expect(
                ran.problems.first?.contains("there is nothing to continue: no pipeline ran before")
                    == true)
        }
    }

    @Test("Lines of a script continue each other")
    func script() async {
        let session = TestSession(.script, .pages(of: 260))
        let ran = await session.run(
            "search x\nwhere id>=259\nselect id\nlimit 1 | export csv b.csv")
        #expect(ran.problems == [])
        #expect(ran.pages == Self.all)
        #expect(session.exports.text("b.csv") == "id\r\n259\r\n")
    }
}

import Discogs
import Records
import Testing

@testable import Commands

@Suite("Reading page by page")
struct PagedReadTests {
    private static func ids(_ pages: GeneratedPages, _ line: String = "search x") async -> Ran {
        await TestSession(.script, .pages(pages)).run(line)
    }

    @Test("A row that comes again on a later page is dropped")
    func repeats() async {
        var pages = GeneratedPages(total: 220)
        pages.change = { page, rows in page == 2 ? [GeneratedPages.row(100)] + rows : rows }
        let ran = await Self.ids(pages)
        #expect(ran.values("id") == (1...220).map(String.init))
    }

    @Test("Equal rows within a page are all kept")
    func equalRows() async {
        var pages = GeneratedPages(total: 120)
        pages.change = { page, rows in page == 1 ? rows + [rows[0]] : rows }
        #expect(await Self.ids(pages).rows.count == 121)
    }

    @Test("A short or empty page does not end the list")
    func shortPages() async {
        var pages = GeneratedPages(total: 300)
        pages.change = { page, rows in page == 1 ? Array(rows.prefix(3)) : page == 2 ? [] : rows }
        let ran = await Self.ids(pages)
        #expect(ran.pages == ["1×100", "2×100", "3×100"])
        #expect(ran.rows.count == 103)
    }

    @Test("A limit is filled from later pages when one is short")
    func shortLimit() async {
        var pages = GeneratedPages(total: 300)
        pages.change = { page, rows in page == 1 ? Array(rows.dropLast()) : rows }
        let ran = await Self.ids(pages, "search x | limit 20")
        #expect(ran.pages == ["1×20", "2×20"])
        #expect(ran.rows.count == 20)
    }

    @Test("A page that vanishes while one reads ends the list quietly")
    func vanishing() async {
        var pages = GeneratedPages(total: 300)
        pages.vanishesFrom = 3
        let ran = await Self.ids(pages)
        #expect(ran.problems == [])
        #expect(ran.pages == ["1×100", "2×100", "3×100"])
        #expect(ran.rows.count == 200)
        pages.change = { _, _ in [] }
        #expect(await Self.ids(pages).problems == [])
    }

    @Test("A page that is asked for and not there is an error with the server's words")
    func missingPage() async {
        let ran = await Self.ids(GeneratedPages(total: 60), "search x | page 9")
        #expect(
            ran.problems == [
                "«search x» failed: Page 9 is outside of valid range [1, 2]. (404)"
            ])
        #expect(((ran.error as? StageFailure)?.cause as? DiscogsError)?.kind == .notFound)
    }

    @Test("Other failures in the middle are errors")
    func failures() async {
        let pages = GeneratedPages(total: 300)
        let source = SpySource { request in
            if request.page == 2 {
                throw DiscogsError(.server, status: 500, message: "The server is ill.")
            }
            return try pages.response(to: request)
        }
        let ran = await TestSession(.script, source).run("search x | select id")
        #expect(ran.problems == ["«search x» failed: The server is ill. (500)"])
        #expect(ran.rows.count == 100)
    }

    @Test("Where the server does not count its pages, one without news is the last")
    func uncounted() async {
        let session = TestSession(.script, .body(["results": [["id": 1], ["id": 2]]]))
        let ran = await session.run("search x")
        #expect(ran.values("id") == ["1", "2"])
        #expect(ran.requests.count == 2)
    }

    @Test("A reply without rows is no list")
    func noRows() async {
        let ran = await TestSession(.script, .body(["message": "?"])).run("search x")
        #expect(ran.problems == ["«search x» failed: the reply has no 'results' (200)"])
    }

    @Test("A cancelled line stops before its next request")
    func cancelled() async {
        let session = TestSession(.script, .pages(of: 300))
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await session.run("search x")
        }
        let ran = await task.value
        #expect(ran.error is CancellationError)
        #expect(ran.requests == [])
    }

    // MARK: Ceilings

    private static let warning =
        "warning: search ends at 10,000 of 13,900,000 rows; narrow it, for example by year or format"

    @Test("A warning says what the API's ceiling cuts off, even with --quiet")
    func ceiling() async {
        let pages = GeneratedPages(total: 10_000, items: 13_900_000)
        let session = TestSession(.script, .pages(pages, isFree: true)) { $0.isQuiet = true }
        let counted = await session.run("search x | count")
        #expect(counted.values("count") == ["10000"])
        #expect(counted.notes == [Self.warning])
        #expect(await session.run("search x | limit 3").notes == [])
        #expect(await session.run("search x | page 200").notes == [Self.warning])
    }

    @Test("A warning comes too where the server answers pages behind its ceiling with 404")
    func ceilingByError() async {
        var pages = GeneratedPages(total: 13_000)
        pages.vanishesFrom = 101
        let ran = await TestSession(.script, .pages(pages, isFree: true)).run("search x | count")
        #expect(ran.values("count") == ["10000"])
        #expect(
            ran.notes == [
                "warning: search ends at 10,000 of 13,000 rows;"
                    + " narrow it, for example by year or format"
            ])
    }

    // MARK: Long runs

    @Test("The prompt asks before more than 60 requests, and says how long they take")
    func asks() async {
        let session = TestSession(.prompt, .pages(of: 9_000))
        let ran = await session.run("search x | count")
        #expect(ran.questions == ["This takes 89 more requests, about 29 s. Go on?"])
        #expect(ran.requests.count == 90)
        #expect(
            await TestSession(.prompt, .pages(of: 6_000)).run("search x | count").questions == [])
        #expect(
            await TestSession(.prompt, .pages(of: 6_001)).run("search x | count").questions
                == ["This takes 60 more requests, right away. Go on?"])
    }

    @Test("No stops it, and the line before can be continued")
    func declined() async {
        let session = TestSession(.prompt, .pages(of: 9_000), answer: false)
        await session.run("search x | limit 2")
        let ran = await session.run("search y | export csv")
        #expect(ran.error is RunDeclined)
        #expect(ran.requests.count == 1)
        #expect(session.exports.names == [])
        #expect(await session.run("show").notes == ["2 rows"])
    }

    @Test("A limit or pages chosen count as what they are")
    func bounded() async {
        let session = TestSession(.prompt, .pages(of: 9_000))
        #expect(await session.run("search x | limit 5000 | count").questions == [])
        #expect(await session.run("search x | page 1..60 | count").questions == [])
        #expect(
            await session.run("search x | page 1..70 | count").questions
                == ["This takes 69 more requests, about 9 s. Go on?"])
    }

    @Test("A screen that takes long to fill asks every 60 requests")
    func longScreen() async {
        let session = TestSession(.prompt, .pages(of: 9_000))
        let ran = await session.run("search x | where id=6200 | limit 1")
        #expect(
            ran.questions == ["60 requests so far. Go on?", "120 requests so far. Go on?"])
        #expect(ran.requests.count == 124)
    }

    @Test("A long read of the API tells how far it is, and takes that away at its end")
    func progress() async {
        let ran = await TestSession(.script, .pages(of: 300)).run("search x | count")
        #expect(ran.progress == ["page 1 of 3", "page 2 of 3", nil])
        let long = await TestSession(.script, .pages(of: 130))
            .run("search x | per-page 1 | count").progress.compactMap(\.self)
        #expect(long.first == "page 1 of 130, about 1 min 10 s left")
        #expect(long[60] == "page 61 of 130, about 1 min 9 s left")
        #expect(long.last == "page 129 of 130, about 1 s left")
        let shown = await TestSession(.prompt, .pages(of: 300)).run("search x")
        #expect(shown.progress == [nil])
    }

    @Test("The catalogue and scripts never ask")
    func neverAsks() async {
        let catalogue = TestSession(.prompt, .pages(of: 9_000, isFree: true))
        #expect(await catalogue.run("search x | count").questions == [])
        let script = TestSession(.script, .pages(of: 9_000))
        #expect(await script.run("search x | count").questions == [])
    }

    @Test("Tells a duration as people do")
    func durations() {
        let pace = RequestPace(requests: 60, seconds: 60)
        #expect(pace.duration(of: 60) == "right away")
        #expect(pace.duration(of: 200) == "about 2 min 20 s")
        #expect(pace.duration(of: 9_999) == "about 2 h 45 min")
        #expect(RequestPace(requests: 25, seconds: 60).duration(of: 50) == "about 1 min 0 s")
        #expect(
            [0, 12, 999, 1_000, 1_234_567, -5_000].map(\.grouped)
                == ["0", "12", "999", "1,000", "1,234,567", "-5,000"])
    }
}

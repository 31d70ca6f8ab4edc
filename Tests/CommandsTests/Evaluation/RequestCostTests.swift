import Testing

@testable import Commands

@Suite("A pipeline asks for no page that it does not need")
struct RequestCostTests {
    private static let search = "GET /database/search?q=x"

    @Test("At the prompt a search is one request for 50 rows")
    func prompt() async {
        let ran = await TestSession(.prompt, .pages(of: 1234)).run("search x")
        #expect(ran.requests == ["\(Self.search)&page=1&per_page=50"])
        #expect(ran.questions == [])
    }

    @Test("A script takes all rows, 100 at a time")
    func script() async {
        let ran = await TestSession(.script, .pages(of: 250)).run("search x")
        #expect(
            ran.requests == [1, 2, 3].map { "\(Self.search)&page=\($0)&per_page=100" })
        #expect(ran.values("id") == (1...250).map(String.init))
    }

    @Test(
        "Stages behind a source become parameters of the request",
        arguments: [
            ("limit 5", ["1×5"], 5),
            ("limit 100", ["1×100"], 100),
            ("limit 200", ["1×100", "2×100"], 200),
            ("limit 150 | limit 20", ["1×20"], 20),
            ("limit 0", [], 0),
            ("page 2", ["2×50"], 50),
            ("page 2..3", ["2×50", "3×50"], 100),
            ("page 6..", ["6×50"], 10),
            ("page ..2", ["1×50", "2×50"], 100),
            ("page 1..3 | limit 60", ["1×50", "2×50"], 60),
            ("limit 60 | page 2..4", ["2×50", "3×50"], 60),
            ("per-page 10 | page 3", ["3×10"], 10),
            ("page 3 | per-page 10", ["3×10"], 10),
            ("per-page 100 | limit 120", ["1×100", "2×100"], 120),
            ("per-page 100", ["1×100", "2×100", "3×100"], 260),
        ])
    func parameters(stages: String, pages: [String], rows: Int) async {
        let ran = await TestSession(.script, .pages(of: 260)).run("search x | \(stages)")
        #expect(ran.problems == [])
        #expect(ran.pages == pages)
        #expect(ran.rows.count == rows)
    }

    @Test(
        "Stages that need every row take every page, others stop as soon as they can",
        arguments: [
            ("count", ["1×100", "2×100", "3×100"]),
            ("export csv", ["1×100", "2×100", "3×100"]),
            ("sort year", ["1×100", "2×100", "3×100"]),
            ("sort year | limit 3", ["1×100", "2×100", "3×100"]),
            ("skip 10 | limit 5", ["1×100"]),
            ("where id>150 | limit 5", ["1×100", "2×100"]),
            ("select title | limit 100", ["1×100"]),
            ("limit 30 | sort -year", ["1×30"]),
            ("limit 30 | count", ["1×30"]),
            ("page 2 | count", ["2×50"]),
            ("page 2 | sort year", ["2×50"]),
            ("export csv | limit 3", ["1×100", "2×100", "3×100"]),
            ("show | limit 3", ["1×100", "2×100", "3×100"]),
        ])
    func draining(stages: String, pages: [String]) async {
        let ran = await TestSession(.script, .pages(of: 260)).run("search x | \(stages)")
        #expect(ran.problems == [])
        #expect(ran.pages == pages)
    }

    @Test(
        "At the prompt no more than a screen is fetched, unless a stage needs every row",
        arguments: [
            ("where id>60", ["1×50", "2×50", "3×50"]),
            ("where id>60 | limit 10", ["1×50", "2×50"]),
            ("skip 10", ["1×50", "2×50"]),
            ("select title", ["1×50"]),
            ("as json", ["1×50"]),
            ("per-page 20", ["1×20"]),
            ("limit 200", ["1×100"]),
            ("count", ["1×100", "2×100", "3×100"]),
            ("sort year", ["1×100", "2×100", "3×100"]),
            ("show | export csv", ["1×100", "2×100", "3×100"]),
            ("export csv | show", ["1×100", "2×100", "3×100"]),
        ])
    func promptDraining(stages: String, pages: [String]) async {
        let ran = await TestSession(.prompt, .pages(of: 260)).run("search x | \(stages)")
        #expect(ran.problems == [])
        #expect(ran.pages == pages)
    }

    @Test("At the prompt with redirected output all rows are taken")
    func redirected() async {
        let ran = await TestSession(.prompt, .pages(of: 260), isPiped: true).run("search x")
        #expect(ran.pages == ["1×100", "2×100", "3×100"])
        #expect(ran.rows.count == 260)
        #expect(ran.notes == [])
    }

    @Test("An object is one request without pages")
    func object() async {
        let ran = await TestSession(.script).run("release 9300000001 | limit 1 | select title")
        #expect(ran.requests == ["GET /releases/9300000001"])
        #expect(ran.values("title") == ["Kind Of Blue"])
    }

    // MARK: Sorting

    private static func releases(_ stages: String) async -> [String] {
        let pages = GeneratedPages(total: 120, rowsKey: "releases")
        let ran = await TestSession(.script, .pages(pages)).run("artist-releases 1 | \(stages)")
        #expect(ran.problems == [])
        return ran.requests.map { String($0.split(separator: "?")[1]) }
    }

    @Test("The server sorts where it can, and pages of its order can be taken")
    func pushedSort() async {
        #expect(
            await Self.releases("sort -year | page 2")
                == ["sort=year&sort_order=desc&page=2&per_page=50"])
        #expect(
            await Self.releases("sort title | per-page 10 | limit 10")
                == ["sort=title&sort_order=asc&page=1&per_page=10"])
        #expect(
            await Self.releases("sort year | limit 3")
                == ["sort=year&sort_order=asc&page=1&per_page=3"])
    }

    @Test("Rows that were chosen before the order are sorted here")
    func sortBehindLimit() async {
        #expect(await Self.releases("limit 10 | sort year") == ["page=1&per_page=10"])
        #expect(await Self.releases("page 2 | sort year") == ["page=2&per_page=50"])
        #expect(
            await Self.releases("where id>0 | sort year")
                == ["page=1&per_page=100", "page=2&per_page=100"])
        #expect(
            await Self.releases("sort year title")
                == ["page=1&per_page=100", "page=2&per_page=100"])
        #expect(
            await Self.releases("sort id | limit 3")
                == ["page=1&per_page=100", "page=2&per_page=100"])
        #expect(
            await Self.releases("sort title | sort year")
                == [
                    "sort=title&sort_order=asc&page=1&per_page=100",
                    "sort=title&sort_order=asc&page=2&per_page=100",
                ])
    }

    @Test("A search is never sorted by the server, so no page may follow its order")
    func searchIsSortedHere() async {
        let session = TestSession(.script, .pages(of: 120))
        let sorted = await session.run("search x | sort -id | limit 2")
        #expect(sorted.pages == ["1×100", "2×100"])
        #expect(sorted.values("id") == ["120", "119"])
        let paged = await session.run("search x | sort -id | page 2")
        #expect(
            paged.problems == [
                "«page 2» page and per-page stand right behind the source"
                    + " → move it there: search … | page 2 | …"
            ])
        #expect(paged.requests == [])
    }

    // MARK: A reader that stops

    @Test("A reader that goes away ends the fetching")
    func closedOutput() async {
        let session = TestSession(.script, .pages(of: 1000), closedAfterWrites: 1)
        let ran = await session.run("search x")
        #expect(ran.error is ClosedOutput)
        #expect(ran.pages == ["1×100", "2×100"])
        #expect(ran.notes == [])
    }
}

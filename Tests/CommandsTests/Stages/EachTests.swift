import Discogs
import Records
import Synchronization
import Testing

@testable import Commands

@Suite("each", .timeLimit(.minutes(10)))
struct EachTests {
    /// A search of numbered rows, and a release for each id; those of `missing` are not there.
    private static func source(
        _ total: Int, missing: Set<String> = [],
        before: @escaping @Sendable (String) async throws -> Void = { _ in }
    ) -> SpySource {
        let pages = GeneratedPages(total: total)
        return SpySource { request in
            guard let id = request.target.split(separator: "/").last.map(String.init),
                request.target.hasPrefix("/releases/")
            else { return try pages.response(to: request) }
            try await before(id)
            if missing.contains(id) {
                throw DiscogsError(.notFound, status: 404, message: "Release not found.")
            }
            return DiscogsResponse(
                status: 200, body: ["title": .string("Release \(id)"), "country": "US"],
                requestID: "1")
        }
    }

    private static func ids(_ requests: [String]) -> [String] {
        requests.filter { $0.hasPrefix("GET /releases/") }
            .map { String($0.dropFirst("GET /releases/".count)) }
    }

    @Test("Every row gives its pipeline's rows, completed by the row, in order")
    func completed() async {
        let ran = await TestSession(.script, Self.source(3)).run("search x | each release $.id")
        #expect(ran.problems == [])
        #expect(ran.values("title") == ["Release 1", "Release 2", "Release 3"])
        #expect(ran.values("year") == ["1901", "1902", "1903"])
        #expect(ran.rows.first?.keys == ["title", "country", "id", "type", "year"])
    }

    @Test("Several are under way at a time, and their rows come in order all the same")
    func concurrent() async {
        // The first one ends when the fourth has begun.
        let fourth = AsyncStream.makeStream(of: Never.self)
        let source = Self.source(9) { id in
            if id == "4" { fourth.continuation.finish() }
            if id == "1" { for await _ in fourth.stream {} }
        }
        let ran = await TestSession(.script, source).run("search x | each release $.id")
        #expect(ran.values("title") == (1...9).map { "Release \($0)" })
    }

    @Test("The same request is sent once, even when it is under way")
    func coalesced() async {
        let ran = await TestSession(.script, Self.source(9)).run(
            "search x | each { release 5 | select country } | count")
        #expect(Self.ids(ran.requests) == ["5"])
        #expect(ran.output == "{\"count\":9}\n")
    }

    @Test("A later limit lets no request go out that it does not need")
    func limited() async {
        let ran = await TestSession(.script, Self.source(90)).run(
            "search x | each release $.id | limit 3")
        #expect(ran.problems == [])
        #expect(Self.ids(ran.requests) == ["1", "2", "3"])
    }

    @Test("The prompt fetches a page of them, and next the following one")
    func paged() async {
        let session = TestSession(.prompt, Self.source(70))
        let first = await session.run("search x | each release $.id | select title id")
        #expect(Self.ids(first.requests) == (1...50).map(String.init))
        let second = await session.run("next")
        #expect(Self.ids(second.requests) == (51...70).map(String.init))
        #expect(second.lines.contains { $0.contains("Release 70") })
    }

    @Test("The prompt asks before more than sixty requests, once at a time, for all rows together")
    func asks() async {
        let line = "search x | each release $.id | count"
        let asked = await TestSession(.prompt, Self.source(70)).run(line)
        #expect(asked.questions == ["60 requests so far. Go on?"])
        #expect(Self.ids(asked.requests).count == 70)
        let refused = await TestSession(.prompt, Self.source(70), answer: false).run(line)
        #expect(refused.error is RunDeclined)
        #expect(Self.ids(refused.requests).count == 60)
        #expect(await TestSession(.script, Self.source(70)).run(line).questions == [])
        let nested = await TestSession(.prompt, Self.source(70)).run(
            "search x | limit 2 | each { search y | where id>$.id | each release $.id } | count")
        #expect(nested.questions == ["60 requests so far. Go on?"])
    }

    @Test("next asks nothing about what was fetched before")
    func asksNothingTwice() async {
        let session = TestSession(.prompt, Self.source(100))
        await session.run("search x | each release $.id")
        #expect(await session.run("next").questions == [])
    }

    @Test("next shows the rest, also of rows that came at once")
    func pagesOfSorted() async {
        for line in [
            "search x | sort -id | each release $.id", "search x | limit 60 | each release $.id",
            "let mine = search x\n$mine | each release $.id",
        ] {
            let session = TestSession(.prompt, Self.source(60))
            #expect(await session.run(line).notes.last == "50 rows · next for more", "\(line)")
            let second = await session.run("next")
            #expect(second.notes.last == "rows 51 to 60", "\(line)")
            #expect(await session.run("next").problems.count == 1, "\(line)")
        }
    }

    @Test("next behind page goes on with the rows, which are more than those of the page")
    func pagesThatGrow() async {
        let session = TestSession(.prompt, Self.source(60))
        let line = "search x | page 1 | each { search y | limit 3 }"
        #expect(await session.run(line).notes.last == "50 rows · next for more")
        #expect(await session.run("next").notes.last?.hasPrefix("rows 51 to 100") == true)
    }

    @Test("A limit ends the pages of a row's pipeline, and those of one within it")
    func lazyChildren() async {
        let ran = await TestSession(.script, Self.source(250)).run(
            "search x | each { search y } | limit 3")
        #expect(ran.problems == [])
        #expect(ran.requests.count == 2)
        let nested = await TestSession(.script, Self.source(250)).run(
            "search x | each { search y | each release $.id } | limit 2")
        #expect(nested.problems == [])
        #expect(Self.ids(nested.requests) == ["1", "2"])
    }

    @Test("An assert within looks at all rows, whatever a later limit wants")
    func assertWithin() async {
        let ran = await TestSession(.script, Self.source(250)).run(
            "search x | each { search y | assert id<200 } | limit 3")
        #expect(ran.problems.count == 1)
    }

    @Test("What takes all rows lets several be under way, whatever comes behind it")
    func concurrentBeforeSort() async {
        let fourth = AsyncStream.makeStream(of: Never.self)
        let source = Self.source(9) { id in
            if id == "4" { fourth.continuation.finish() }
            if id == "1" { for await _ in fourth.stream {} }
        }
        let ran = await TestSession(.script, source).run(
            "search x | each release $.id | sort title | limit 2")
        #expect(ran.values("title") == ["Release 1", "Release 2"])
    }

    @Test("A number of the table means what the row's pipeline gave")
    func tableRows() async {
        let session = TestSession(.prompt)
        await session.run("search \"kind of blue\" type=master | each master-versions $.id")
        #expect(await session.run("release @1 | select title").problems == [])
        #expect(await session.run("master @1").problems.count == 1)
    }

    @Test("The first failure ends it, with its place and its row")
    func fails() async throws {
        let session = TestSession(.script, Self.source(200, missing: ["3"]))
        let ran = await session.run("search x | each release $.id | export all.csv")
        let failure = try #require(ran.error as? StageFailure)
        let cause = try #require(failure.cause as? RowFailure)
        #expect(failure.location.source.text(in: failure.location.span) == "release $.id")
        #expect(cause.row == ["id": 3, "title": "Title 3"])
        #expect((cause.cause as? DiscogsError)?.kind == .notFound)
        #expect(Self.ids(ran.requests).count <= 2 + EachRun.customaryWidth)
        #expect(session.exports.names == [])
    }

    @Test("A failure cancels what is under way")
    func cancels() async {
        let begun = AsyncStream.makeStream(of: String.self)
        let cancelled = AsyncStream.makeStream(of: String.self)
        let source = Self.source(4, missing: ["1"]) { id in
            guard id != "1" else {
                // It fails when the others are under way.
                for await _ in begun.stream.prefix(3) {}
                return
            }
            begun.continuation.yield(id)
            // Ends by being cancelled only.
            for await _ in AsyncStream.makeStream(of: Never.self).stream {}
            cancelled.continuation.yield(id)
            try Task.checkCancellation()
        }
        let ran = await TestSession(.script, source).run("search x | each release $.id")
        #expect(ran.problems.count == 1)
        var ids: Set<String> = []
        for await id in cancelled.stream.prefix(3) { ids.insert(id) }
        #expect(ids == ["2", "3", "4"])
    }

    @Test("each try leaves failing rows out and counts them")
    func tries() async {
        let source = Self.source(5, missing: ["2", "4"])
        let ran = await TestSession(.script, source).run("search x | each try release $.id")
        #expect(ran.problems == [])
        #expect(ran.values("title") == ["Release 1", "Release 3", "Release 5"])
        #expect(ran.notes.count == 1)
        #expect(
            ran.notes.first?.hasPrefix(
                "each try: 2 of 5 rows failed and were left out; the first:\n") == true)
    }

    @Test("each try excuses values that do not fit, and no mistake in the line")
    func mistakes() async {
        let values = await TestSession(.script, Self.source(3)).run(
            "search x | each try release $.title | count")
        #expect(values.problems == [])
        #expect(values.output == "{\"count\":0}\n")
        let names = await TestSession(.script, Self.source(3)).run(
            "search x | each try { release $.id | where contry=US }")
        #expect(names.problems == ["«contry» no field 'contry' → did you mean 'country'?"])
    }

    @Test("next goes on behind one object that became many rows")
    func pagesOfOneObject() async {
        let session = TestSession(.prompt, Self.source(60))
        #expect(
            await session.run("release 7 | each { search y }").notes.last
                == "50 rows · next for more")
        #expect(await session.run("next").notes.last == "rows 51 to 60")
    }

    @Test("each try goes on with nothing when the login is refused")
    func refused() async {
        let source = SpySource { request in
            guard request.target.hasPrefix("/releases/") else {
                return try GeneratedPages(total: 50).response(to: request)
            }
            throw DiscogsError(.authentication, status: 401, message: "no")
        }
        let ran = await TestSession(.script, source).run("search x | each try release $.id")
        #expect(ran.problems.count == 1)
        #expect(Self.ids(ran.requests).count <= EachRun.customaryWidth)
    }

    @Test("A value that does not fit is the failure of its row")
    func wrongValue() async {
        let ran = await TestSession(.script, Self.source(2)).run(
            "search x | each release $.title")
        let failure = ran.error as? RowFailure
        #expect((failure?.cause as? UsageError)?.problems.count == 1)
        #expect(failure?.row == ["id": 1, "title": "Title 1"])
        #expect(Self.ids(ran.requests) == [])
    }

    @Test("The innermost row is meant")
    func nested() async {
        let ran = await TestSession(.script, Self.source(2)).run(
            "search x | each { search y | limit 1 | each { release $.id | select title } }")
        #expect(ran.problems == [])
        #expect(ran.values("title") == ["Release 1", "Release 1"])
    }

    @Test("A failing page of the rows before is told after the rows that came")
    func laterPage() async {
        let pages = GeneratedPages(total: 150)
        let source = SpySource { request in
            if request.target.hasPrefix("/releases/") {
                return DiscogsResponse(status: 200, body: ["ok": true], requestID: "1")
            }
            if request.page == 2 { throw DiscogsError(.server, status: 500, message: "no") }
            return try pages.response(to: request)
        }
        let ran = await TestSession(.script, source).run("search x | each release $.id")
        #expect(ran.rows.count == 100)
        #expect(ran.problems.count == 1)
    }
}

import Discogs
import Records
import Synchronization
import Testing

@testable import Commands

@Suite("each")
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

    @Test("The prompt asks before more than sixty")
    func asks() async {
        let line = "search x | each release $.id | count"
        let asked = await TestSession(.prompt, Self.source(70)).run(line)
        #expect(asked.questions == ["60 rows so far, a request or more for each. Go on?"])
        #expect(Self.ids(asked.requests).count == 70)
        let refused = await TestSession(.prompt, Self.source(70), answer: false).run(line)
        #expect(refused.error is RunDeclined)
        #expect(Self.ids(refused.requests).count <= 60)
        #expect(await TestSession(.script, Self.source(70)).run(line).questions == [])
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
        // They wait until they are cancelled: the test ends only if they are.
        let source = Self.source(4, missing: ["1"]) { id in
            guard id != "1" else { return }
            for await _ in AsyncStream.makeStream(of: Never.self).stream {}
            try Task.checkCancellation()
        }
        let ran = await TestSession(.script, source).run("search x | each release $.id")
        #expect(ran.problems.count == 1)
    }

    @Test("each try leaves failing rows out and counts them")
    func tries() async {
        let source = Self.source(5, missing: ["2", "4"])
        let ran = await TestSession(.script, source).run("search x | each try release $.id")
        #expect(ran.problems == [])
        #expect(ran.values("title") == ["Release 1", "Release 3", "Release 5"])
        #expect(ran.notes == ["each try: 2 of 5 rows failed and were left out"])
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
        #expect(ran.problems.count == 1)
        #expect(ran.problems.first?.hasPrefix("«$.title» ") == true)
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

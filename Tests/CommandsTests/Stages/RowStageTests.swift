import Records
import Testing

@testable import Commands

@Suite("select, limit, skip, count, as and show")
struct RowStageTests {
    private static let release: Row = [
        "id": 7, "title": "Kind Of Blue", "labels": [["name": "Columbia", "catno": "CL 1355"]],
        "tracklist": [["title": "So What"], ["title": "Blue In Green"]], "community": ["have": 3],
    ]

    private static func output(_ stages: String, _ rows: [Row] = [release]) async -> String {
        let ran = await TestSession(.script, .rows(rows)).run("raw GET /x | \(stages)")
        #expect(ran.problems == [])
        return ran.output
    }

    @Test("select keeps, renames and reaches into lists and objects, in the order asked for")
    func select() async {
        #expect(
            await Self.output("select title id") == "{\"title\":\"Kind Of Blue\",\"id\":7}\n")
        #expect(
            await Self.output("select id,title") == "{\"id\":7,\"title\":\"Kind Of Blue\"}\n")
        #expect(
            await Self.output("select first=tracklist.0.title tracklist.title community.have")
                == #"{"first":"So What","tracklist.title":["So What","Blue In Green"],"community.have":3}"#
                + "\n")
        #expect(await Self.output("select no=labels.catno") == "{\"no\":[\"CL 1355\"]}\n")
        #expect(await Self.output("select \"title\"") == "{\"title\":\"Kind Of Blue\"}\n")
    }

    @Test("A field that a row lacks is null in it")
    func missing() async {
        #expect(
            await Self.output("select a b", [["a": 1], ["b": 2]])
                == "{\"a\":1,\"b\":null}\n{\"a\":null,\"b\":2}\n")
    }

    @Test("What was selected under a new name is known by it")
    func renamed() async {
        #expect(
            await Self.output("select name=title | where name~blue | sort name")
                == "{\"name\":\"Kind Of Blue\"}\n")
    }

    @Test("limit and skip count rows across pages")
    func limitAndSkip() async {
        let session = TestSession(.script, .pages(of: 250))
        let ran = await session.run("search x | skip 98 | limit 4 | select id")
        #expect(ran.values("id") == ["99", "100", "101", "102"])
        #expect(await session.run("search x | where id>0 | limit 0").rows.count == 0)
        #expect(await session.run("search x | skip 0 | limit 2").values("id") == ["1", "2"])
        #expect(await session.run("search x | skip 500").rows.count == 0)
    }

    @Test("count counts what arrives, also nothing")
    func count() async {
        #expect(await Self.output("count") == "{\"count\":1}\n")
        #expect(await Self.output("where id=8 | count") == "{\"count\":0}\n")
        #expect(await Self.output("count | select n=count | as json") == "{\n  \"n\": 1\n}\n")
        let ran = await TestSession(.prompt, .pages(of: 260)).run("search x | count")
        #expect(ran.output == "count: 260\n")
    }

    // MARK: Formats

    @Test("Elsewhere than at a terminal rows are JSON Lines, unless --format or as says otherwise")
    func formats() async {
        let rows: [Row] = [["a": 1, "b": "x,y"], ["a": 2]]
        #expect(await Self.output("show", rows) == "{\"a\":1,\"b\":\"x,y\"}\n{\"a\":2}\n")
        #expect(await Self.output("as csv", rows) == "a,b\r\n1,\"x,y\"\r\n2,\r\n")
        #expect(await Self.output("as tsv | limit 1", rows) == "a\tb\n1\tx,y\n")
        #expect(await Self.output("as TABLE", rows).hasPrefix("#  a  b"))
        #expect(
            await Self.output("as json | limit 1", rows)
                == "[\n  {\n    \"a\": 1,\n    \"b\": \"x,y\"\n  }\n]\n")
        let session = TestSession(.script, .rows(rows)) { $0.format = .tsv }
        #expect(await session.run("raw GET /x").output == "a\tb\n1\tx,y\n2\t\n")
        #expect(
            await session.run("raw GET /x | as jsonl").output
                == "{\"a\":1,\"b\":\"x,y\"}\n{\"a\":2}\n")
    }

    @Test("No rows are an empty list, not nothing")
    func noRows() async {
        #expect(await Self.output("where id=8 | as json") == "[]\n")
        #expect(await Self.output("where id=8") == "")
        #expect(await Self.output("where id=8 | as table") == "")
    }

    @Test("show prints the fields asked for")
    func show() async {
        let rows: [Row] = [["a": 1, "b": ["c": 2]], ["a": 3]]
        #expect(await Self.output("show a", rows) == "{\"a\":1}\n{\"a\":3}\n")
        #expect(await Self.output("as csv | show b.c a", rows) == "b.c,a\r\n2,1\r\n,3\r\n")
        let table = await TestSession(.prompt, .pages(of: 2)).run("search x | show title year")
        #expect(table.lines.first == "#  title    year")
        #expect(table.lines.count == 4)
    }

    @Test("show passes its rows on, and shows all of them")
    func showPassesOn() async {
        let session = TestSession(.script, .pages(of: 3))
        let ran = await session.run("search x | show id | limit 1 | show title")
        #expect(
            ran.output
                == "{\"id\":1}\n{\"id\":2}\n{\"id\":3}\n{\"title\":\"Title 1\"}\n")
    }

    // MARK: Objects

    @Test("One object is a card at a terminal")
    func card() async {
        let ran = await TestSession(.prompt).run("release 9300000001")
        #expect(ran.output.contains("So What"))
        #expect(!ran.output.contains("{"))
        #expect(ran.notes == [])
        let fields = await TestSession(.prompt).run("release 9300000001 | show title year")
        #expect(fields.lines.first == "#  title         year")
    }

    @Test("One object is one JSON object with --format json, and one line as jsonl")
    func object() async {
        let session = TestSession(.script) { $0.format = .json }
        let ran = await session.run("release 9300000001")
        #expect(ran.output.hasPrefix("{\n  \"id\": 9300000001,"))
        #expect(ran.output.hasSuffix("\n}\n"))
        #expect(
            await session.run("release 9300000001 | select title").output
                == "{\n  \"title\": \"Kind Of Blue\"\n}\n")
        #expect(await session.run("release 9300000001 | as jsonl").lines.count == 1)
        #expect(await session.run("search x | limit 0").output == "[]\n")
    }
}

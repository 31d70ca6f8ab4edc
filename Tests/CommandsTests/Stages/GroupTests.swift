import Records
import Testing

@testable import Commands

@Suite("group, uniq, flatten, last and assert")
struct GroupTests {
    private static let rows: [Row] = [
        ["id": 1, "label": "A", "price": 0.1, "tags": ["x", "y", "x"], "year": "1959"],
        ["id": 2, "label": "B", "price": "0.2", "tags": ["y"], "year": "unknown"],
        ["id": 3, "label": "A", "price": nil, "tags": [], "year": "1957"],
        ["id": 4, "label": "A", "price": 0.3, "year": nil],
    ]

    private static func output(_ stages: String, _ rows: [Row] = rows) async -> [String] {
        let ran = await TestSession(.script, .rows(rows)).run("raw GET /x | \(stages)")
        #expect(ran.problems == [])
        return ran.lines
    }

    private static func problems(_ stages: String, _ rows: [Row] = rows) async -> [String] {
        await TestSession(.script, .rows(rows)).run("raw GET /x | \(stages)").problems
    }

    // MARK: group

    @Test("Groups come in the order of their first rows, with their counts")
    func counts() async {
        #expect(
            await Self.output("group label")
                == [#"{"label":"A","count":3}"#, #"{"label":"B","count":1}"#])
    }

    @Test("Prices add up in decimals; what is no number is left out")
    func sums() async {
        #expect(
            await Self.output("group label sum:price avg:price count")
                == [
                    #"{"label":"A","sum_price":0.4,"avg_price":0.2,"count":3}"#,
                    #"{"label":"B","sum_price":0.2,"avg_price":0.2,"count":1}"#,
                ])
        #expect(
            await Self.output("group year sum:label avg:label").first
                == #"{"year":"1959","sum_label":null,"avg_label":null}"#)
        #expect(
            await Self.output("group a sum:b", [["a": 1, "b": 2], ["a": 1, "b": 3]])
                == [#"{"a":1,"sum_b":5}"#])
    }

    @Test("The least and the greatest are those of sort")
    func extremes() async {
        #expect(
            await Self.output("group label min:year max:year")
                == [
                    #"{"label":"A","min_year":"1957","max_year":"1959"}"#,
                    #"{"label":"B","min_year":"unknown","max_year":"unknown"}"#,
                ])
    }

    @Test("A row counts once for each distinct element of a list; an empty list is no value")
    func lists() async {
        #expect(
            await Self.output("group tags")
                == [
                    #"{"tags":"x","count":1}"#, #"{"tags":"y","count":2}"#,
                    #"{"tags":null,"count":2}"#,
                ])
        #expect(
            await Self.output("group tags,label | where tags=x,y")
                == [
                    #"{"tags":"x","label":"A","count":1}"#, #"{"tags":"y","label":"A","count":1}"#,
                    #"{"tags":"y","label":"B","count":1}"#,
                ])
    }

    @Test("Columns have the last part of a path, or all of it where two would be the same")
    func names() async {
        let rows: [Row] = [["a": ["n": 1], "b": ["n": 2], "c": ["m": 3]]]
        #expect(
            await Self.output("group a.n c.m sum:a.n", rows)
                == [#"{"n":1,"m":3,"sum_n":1}"#])
        #expect(
            await Self.output("group a.n b.n min:a.n min:b.n", rows)
                == [#"{"a.n":1,"b.n":2,"min_a.n":1,"min_b.n":2}"#])
    }

    @Test("No rows make no groups")
    func empty() async { #expect(await Self.output("group label", []) == []) }

    // MARK: uniq, flatten, last

    @Test("uniq keeps the first row of each value, or of each row")
    func uniq() async {
        #expect(
            await Self.output("uniq label | select id") == [#"{"id":1}"#, #"{"id":2}"#])
        #expect(await Self.output("select label | uniq | count") == [#"{"count":2}"#])
        #expect(await Self.output("uniq price | count") == [#"{"count":4}"#])
    }

    @Test("uniq asks for no more pages than are shown")
    func uniqCost() async {
        let ran = await TestSession(.script, .pages(of: 205)).run("search x | uniq id | limit 3")
        #expect(ran.requests.count == 1)
    }

    @Test("flatten makes a row of each element, on lists within lists, too")
    func flatten() async {
        #expect(
            await Self.output("select id tags | flatten tags")
                == [
                    #"{"id":1,"tags":"x"}"#, #"{"id":1,"tags":"y"}"#, #"{"id":1,"tags":"x"}"#,
                    #"{"id":2,"tags":"y"}"#,
                ])
        let nested: [Row] = [["t": [["n": [1, 2]], ["n": [3]], ["m": 4]]]]
        #expect(
            await Self.output("flatten t.n", nested)
                == [#"{"t":{"n":1}}"#, #"{"t":{"n":2}}"#, #"{"t":{"n":3}}"#])
        #expect(
            await Self.output("flatten a.b", [["a.b": [1, 2]]])
                == [#"{"a.b":1}"#, #"{"a.b":2}"#])
    }

    @Test("last keeps the last rows")
    func last() async {
        #expect(await Self.output("last 2 | select id") == [#"{"id":3}"#, #"{"id":4}"#])
        #expect(await Self.output("last 9 | count") == [#"{"count":4}"#])
        #expect(await Self.output("last 0") == [])
        let ran = await TestSession(.script, .pages(of: 205)).run("search x | last 1 | select id")
        #expect(ran.output == "{\"id\":205}\n")
    }

    // MARK: assert

    @Test("assert passes rows on and fails when there are none, or one is wrong")
    func assert() async {
        #expect(await Self.output("assert | count") == [#"{"count":4}"#])
        #expect(await Self.output("assert id>0 label=A,B | count") == [#"{"count":4}"#])
        #expect(await Self.problems("assert", []) == ["«assert» failed: noRows"])
        #expect(
            await Self.problems("assert price?").first?.hasPrefix(
                "«assert price?» failed: row(number: 3") == true)
        #expect(
            await Self.problems("assert lable=A")
                == ["«lable» no field 'lable' → did you mean 'label'?"])
    }

    @Test("assert looks at all rows, whatever a later stage wants, before an export is made")
    func assertsAll() async {
        let session = TestSession(.script, .pages(of: 205))
        let ran = await session.run("search x | assert id<205 | export a.csv | limit 1")
        #expect(ran.problems.count == 1)
        #expect(ran.requests.count == 3)
        #expect(session.exports.names == [])
    }

    @Test("assert takes nothing from what next shows")
    func assertAndNext() async {
        let session = TestSession(.prompt, .pages(of: 120))
        #expect(
            await session.run("search x | assert").notes.last?.hasSuffix("next for more") == true)
        #expect(await session.run("next").notes.last?.hasPrefix("rows 51 to 100") == true)
    }

    @Test("Two exports before a limit get all rows, both")
    func twoExports() async {
        let session = TestSession(.script, .pages(of: 205))
        let ran = await session.run("search x | export a.csv | export b.csv | limit 1")
        #expect(ran.problems == [])
        #expect(ran.notes.map { $0.contains(": 205 rows") } == [true, true])
        #expect(session.exports.text("a.csv") == session.exports.text("b.csv"))
    }
}

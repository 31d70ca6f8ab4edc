import Records
import Testing

@testable import Commands

@Suite("chart")
struct ChartTests {
    private static let rows: [Row] = [
        ["id": 1, "year": "1959", "tags": ["x", "y", "x"], "price": 0.1],
        ["id": 2, "year": 1957, "tags": ["y"], "price": "0.2"],
        ["id": 3, "year": 0, "tags": [], "price": nil],
        ["id": 4, "year": "1959", "price": 0.3],
    ]

    private static func run(
        _ stages: String, _ rows: [Row] = rows, _ reader: TestSession.Reader = .script,
        isPiped: Bool? = nil, width: Int = 40,
        change: (inout SessionOptions) -> Void = { _ in }
    ) async -> Ran {
        await TestSession(reader, .rows(rows), width: width, isPiped: isPiped, change: change)
            .run("raw GET /x | \(stages)")
    }

    @Test("At a terminal it draws bars, and says of how many rows")
    func terminal() async {
        let ran = await Self.run("chart year", Self.rows, .prompt)
        #expect(ran.problems == [])
        #expect(
            ran.output == """
                  1957  ███████████████ 1
                  1959  ██████████████████████████████ 2
                (none)  ███████████████ 1

                """)
        #expect(ran.notes == ["4 rows"])
        let none = await Self.run("where id>9 | chart year", Self.rows, .prompt)
        #expect(none.output == "" && none.notes == ["no rows"])
    }

    @Test("Elsewhere, behind as and with --format it writes rows")
    func rowsElsewhere() async {
        let lines = [
            #"{"year":0,"count":1}"#, #"{"year":1957,"count":1}"#, #"{"year":"1959","count":2}"#,
        ]
        let script = await Self.run("chart year")
        #expect(script.lines == lines && script.notes == [])
        #expect(
            await Self.run("as csv | chart year", Self.rows, .prompt).output
                == "year,count\r\n0,1\r\n1957,1\r\n1959,2\r\n")
        #expect(await Self.run("as jsonl | chart year", Self.rows, .prompt).lines == lines)
        #expect(
            await Self.run("chart year", Self.rows, .prompt) { $0.format = .jsonl }.lines
                == lines)
        #expect(await Self.run("as json | chart year", []).output == "[]\n")
    }

    @Test("Numbers and dates come in their order, other values by size, no value last")
    func order() async {
        func order(_ values: [JSONValue]) async -> [String] {
            await Self.run("chart v", values.map { ["v": $0] }).values("v")
        }
        #expect(await order([10, "9", 100, nil, 9.5]) == ["9", "9.5", "10", "100", ""])
        #expect(
            await order(["1999-06-21", "2001", "0", "1999", "", "1999-06-00"])
                == ["0", "1999", "1999-06-00", "1999-06-21", "2001", ""])
        #expect(
            await order(["2020-01-02T03:04:05-07:00", "2019-12-31T00:00:00-08:00"])
                == ["2019-12-31T00:00:00-08:00", "2020-01-02T03:04:05-07:00"])
        #expect(
            await order(["b", "a", nil, nil, nil, "c", "a", "10"]) == ["a", "b", "c", "10", ""])
    }

    @Test("A row counts once for each distinct element of a list, as with group")
    func lists() async {
        #expect(
            await Self.run("chart tags").lines
                == [
                    #"{"tags":"y","count":2}"#, #"{"tags":"x","count":1}"#,
                    #"{"tags":null,"count":2}"#,
                ])
    }

    @Test("sum:F adds another field up, in decimals")
    func sums() async {
        #expect(
            await Self.run("chart year sum:price").lines
                == [
                    #"{"year":0,"sum_price":null}"#, #"{"year":1957,"sum_price":0.2}"#,
                    #"{"year":"1959","sum_price":0.4}"#,
                ])
        #expect(
            await Self.run("chart tags count").lines == Self.run("chart tags").lines)
    }

    @Test("A field that is called like its count keeps its values")
    func names() async {
        #expect(
            await Self.run("group year | chart count").lines
                == [#"{"count":1,"count_2":2}"#, #"{"count":2,"count_2":1}"#])
    }

    @Test("Many values are folded at a terminal and complete elsewhere")
    func folding() async {
        let rows: [Row] = (1...50).map { ["v": .string("Label \($0)")] }
        let drawn = await Self.run("chart v", rows, .prompt).lines
        #expect(drawn.count == 31)
        #expect(drawn.last?.hasPrefix("… 20 more  20") == true)
        #expect(await Self.run("chart v", rows).lines.count == 50)
        let years: [Row] = (1...90).map { ["v": .int(1900 + $0)] }
        #expect(await Self.run("chart v", years, .prompt).lines.count == 90)
    }

    @Test("The rows go on, and a later line continues without the chart")
    func passesOn() async {
        let ran = await Self.run("chart year | count")
        #expect(ran.lines.last == #"{"count":4}"#)
        let session = TestSession(.script, .rows(Self.rows))
        let next = await session.run("raw GET /x | chart year\ncount")
        #expect(next.lines.last == #"{"count":4}"#)
        #expect(next.requests.count == 1)
    }

    @Test("It is of all rows, whatever a later stage wants, and at the prompt too")
    func takesAllRows() async {
        let session = TestSession(.prompt, .pages(of: 205))
        let ran = await session.run("search x | chart type")
        #expect(ran.requests.count == 3)
        #expect(ran.notes == ["205 rows"])
        let limited = await TestSession(.script, .pages(of: 205))
            .run("search x | chart type | limit 1")
        #expect(limited.lines.last == #"{"type":"release","count":205}"#)
    }

    @Test("A field that no row has, and arguments that make no sense, are errors")
    func problems() async {
        #expect(
            await Self.run("chart yaer").problems
                == ["«yaer» no field 'yaer' → did you mean 'year'?"])
        #expect(
            await Self.run("chart year sum:prize").problems
                == ["«sum:prize» no field 'prize' → did you mean 'price'?"])
        #expect(
            await Self.run("chart").problems
                == ["«chart» chart needs a field → usage: chart FIELD [count|sum:F]"])
        #expect(
            await Self.run("chart year avg:price").problems
                == ["«avg:price» 'avg:' is nothing that chart can tell → count or sum:FIELD"])
        #expect(
            await Self.run("chart year tags").problems
                == ["«tags» chart draws one field → behind it stands count or sum:FIELD"])
        #expect(
            await Self.run("chart year count tags").problems.first?
                .hasPrefix("«tags» chart does not take this") == true)
    }
}

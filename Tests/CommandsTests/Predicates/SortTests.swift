import Records
import Testing

@testable import Commands

@Suite("sort")
struct SortTests {
    private static let values: [Row] = [
        ["id": 1, "v": "beta"], ["id": 2, "v": 10], ["id": 3, "v": nil], ["id": 4, "v": "9"],
        ["id": 5], ["id": 6, "v": "Älpha"], ["id": 7, "v": 9.5], ["id": 8, "v": "alphb"],
        ["id": 9, "v": ["9.25"]], ["id": 10, "v": ["beta", "x"]], ["id": 11, "v": "BETA"],
        ["id": 12, "v": []],
    ]

    private static func ids(_ keys: String, _ rows: [Row] = values) async -> String {
        let ran = await TestSession(.script, .rows(rows)).run(
            "raw GET /x | sort \(keys) | select id")
        #expect(ran.problems == [])
        return ran.values("id").joined(separator: " ")
    }

    @Test("Numbers come before text, text goes without case and accents, missing values are last")
    func order() async {
        #expect(await Self.ids("v") == "4 9 7 2 6 8 1 11 10 3 5 12")
    }

    @Test("Descending turns the values round, not the missing ones and not equal rows")
    func descending() async {
        #expect(await Self.ids("-v") == "10 1 11 8 6 2 7 9 4 3 5 12")
    }

    @Test("Later fields decide between equal ones")
    func several() async {
        let rows: [Row] = [
            ["id": 1, "y": "1959", "t": "b"], ["id": 2, "y": 1959, "t": "a"],
            ["id": 3, "y": 1958, "t": "c"], ["id": 4, "y": 1959.0, "t": "A"],
        ]
        #expect(await Self.ids("y t", rows) == "3 2 4 1")
        #expect(await Self.ids("-y,t", rows) == "2 4 1 3")
        #expect(await Self.ids("y -t", rows) == "3 1 2 4")
    }

    @Test("Paths work")
    func paths() async {
        let rows: [Row] = [["id": 1, "a": ["b": 2]], ["id": 2, "a": ["b": 1]]]
        #expect(await Self.ids("a.b", rows) == "2 1")
    }

    @Test("Only plain decimals are numbers")
    func numbers() {
        for text in ["1", "-1.5", "+2", "007", ".5"] { #expect(NumericText.number(text) != nil) }
        for text in ["", "-", ".", "1e5", " 1", "0x1", "inf", "nan", "1-2", "1.2.3", "1,5"] {
            #expect(NumericText.number(text) == nil, "\(text)")
        }
    }
}

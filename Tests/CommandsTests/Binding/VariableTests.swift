import Records
import Testing

@testable import Commands

@Suite("let and what it makes")
struct VariableTests {
    private static func script(_ text: String) async -> Ran {
        await TestSession(.script, .pages(of: 205)).run(text)
    }

    @Test("The rows of a pipeline are fetched once and used as often as wanted")
    func rows() async {
        let ran = await Self.script(
            """
            let mine = search x
            $mine | count
            $mine | where year=1907 | select id
            let few = $mine | limit 2
            $few
            """)
        #expect(ran.problems == [])
        #expect(ran.requests.count == 3)
        #expect(ran.values("count").first == "205")
        #expect(ran.values("id").dropFirst() == ["7", "107", "1", "2"])
    }

    @Test("A field of rows is the list of its values")
    func fields() async {
        let ran = await Self.script(
            """
            let mine = search x | where id=3,5
            search y | limit 9 | where id in $mine.id | select id
            search y | limit 9 | where not id in $mine.id | count
            """)
        #expect(ran.problems == [])
        #expect(ran.values("id") == ["3", "5", ""])
        #expect(ran.values("count").last == "7")
    }

    @Test("A value goes in whole, whatever it contains")
    func values() async {
        let ran = await Self.script(
            #"""
            let odd = "a | b; $x ' 7"
            search $odd | limit 1
            search "<$odd>" | limit 1
            """#.replacing("$x ", with: ""))
        #expect(ran.problems == [])
        #expect(
            ran.requests == [
                "GET /database/search?q=a%20%7C%20b%3B%20%27%207&page=1&per_page=1",
                "GET /database/search?q=%3Ca%20%7C%20b%3B%20%27%207%3E&page=1&per_page=1",
            ])
    }

    @Test("A list is several values")
    func lists() async {
        let ran = await Self.script("let ids = 3,5\nsearch x | where id=$ids | select id")
        #expect(ran.values("id") == ["3", "5"])
        #expect(
            await Self.script("let ids = 3,5\nrelease $ids").problems
                == ["«$ids» 2 values where one is needed → use limit 1 before"])
    }

    @Test("A range stays a range and quoted text stays text, copied too")
    func asWritten() async {
        let rows: [Row] = [["n": "0123"], ["n": "123"], ["n": "7"], ["n": "124"]]
        func found(_ value: String, _ condition: String = "n=$v") async -> [String] {
            let ran = await TestSession(.script, .rows(rows)).run(
                "let v = \(value)\nraw GET /x | where \(condition)")
            #expect(ran.problems == [])
            return ran.values("n")
        }
        #expect(await found("100..123") == ["0123", "123"])
        #expect(await found("124..") == ["124"])
        #expect(await found("7,123..124") == ["0123", "123", "7", "124"])
        #expect(await found("\"0123\"") == ["0123"])
        #expect(await found("0123") == ["0123", "123"])
        #expect(await found("\"0123\"", "n in $v") == ["0123"])
        #expect(await found("100..123\nlet v = $v") == ["0123", "123"])
        #expect(await found("7\nlet v = \"$v\"") == ["7"])
        #expect(await found("9..1\nlet v = 7") == ["7"])
    }

    @Test("A range in the wrong order is wrong where it is used")
    func backwards() async {
        #expect(
            await Self.script("let v = 9..1\nsearch x | where year=$v").problems
                == ["«$v» this range ends before it begins"])
    }

    @Test("A bare word that names a command is a pipeline, a quoted one is not")
    func commandOrText() async {
        let ran = await Self.script("let a = status\n$a\nlet b = \"status\"\nsearch $b | limit 1")
        #expect(ran.problems == [])
        #expect(ran.rows.first?["source"] == "spy")
        #expect(ran.requests == ["GET /database/search?q=status&page=1&per_page=1"])
    }

    @Test("let leaves the last pipeline as it was, and fetches nothing of it again")
    func lastPipeline() async {
        let ran = await Self.script(
            """
            search x | limit 2 | select id
            let n = where id=2
            let other = search y | limit 1
            count
            $n
            """)
        #expect(ran.problems == [])
        #expect(ran.requests.count == 2)
        #expect(ran.rows.last?["id"] == 2)
        #expect(ran.values("count").contains("2"))
    }

    @Test("A variable keeps what was known of its rows: unknown fields are errors")
    func fieldCheck() async {
        #expect(
            await Self.script("let mine = search x | limit 1\n$mine | where yaer=1").problems
                == ["«yaer» no field 'yaer' → did you mean 'year'?"])
    }

    @Test("The prompt says how many rows a variable got; next goes through them")
    func prompt() async {
        let session = TestSession(.prompt, .pages(of: 60))
        #expect(await session.run("let mine = search x").notes == ["$mine: 60 rows"])
        #expect(await session.run("$mine").notes == ["50 rows · next for more"])
        #expect(await session.run("next").requests == [])
        #expect(await session.run("release @1").problems.first?.contains("60 values") != true)
    }

    @Test("A check knows what is a value and what is rows")
    func check() async {
        #expect(
            await Self.script("let mine = search x\nsearch $mine").problems
                == ["«$mine» '$mine' is rows, where one value is needed → name a field: $mine.id"])
        #expect(
            await Self.script("let v = 5\n$v | count").problems
                == ["«$v» '$v' is a value and no rows → begin with a command: search $v"])
    }
}

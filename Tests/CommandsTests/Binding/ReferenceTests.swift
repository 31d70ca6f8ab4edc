import Testing

@testable import Commands

@Suite("References")
struct ReferenceTests {
    // MARK: Script arguments

    private static func script(_ text: String, _ arguments: String...) async -> Ran {
        await TestSession(.script, .pages(of: 300)) { $0.arguments = arguments }.run(text)
    }

    @Test("An argument is one value, whatever it contains")
    func arguments() async {
        let ran = await Self.script(
            "search artist=$1 title=\"$2 x\" | limit 1", "a, b | count", "é")
        #expect(
            ran.requests.first?.contains("artist=a%2C%20b%20%7C%20count&title=%C3%A9%20x") == true)
        let range = await Self.script("search x | where id=$1 | limit 1", "1..2")
        #expect(range.rows.count == 0)
    }

    @Test("A default stands for a missing argument only")
    func defaults() async {
        #expect(await Self.script("search ${1:-x y} | limit 1").problems.count == 1)
        #expect(
            await Self.script("search ${1:-\"x y\"} | limit 1").requests
                == ["GET /database/search?q=x%20y&page=1&per_page=1"])
        #expect(
            await Self.script("search ${1:-x} | limit 1", "z").requests
                == ["GET /database/search?q=z&page=1&per_page=1"])
        #expect(await Self.script("search ${1:-$2} | limit ${3:-2}", "", "z").problems.count == 1)
        #expect(
            await Self.script("search ${1} | limit ${2:-2}", "z").pages == ["1×2"])
    }

    @Test("A missing argument is an error before anything is sent")
    func missing() async {
        let ran = await Self.script("search x\nsearch $1 | limit ${2}", "")
        #expect(
            ran.problems == [
                "«$1» q is empty → leave it out, or give it a value",
                "«${2}» no argument $2"
                    + " → give it after the script's name, or write ${2:-default}",
            ])
        #expect(ran.requests == [])
        let none = await Self.script("search $1")
        #expect(
            none.problems == [
                "«$1» no argument $1"
                    + " → give it after the script's name, or write ${1:-default}"
            ])
    }

    @Test("An argument names a file")
    func fileName() async {
        let session = TestSession(.script, .pages(of: 3)) { $0.arguments = ["rows"] }
        #expect(await session.run("search x | export $1.json").problems == [])
        #expect(session.exports.names == ["rows.json"])
    }

    @Test("A condition needs references that have values, too")
    func conditions() async {
        let hint = " → let mine = … makes it; '$mine' in single quotes is text"
        for condition in ["id=$mine", "id in $mine", "not id=1,$mine or year?"] {
            #expect(
                await Self.script("search x | where \(condition)").problems
                    == ["«$mine» no variable 'mine'" + hint])
        }
    }

    @Test("A default stands for a variable that nobody made")
    func defaultsOfVariables() async {
        #expect(
            await Self.script("search ${mine:-x} | limit 1").requests
                == ["GET /database/search?q=x&page=1&per_page=1"])
        #expect(
            await Self.script("let mine = y\nsearch ${mine:-x} | limit 1").requests
                == ["GET /database/search?q=y&page=1&per_page=1"])
    }

    @Test("A default hides no mistake in what is there")
    func defaultsHideNothing() async {
        #expect(
            await Self.script("let best = search x | limit 2\nsearch ${best:-x}").problems
                == [
                    "«${best:-x}» '$best' is rows, where one value is needed → name a field: $best.id"
                ])
    }

    @Test("The row of each means nothing outside of it")
    func currentRow() async {
        #expect(
            await Self.script("search $.id").problems
                == ["«$.id» '$.' is the row inside each → write … | each release $.id"])
    }

    // MARK: The last result

    @Test("Values of the last rows serve as an argument and in where … in")
    func lastResult() async {
        let ran = await Self.script(
            """
            search x | where id=205
            release $_.id
            """)
        #expect(ran.requests.last == "GET /releases/205")

        let contained = await Self.script(
            """
            search x | where id=205,7
            search y | where id in $_.id | select id
            """)
        #expect(contained.values("id") == ["7", "205", "7", "205"])

        let others = await Self.script(
            "search x | limit 3\nsearch y | limit 5 | where not id in $_.id")
        #expect(others.values("id") == ["1", "2", "3", "4", "5"])
    }

    @Test("They are the rows before the line, also in a line that continues them")
    func ownRows() async {
        let text = await Self.script("search x | limit 1\nwhere title=\"$_.title\"")
        #expect(text.values("id") == ["1", "1"])
    }

    @Test("Lists are looked into, and nulls are no values")
    func listsAndNulls() async {
        let session = TestSession(
            .script,
            .rows([
                ["name": "a", "label": ["X", "Y"], "master_id": nil],
                ["name": "x", "label": ["Z"], "master_id": 3],
            ]))
        let ran = await session.run(
            "raw GET /x\nwhere name in $_.label\nwhere master_id in $_.master_id")
        #expect(ran.problems == [])
        #expect(ran.values("name") == ["a", "x", "x", "x"])
    }

    @Test("No last rows are no error where values are compared, and one where a value is needed")
    func noRows() async {
        let compared = await Self.script(
            "search x | limit 0\nsearch y | limit 2 | where id in $_.id")
        #expect(compared.problems == [])
        #expect(compared.rows.count == 0)
        let needed = await Self.script("search x | limit 0\nrelease $_.id")
        #expect(
            needed.problems == ["«$_.id» no value where one is needed → the rows have none"])
    }

    @Test("Several values, a missing field and rows are errors where one value is needed")
    func severalValues() async {
        func problem(_ line: String) async -> [String] {
            await Self.script("search x | limit 2\n\(line)").problems
        }
        #expect(
            await problem("release $_.id")
                == ["«$_.id» 2 values where one is needed → use limit 1 before"])
        #expect(
            await problem("search \"x $_.id\"")
                == ["«$_.id» 2 values where one is needed → use limit 1 before"])
        #expect(
            await problem("raw GET /x id=$_.id")
                == ["«$_.id» 2 values where one is needed → use limit 1 before"])
        #expect(
            await problem("limit $_.id")
                == ["«$_.id» 2 values where one is needed → use limit 1 before"])
        #expect(await problem("release $_.ido") == ["«$_.ido» the rows of $_ have no field 'ido'"])
        #expect(
            await problem("release $_")
                == ["«$_» '$_' is rows, where one value is needed → name a field: $_.id"])
    }

    @Test("Before the first pipeline there are no last rows")
    func nothingBefore() async {
        let problem = "«$_.id» there are no last rows: no pipeline ran before this"
        #expect(await Self.script("release $_.id").problems == [problem])
        #expect(await TestSession(.prompt).run("release $_.id").problems == [problem])
    }

    // MARK: Rows of a table

    @Test("@3 is the id of a row of the table last shown, of its kind")
    func tableRow() async {
        let session = TestSession(.prompt)
        await session.run(#"search artist="Sun Ra" | limit 3"#)
        #expect(await session.run("master @2").requests == ["GET /masters/9200000032"])
        #expect(
            await session.run("release @2").problems == [
                "«@2» this is the id of a master, not of a release → the command for it is 'master'"
            ])
        #expect(await session.run("artist-releases @1").requests.count == 1)
        #expect(await session.run("master @1").requests == ["GET /masters/9200000032"])
    }

    @Test(
        "The kind of a row follows from its list",
        arguments: [
            ("master-versions 9200000001", "release @1"),
            ("label-releases 9100000001", "release @1"),
            ("artist-releases 9000000001 | where type=master", "master @1"),
            (#"search "Blue Note" type=label"#, "label @1"),
            (#"search artist="Sun Ra" | where type=release | select id title"#, "release @1"),
        ])
    func kinds(list: String, line: String) async {
        let session = TestSession(.prompt)
        #expect(await session.run(list).problems == [])
        #expect(await session.run(line).problems == [])
    }

    @Test("There must be such a row, and it must have an id")
    func missingRow() async {
        let session = TestSession(.prompt)
        #expect(
            await session.run("release @1").problems == ["«@1» no table with ids was shown yet"])
        await session.run(#"search artist="Sun Ra" | limit 2"#)
        await session.run("release 9300000001")
        #expect(
            await session.run("release @3").problems
                == ["«@3» the last table has no row 3 → its rows are @1 to @2"])
        await session.run(#"search artist="Sun Ra" | limit 2 | select title"#)
        #expect(
            await session.run("release @1").problems == ["«@1» row 1 of the last table has no id"])
    }

    @Test("Each page is numbered from 1")
    func pages() async {
        let session = TestSession(.prompt, .pages(of: 60))
        await session.run("search x")
        await session.run("next")
        #expect(await session.run("release @1").requests == ["GET /releases/51"])
    }

    @Test("In a script it is an error")
    func scripts() async {
        let ran = await TestSession(.script).run("search x\nrelease @1")
        #expect(
            ran.problems == [
                "«@1» @1 means a row of the table last shown, so it works at the prompt only"
                    + " → write the id itself"
            ])
        #expect(ran.requests == [])
    }
}

import Testing

@testable import Commands

@Suite("Names and places of commands")
struct PipelineBindingTests {
    private static func problems(
        _ line: String, _ reader: TestSession.Reader = .script
    ) async -> [String] {
        let ran = await TestSession(reader).run(line)
        #expect(ran.requests == [])
        return ran.problems
    }

    @Test(
        "What cannot stand where it stands is told with its place",
        arguments: [
            ("serach x", ["«serach» unknown command 'serach' → did you mean 'search'?"]),
            (
                "miles davis",
                [
                    "«miles» unknown command 'miles'"
                        + " → type help for the commands, or search \"miles davis\" to look for it"
                ]
            ),
            (
                "wantlist-remove 1",
                [
                    "«wantlist-remove» unknown command 'wantlist-remove'"
                        + " → did you mean 'wantlist-delete'?"
                ]
            ),
            (
                "update-listing 1",
                [
                    "«update-listing» unknown command 'update-listing'"
                        + " → did you mean 'listing-edit'?"
                ]
            ),
            (
                "xyzzy",
                [
                    "«xyzzy» unknown command 'xyzzy'"
                        + " → type help for the commands, or search \"xyzzy\" to look for it"
                ]
            ),
            ("search x | cuont", ["«cuont» unknown command 'cuont' → did you mean 'count'?"]),
            (
                "search x | release 1",
                [
                    "«release» release begins a pipeline and cannot stand behind |"
                        + " → put it on a line of its own"
                ]
            ),
            (
                "search x | raw GET /x",
                [
                    "«raw» raw begins a pipeline and cannot stand behind |"
                        + " → put it on a line of its own"
                ]
            ),
            (
                "search x | next",
                [
                    "«next» next begins a pipeline and cannot stand behind |"
                        + " → put it on a line of its own"
                ]
            ),
            ("search x | $_", ["«$_» a reference can only begin a pipeline"]),
            (
                "$mine.id | count",
                [
                    "«$mine.id» a pipeline cannot begin with this"
                        + " → begin with a command such as search, or with $_ for the last rows"
                ]
            ),
            (
                "search x | where year>1950 | page 2",
                [
                    "«page 2» page and per-page stand right behind the source"
                        + " → move it there: search … | page 2 | …"
                ]
            ),
            (
                "search x | select id | per-page 2",
                [
                    "«per-page 2» page and per-page stand right behind the source"
                        + " → move it there: search … | page 2 | …"
                ]
            ),
            ("help | count", ["«count» help gives no rows → leave this out"]),
            ("quit now", ["«now» quit does not take this → usage: quit"]),
            ("next 2", ["«2» next does not take this → usage: next"]),
            ("help a b", ["«b» help does not take this → usage: help [COMMAND | TOPIC]"]),
            ("status x=1", ["«x» status has no parameter 'x' → usage: status"]),
        ])
    func wrong(line: String, problems: [String]) async {
        #expect(await Self.problems(line) == problems)
    }

    @Test("All problems of a script are told at once, and nothing is sent or run")
    func allAtOnce() async {
        let ran = await TestSession(.script).run(
            """
            search artits=x yaer=1 | limit x | cuont
            where year>1950
            alias sort = limit 5
            $mine | cuont
            release a1
            search x | page 0 | export table
            """)
        #expect(ran.output == "")
        #expect(ran.requests == [])
        #expect(
            ran.problems == [
                "«artits» search has no parameter 'artits' → did you mean 'artist'?",
                "«yaer» search has no parameter 'yaer' → did you mean 'year'?",
                "«x» 'x' is not a whole number of at least 0 → usage: limit N",
                "«cuont» unknown command 'cuont' → did you mean 'count'?",
                "«sort» 'sort' is a command already → choose another name",
                "«$mine» no variable 'mine'"
                    + " → let mine = … makes it; '$mine' in single quotes is text",
                "«cuont» unknown command 'cuont' → did you mean 'count'?",
                "«a1» this is the id of an artist, not of a release"
                    + " → the command for it is 'artist'",
                "«0» '0' is not a page → pages count from 1: page 2, page 1..3, page 4..",
                "«table» 'table' is not a format"
                    + " → one of json, jsonl, csv, tsv, markdown, html, yaml, xlsx, sqlite",
            ])
    }

    @Test("A wrong line does not make the lines that continue it wrong, but a missing one does")
    func afterWrongLine() async {
        #expect(await Self.problems("serach x\npage 2\nsort year").count == 1)
        #expect(await Self.problems("status\nlimit 2").count == 1)
    }

    @Test("At the prompt problems leave the session usable")
    func prompt() async {
        let session = TestSession(.prompt)
        #expect(await session.run("release").problems.count == 1)
        #expect(await session.run("release 9300000001").problems == [])
    }
}

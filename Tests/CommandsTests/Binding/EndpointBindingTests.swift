import Testing

@testable import Commands

@Suite("Arguments of an endpoint's command")
struct EndpointBindingTests {
    private static func problems(_ line: String) async -> [String] {
        let ran = await TestSession(.script).run(line)
        #expect(ran.requests == [])
        return ran.problems
    }

    private static func target(_ line: String) async -> String {
        let ran = await TestSession(.script) { $0.isDryRun = true }.run(line)
        #expect(ran.problems == [])
        return ran.output.replacing("GET https://api.discogs.com", with: "").replacing(
            "\n", with: "")
    }

    @Test(
        "What is wrong with them is told with its place",
        arguments: [
            (
                "search artits=x",
                "«artits» search has no parameter 'artits' → did you mean 'artist'?"
            ),
            (
                "search page=2",
                "«page» search has no parameter 'page' → write it as a stage: | page 2"
            ),
            (
                "search per-page=2",
                "«per-page» search has no parameter 'per-page'"
                    + " → write it as a stage: | per-page 100"
            ),
            (
                "search sort=year",
                "«sort» search has no parameter 'sort'"
                    + " → write it as a stage: | sort year, | sort -year"
            ),
            (
                "search limit=3",
                "«limit» search has no parameter 'limit' → write it as a stage: | limit 10"
            ),
            (
                "search community=3",
                "«community» search has no parameter 'community'"
                    + " → it is a field of the rows: | where community=…"
            ),
            (
                "search xyzzy=3",
                "«xyzzy» search has no parameter 'xyzzy' → type help search for its parameters"
            ),
            (
                "search kind of blue",
                "«of» search does not take this"
                    + " → put text of several words in quotes: search \"kind of blue\""
            ),
            ("release 1 2", "«2» release does not take this → type help release for what it takes"),
            (
                "release 1 && count",
                "«&&» release does not take this → write what follows on a line of its own"
            ),
            ("release 1,2", "«1,2» release_id takes one value → write a line for each"),
            ("search x q=y", "«q=y» q is given twice"),
            ("search artist=a artist=b", "«artist=b» artist is given twice"),
            (
                "search q=y x",
                "«x» 'x' does not belong to q"
                    + " → put text of several words in quotes: q=\"y x\""
            ),
            (
                "search artist=Miles Davis",
                "«Davis» 'Davis' does not belong to artist"
                    + " → put text of several words in quotes: artist=\"Miles Davis\""
            ),
            (
                "search miles davis",
                "«davis» search does not take this"
                    + " → put text of several words in quotes: search \"miles davis\""
            ),
            (
                "search x limit 5",
                "«limit» search does not take this → a stage stands behind |: limit N"
            ),
            (
                "search year>1970",
                "«year>1970» a comparison is a stage → write it as | where year>1970"
            ),
            (
                "search --help", "«--help» search has no options → type help search"
            ),
            (
                "release",
                "«release» release needs the id of a release → for example: release 9300000001"
            ),
            (
                "search type=album",
                "«album» 'album' is not a value of type → type is release, master, artist, label"
            ),
            (
                "search type=relase",
                "«relase» 'relase' is not a value of type"
                    + " → did you mean 'release'? type is release, master, artist, label"
            ),
            ("search year=59", "«59» '59' is not a year → write 1959, or 1955..1965"),
            (
                "search year=1965..1955",
                "«1965..1955» '1965..1955' ends before it begins → write the earlier year first"
            ),
            (
                "master-versions 1 released=59",
                "«59» '59' is not a year → write it with four digits: 1959"
            ),
            ("search artist=\"\"", "«\"\"» artist is empty → leave it out, or give it a value"),
            (
                "release 1 curr_abbr=DM",
                "«DM» 'DM' is not a value of curr_abbr → curr_abbr is USD, GBP, EUR, CAD, AUD, JPY,"
                    + " CHF, MXN, BRL, NZD, SEK, ZAR"
            ),
        ])
    func wrong(line: String, problem: String) async {
        #expect(await Self.problems(line) == [problem])
    }

    @Test("A name for what has none says how it is written")
    func namedID() async {
        #expect(
            await Self.problems("release id=1") == [
                "«release id=1» release needs the id of a release"
                    + " → for example: release 9300000001",
                "«id» release has no parameter 'id' → write it without a name: release 249504",
            ])
    }

    @Test("Lists and ranges are for where, unless they are quoted or the parameter takes them")
    func lists() async {
        #expect(
            await Self.problems("search artist=a,b") == [
                "«a,b» artist takes one value"
                    + " → write a line for each; text with a comma goes in quotes"
            ])
        #expect(
            await Self.problems("search year=1955,1957") == [
                "«1955,1957» year takes one value"
                    + " → filter the rows: | where year=1955,1957; text with a comma goes in quotes"
            ])
        #expect(
            await Self.problems("master-versions 1 released=1955..1960") == [
                "«1955..1960» released takes one value"
                    + " → filter the rows: | where released=1955..1960"
            ])
        #expect(await Self.problems("search artist=$1,b").count == 1)
        #expect(
            await Self.target(#"search artist="Earth, Wind & Fire" title='a..b'"#)
                == "/database/search?artist=Earth%2C%20Wind%20%26%20Fire&title=a..b"
                + "&page=1&per_page=100")
        #expect(
            await Self.target("search x year=1955..1965 | limit 1")
                == "/database/search?q=x&year=1955-1965&type=release&page=1&per_page=1")
    }

    @Test(
        "An id may be a number, a code, or an address",
        arguments: [
            "249504", "r249504", "R249504", "[r249504]", "https://www.discogs.com/release/249504",
            "https://www.discogs.com/de/release/249504-Never-Gonna-Give-You-Up",
            "discogs.com/release/249504", "'/Rick-Astley/release/249504'",
        ])
    func ids(text: String) async {
        #expect(await Self.target("release \(text)") == "/releases/249504")
    }

    @Test(
        "The wrong kind of id says so",
        arguments: [
            (
                "release a45",
                "«a45» this is the id of an artist, not of a release → the command for it is 'artist'"
            ),
            (
                "artist https://www.discogs.com/release/1-X",
                "«https://www.discogs.com/release/1-X» this is the id of a release, not of an artist"
                    + " → the command for it is 'release'"
            ),
            (
                "master-versions [l7]",
                "«[l7]» this is the id of a label, not of a master → the command for it is 'label'"
            ),
            (
                "label x",
                "«x» 'x' is not the id of a label"
                    + " → to find it: search \"x\" type=label"
            ),
            ("release 0", "«0» '0' is out of range → release_id is at least 1"),
        ])
    func wrongIDs(line: String, problem: String) async {
        #expect(await Self.problems(line) == [problem])
    }

    @Test("A parameter may be written with - for _, and a choice in any case")
    func spelling() async {
        #expect(
            await Self.target("search release-title=x type=MASTER | limit 1")
                == "/database/search?release_title=x&type=master&page=1&per_page=1")
    }

    // MARK: raw

    @Test(
        "raw says what it cannot send",
        arguments: [
            (
                "raw",
                [
                    "«raw» raw needs a method: GET → usage: raw METHOD PATH [NAME=VALUE…]",
                    "«raw» raw needs a path: /releases/249504"
                        + " → usage: raw METHOD PATH [NAME=VALUE…]",
                ]
            ),
            (
                "raw PATCH /x",
                [
                    "«PATCH» 'PATCH' is no method of the API → the methods are GET, POST, PUT and DELETE"
                ]
            ),
            (
                "raw GET releases/1",
                [
                    "«releases/1» 'releases/1' is not a path of the API"
                        + " → begin it with a slash: /releases/249504"
                ]
            ),
            (
                "raw GET https://x.org/y",
                [
                    "«https://x.org/y» 'https://x.org/y' is not a path of the API"
                        + " → leave the host out: /releases/249504"
                ]
            ),
            (
                "raw GET /x#y",
                [
                    "«/x#y» '/x#y' is not a path of the API"
                        + " → a path has no '#'; write it as %23"
                ]
            ),
            (
                "raw GET /x/../y",
                [
                    "«/x/../y» '/x/../y' is not a path of the API"
                        + " → write it without '.' and '..'"
                ]
            ),
            (
                #"raw GET "/x\ny""#,
                ["«\"/x\\ny\"» '/x\ny' is not a path of the API → it holds a control character"]
            ),
            ("raw GET /x y", ["«y» raw does not take this → usage: raw METHOD PATH [NAME=VALUE…]"]),
            (
                "raw GET /x | page 2",
                ["«page 2» this source has no pages → add page=2 to the arguments of raw"]
            ),
            (
                "release 1 | per-page 2",
                ["«per-page 2» this source has no pages → use limit and skip on its rows"]
            ),
            (
                "status | page 2",
                ["«page 2» this source has no pages → use limit and skip on its rows"]
            ),
        ])
    func rawProblems(line: String, problems: [String]) async {
        #expect(await Self.problems(line) == problems)
    }

    @Test("raw sends what it is told")
    func raw() async {
        #expect(
            await Self.target("raw get '/users/a b/x?q=1' title='Kind of Blue' q=a,b")
                == "/users/a%20b/x?q=1&title=Kind%20of%20Blue&q=a%2Cb")
    }

    @Test("raw gives the rows of a list, the elements of an array, or the one value")
    func rawRows() async {
        func rows(_ session: TestSession) async -> String { await session.run("raw GET /x").output }
        #expect(
            await rows(TestSession(.script, .pages(GeneratedPages(total: 2, rowsKey: "wants"))))
                == """
                {"id":1,"type":"release","title":"Title 1","year":"1901"}
                {"id":2,"type":"release","title":"Title 2","year":"1902"}

                """)
        #expect(await rows(TestSession(.script, .body(["a": [1]]))) == "{\"a\":[1]}\n")
        #expect(
            await rows(TestSession(.script, .body([["a": 1], 2])))
                == "{\"a\":1}\n{\"value\":2}\n")
        #expect(await rows(TestSession(.script, .body("x"))) == "{\"value\":\"x\"}\n")
        #expect(await rows(TestSession(.script, .body(nil))) == "")
        let ran = await TestSession(.script).run("raw GET /releases/9300000001 | select title")
        #expect(ran.values("title") == ["Kind Of Blue"])
    }
}

import Testing

@testable import Commands

@Suite("A dry run prints the first request of each source and sends none")
struct DryRunTests {
    private static func dryRun(_ lines: String, _ reader: TestSession.Reader = .script) async -> Ran
    {
        let ran = await TestSession(reader) { $0.isDryRun = true }.run(lines)
        #expect(ran.requests == [])
        return ran
    }

    @Test(
        "Prints method and address",
        arguments: [
            (
                #"search artist="Sigur Rós" year=1999..2002"#,
                "database/search?artist=Sigur%20R%C3%B3s&year=1999-2002&type=release"
                    + "&page=1&per_page=100"
            ),
            ("search x | limit 5", "database/search?q=x&page=1&per_page=5"),
            (
                "artist-releases a7 | sort -year | page 3",
                "artists/7/releases?sort=year&sort_order=desc&page=3&per_page=50"
            ),
            ("release [r249504]", "releases/249504"),
            ("raw GET /users/x/wants page=2", "users/x/wants?page=2"),
        ])
    func requests(line: String, target: String) async {
        #expect(
            await Self.dryRun(line).output == "GET https://api.discogs.com/\(target)\n")
    }

    @Test("Prints one line for each source, and nothing for what sends nothing")
    func lines() async {
        let ran = await Self.dryRun("search x\nlimit 3\nstatus\nsearch y | limit 0\nrelease 1")
        #expect(ran.problems == [])
        #expect(
            ran.lines == [
                "GET https://api.discogs.com/database/search?q=x&page=1&per_page=100",
                "GET https://api.discogs.com/database/search?q=x&page=1&per_page=3",
                "GET https://api.discogs.com/releases/1",
            ])
    }

    @Test("At the prompt it is the page that would be shown")
    func prompt() async {
        #expect(
            await Self.dryRun("search x", .prompt).output
                == "GET https://api.discogs.com/database/search?q=x&page=1&per_page=50\n")
    }

    @Test("Says so where a request depends on rows that it does not fetch")
    func awaitsRows() async {
        let ran = await Self.dryRun(
            "search x | limit 1\nrelease $_.id\nsearch y | where id in $_.id")
        #expect(ran.problems == [])
        #expect(ran.lines.count == 2)
        #expect(
            ran.notes == ["release $_.id: depends on rows, which a dry run does not fetch"])
    }

    @Test("A path that depends on rows is no mistake")
    func rawPath() async {
        let session = TestSession(.script) { $0.isDryRun = true }
        let ran = await session.run("search x | limit 1\nraw GET $_.resource_url")
        #expect(ran.problems == [])
        #expect(ran.notes.count == 1)
        #expect(ran.requests == [])
    }

    @Test("Writes no file")
    func export() async {
        let session = TestSession(.script) { $0.isDryRun = true }
        await session.run("search x | export csv")
        #expect(session.exports.names == [])
    }
}

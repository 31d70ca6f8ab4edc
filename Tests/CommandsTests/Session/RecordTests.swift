import Commands
import Testing

@Suite("record")
struct RecordTests {
    let session = TestSession(.prompt, programs: SpyPrograms())

    private var file: String { session.exports.path + "/day.mas" }
    private var script: [String] {
        (session.exports.text("day.mas") ?? "").split(separator: "\n").map(String.init)
    }

    @Test("What was typed and succeeded is a script, complete after every line")
    func lines() async {
        await session.run("record \(file)")
        #expect(script == ["#!/usr/bin/env musicagent"])
        await session.run("search miles type=master | limit 3")
        #expect(script.dropFirst() == ["search miles type=master | limit 3"])
        await session.run("serach x")
        await session.run("release 5")
        await session.run("where year>1950 |\n  sort year")
        await session.run("help limit")
        await session.run("status")
        await session.run("vars")
        await session.run("alias few = limit 2; search \"sun ra\" | few")
        let ran = await session.run("record stop")
        #expect(ran.notes == ["\(file): 4 lines"])
        await session.run("count")
        #expect(
            script == [
                "#!/usr/bin/env musicagent", "search miles type=master | limit 3",
                "where year>1950 |", "  sort year", "alias few = limit 2",
                "search \"sun ra\" | few",
            ])
    }

    @Test("What its lines build on is in it, and nothing else of what was typed before")
    func dependencies() async {
        await session.run("let unused = 1")
        await session.run("search miles type=artist")
        await session.run("search \"sun ra\" type=master")
        await session.run("let few = $_ | limit 3")
        await session.run("let year = 1957")
        await session.run("let year = 1959")
        await session.run("alias then = where year=$year")
        await session.run("search miles type=master")
        await session.run("record \(file)")
        await session.run("then")
        await session.run("$few | count")
        await session.run("let year = 1970")
        #expect(
            script.dropFirst() == [
                "search \"sun ra\" type=master", "let few = $_ | limit 3", "let year = 1959",
                "alias then = where year=$year", "search miles type=master", "then",
                "$few | count", "let year = 1970",
            ])
    }

    @Test("The log is a source as any other, but its script needs trust")
    func log() async {
        await session.run("search miles")
        await session.run("log")
        await session.run("record \(file)")
        await session.run("history")
        await session.run("where status>=500 | count")
        #expect(
            script.dropFirst() == ["# It needs --trust.", "log", "where status>=500 | count"])
    }

    @Test("@3 becomes the id that it stood for, and a page that was turned to its number")
    func screen() async {
        let session = TestSession(.prompt, .pages(of: 250))
        let file = session.exports.path + "/day.mas"
        await session.run("search x")
        await session.run("record \(file)")
        await session.run("next")
        await session.run("raw GET /database/search q=@2 type=a@1")
        let lines = (session.exports.text("day.mas") ?? "").split(separator: "\n")
        #expect(
            lines.dropFirst() == [
                "search x", "page 2", "raw GET /database/search q=r52 type=a@1",
            ])
    }

    @Test("The script passes a check, and says when it needs trust")
    func check() async throws {
        await session.run("record \(file)")
        await session.run("search miles type=master | limit 3")
        #expect(!script.contains { $0.contains("--trust") })
        await session.run("! cat")
        await session.run("$_ | ! cat")
        #expect(script.dropFirst().first == "# It needs --trust.")
        let text = try #require(session.exports.text("day.mas"))
        let trusted = TestSession(.script, programs: SpyPrograms()) { $0.isTrusted = true }
        #expect(await trusted.run(text).problems == [])
    }

    @Test("`next` behind a look at one row goes back to the list first")
    func nextBehindDetails() async {
        await session.run("record \(file)")
        await session.run("search miles | per-page 5")
        await session.run("release 9300000001")
        await session.run("next")
        await session.run("select title")
        #expect(
            script.dropFirst() == [
                "search miles | per-page 5", "release 9300000001", "search miles | per-page 5",
                "page 2", "select title",
            ])
        await session.run("search miles | where year>1950")
        await session.run("release 9300000001")
        await session.run("next")
        #expect(script.suffix(2) == ["release 9300000001", "search miles | where year>1950"])
    }

    @Test("What was written before, or handed to a program, is not done again")
    func prerequisitesWithoutSinks() async {
        await session.run("search miles type=master | limit 9 | export base.csv")
        await session.run("search miles type=master | limit 8 | ! mail")
        await session.run("let kept = search \"sun ra\" | export kept.csv | limit 2")
        await session.run("record \(file)")
        await session.run("sort year | export sorted.csv")
        await session.run("$kept | count")
        #expect(
            script.dropFirst() == [
                "search miles type=master | limit 8", "let kept = search \"sun ra\" | limit 2",
                "sort year | export sorted.csv", "$kept | count",
            ])
    }

    @Test("It ends where a line builds on one that cannot stand in a script")
    func gaps() async throws {
        try session.exports.write("let who = sun\nrelease 5\n", to: "s.mas")
        await session.run("let who = miles")
        await session.run("record \(file)")
        await session.run("source \(session.exports.path)/s.mas")
        let ran = await session.run("search $who | count")
        #expect(ran.notes.last?.contains("the recording ends here") == true)
        #expect(script.count == 1)
        #expect(await session.run("record stop").problems.count == 1)
    }

    @Test("A script that is brought in is a last pipeline only if it runs one")
    func sourced() async throws {
        try session.exports.write("let who = sun\n", to: "s.mas")
        await session.run("search miles type=master | limit 3")
        await session.run("source \(session.exports.path)/s.mas")
        await session.run("record \(file)")
        await session.run("search $who | limit 1")
        await session.run("let a = 1; unset a")
        await session.run("search ${a:-miles} type=artist | count")
        #expect(
            script.filter { !$0.hasPrefix("#") } == [
                "search miles type=master | limit 3", "source \(session.exports.path)/s.mas",
                "search $who | limit 1", "let a = 1", "unset a",
                "search ${a:-miles} type=artist | count",
            ])
    }

    @Test("What stands in an id's place in a file is no id")
    func idsAreIDs() async throws {
        let session = TestSession(
            .prompt, .rows([["id": "1 | ! touch x #", "type": "release"], ["id": "1-7"]]))
        await session.run("raw GET /rows")
        #expect(
            await session.run("search @1").problems == ["«@1» row 1 of the last table has no id"])
        #expect(await session.run("search @2").requests.first?.contains("q=1-7") == true)
    }

    @Test("A line with a secret is left out, and that is said")
    func secrets() async {
        await session.run("record \(file)")
        let ran = await session.run("let key = abracadabra")
        #expect(ran.notes == ["not recorded: it holds a secret"])
        #expect(script.count == 1)
    }

    @Test("A file that is there is kept, and a second recording does not begin")
    func refusals() async throws {
        try session.exports.write("kept", to: "day.mas")
        #expect(await session.run("record \(file)").problems.count == 1)
        #expect(session.exports.text("day.mas") == "kept")
        #expect(await session.run("record \(file) overwrite=yes").problems == [])
        #expect(
            await session.run("record \(file)").problems == [
                "«record \(file)» \(file) is being recorded → record stop ends it"
            ])
        await session.run("record stop")
        #expect(
            await session.run("record stop").problems == [
                "«record stop» nothing is being recorded → record FILE begins"
            ])
    }
}

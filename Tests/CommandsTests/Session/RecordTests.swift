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

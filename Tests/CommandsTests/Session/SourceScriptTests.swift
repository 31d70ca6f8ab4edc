import Commands
import Foundation
import Testing

@Suite("source")
struct SourceScriptTests {
    private let folder = TemporaryFolder()

    @Test("A script that the prompt brings in is no more trusted than any other")
    func trust() async throws {
        try folder.write("search miles | ! cat\n", to: "a.mas")
        let programs = SpyPrograms()
        let line = "source \(folder.path)/a.mas"
        let ran = await TestSession(.prompt, programs: programs).run(line)
        #expect(ran.problems.map { $0.contains("--trust allows it") } == [true])
        #expect(programs.records.isEmpty)
        let trusting = TestSession(.prompt, programs: programs) { $0.trustsScripts = true }
        #expect(await trusting.run(line).problems == [])
        #expect(programs.records.count == 1)
    }

    @Test("It can write nothing but exports: no recording, and no alias that does it later")
    func noWayAround() async throws {
        let session = TestSession(.prompt, programs: SpyPrograms())
        try folder.write("record Makefile overwrite=yes\n", to: "a.mas")
        #expect(
            await session.run("source \(folder.path)/a.mas").problems.map {
                $0.contains("record is for the prompt")
            } == [true])
        try folder.write(
            """
            alias top = limit 1 | export /tmp/never-written.csv overwrite=yes
            alias few = limit 1 | each { search $.title | limit 1 }
            alias page = open
            """.replacing("alias page", with: "alias look"), to: "b.mas")
        #expect(await session.run("source \(folder.path)/b.mas").problems == [])
        await session.run("search miles type=master")
        #expect(
            await session.run("top").problems == [
                "«top» '/tmp/never-written.csv' is not a file in the export folder, "
                    + "in the alias 'top' → give a plain name, or allow other places with --trust"
            ])
        #expect(await session.run("look").problems.count == 1)
        #expect(await session.run("few").problems == [])
        await session.run("alias mine = limit 1 | ! cat".replacing(" | ! cat", with: ""))
        #expect(await session.run("mine | export \(session.exports.path)/x.csv").problems == [])
    }

    @Test("It takes all rows, as a script does anywhere")
    func allRows() async throws {
        try folder.write("search x | select id\n", to: "a.mas")
        let session = TestSession(.prompt, .pages(of: 250))
        let ran = await session.run("source \(folder.path)/a.mas")
        #expect(ran.pages == ["1×100", "2×100", "3×100"])
        #expect(await session.run("search @7 | limit 1").requests.first?.contains("q=7") == true)
    }

    @Test("Its names and its last pipeline are the session's, and @3 is not its")
    func state() async throws {
        let session = TestSession(.prompt)
        try folder.write("let n = $1\nsearch \"sun ra\" type=master\n", to: "a.mas")
        try folder.write("release @1\n", to: "b.mas")
        await session.run("source \(folder.path)/a.mas 2")
        #expect(await session.run("limit $n | count").output.contains("2"))
        let ran = await session.run("source \(folder.path)/b.mas")
        #expect(ran.problems.map { $0.contains("at the prompt only") } == [true])
    }

    @Test("A script checked with values that only a run knows is checked again with them")
    func valuesOfARun() async throws {
        try folder.write("release $1\n", to: "a.mas")
        let session = TestSession(.script) { $0.isTrusted = true }
        let ran = await session.run(
            """
            search "sun ra" type=release | limit 1 | select id title
            let id = $_.id
            let title = $_.title
            source \(folder.path)/a.mas $id
            source \(folder.path)/a.mas $title
            """)
        #expect(ran.problems.count == 1)
        #expect(ran.output.contains("tracklist"))
    }

    @Test("Which script it is has to be known before the first line runs")
    func pathOfARun() async {
        let ran = await TestSession(.script).run("search miles | limit 1\nsource $_.title")
        #expect(ran.requests == [])
        #expect(
            ran.problems == [
                "«source $_.title» which script this is must be known before the first line runs"
                    + " → name the file"
            ])
    }

    @Test("What is no text, or no file, is refused")
    func unreadable() async throws {
        let session = TestSession(.prompt)
        try Data([0x6C, 0xFF, 0x0A]).write(to: URL(fileURLWithPath: folder.path + "/bytes.mas"))
        for (name, problem) in [
            ("", "notRegular"), ("/none.mas", "missing"), ("/bytes.mas", "notUTF8"),
        ] {
            let ran = await session.run("source \(folder.path)\(name)")
            #expect(ran.problems.map { $0.contains(problem) } == [true])
        }
    }
}

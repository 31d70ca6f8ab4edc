import Commands
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
            search "sun ra" type=master | limit 1 | select id
            let id = $_.id
            source \(folder.path)/a.mas $id
            source \(folder.path)/a.mas $_.title
            """)
        #expect(ran.problems.count == 1)
        #expect(ran.output.contains("9200000032"))
    }

    @Test("What is no text, or too long for one, is refused with its name")
    func unreadable() async throws {
        let session = TestSession(.prompt)
        #expect(await session.run("source \(folder.path)").problems.count == 1)
        #expect(await session.run("source \(folder.path)/none.mas").problems.count == 1)
    }
}

import DiscogsSimulator
import Testing

@testable import Shell

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("The start-up file", .serialized, .timeLimit(.minutes(10)))
struct StartFileTests {
    private let home = ProgramHome()

    private static let prompt = "music:catalog> "
    private static let name = "home/.config/musicagent/init.mas"
    private static let lines = """
        # mine
        set format csv
        alias names = select title
        let ra = search artist="Sun Ra" type=artist

        """

    private var path: String { "\(home.folder.path)/\(Self.name)" }

    private func write(_ text: String) throws {
        home.folder.makeFolder("home/.config")
        home.folder.makeFolder("home/.config/musicagent")
        try home.folder.write(text, to: Self.name)
        chmod(path, 0o644)
        chmod("\(home.folder.path)/home/.config/musicagent", 0o755)
    }

    @Test("What it sets and names is there at the prompt, and --no-init leaves it out")
    func runs() async throws {
        try write(Self.lines)
        let terminal = try home.prompt()
        try await terminal.expect("$ra: 1 row")
        try await terminal.expect(Self.prompt)
        try terminal.enter("$ra | names")
        try await terminal.expect("\ntitle\nSun Ra\n")
        let without = try home.prompt("--no-init")
        try await without.expect(Self.prompt)
        try without.enter("vars")
        try await without.expect("no rows")
        #expect(!without.transcript.contains("$ra:"))
    }

    @Test("It is the prompt's alone: neither -c nor a script nor standard input runs it")
    func promptOnly() async throws {
        try write("set format csv\nnonsense\n")
        let line = #"search artist="Sun Ra" type=artist | select title"#
        try home.folder.write(line, to: "work/a.mas")
        for result in [
            try await home.run("--quiet", "-c", line), try await home.run("--quiet", "a.mas"),
            try await home.run("--quiet", input: line),
        ] {
            #expect(result == ProcessResult(status: 0, output: "{\"title\":\"Sun Ra\"}\n"))
        }
    }

    @Test("What is wrong in it is told with its line, and the prompt comes all the same")
    func wrong() async throws {
        try write("set format csv\n\nserch x\n")
        let terminal = try home.prompt(columns: 120)
        try await terminal.expect("init.mas:3:1: error: unknown command 'serch'")
        try await terminal.expect(Self.prompt)
        // It is checked before its first line runs.
        try terminal.enter("set format")
        try await terminal.expect("auto")
        try write("release 1\nalias late = limit 1\n")
        let failing = try home.prompt(columns: 120)
        try await failing.expect("init.mas:1:1: error: Release not found (404)")
        try await failing.expect(Self.prompt)
    }

    @Test(
        "One that others could have written is not run, and says why",
        arguments: [0o666, 0o664, 0o646] as [mode_t])
    func writableByOthers(mode: mode_t) async throws {
        try write("set format csv\n")
        chmod(path, mode)
        #expect(throws: StartFile.Failure.writableByOthers(path)) {
            try StartFile(path: path).text()
        }
        chmod(path, 0o600)
        #expect(try StartFile(path: path).text()?.text == "set format csv\n")
        chmod("\(home.folder.path)/home/.config/musicagent", 0o777)
        #expect(throws: StartFile.Failure.self) { try StartFile(path: path).text() }
        let terminal = try home.prompt()
        try await terminal.expect("init.mas is not run: others can write to")
        try await terminal.expect(Self.prompt)
        try terminal.enter("set format")
        try await terminal.expect("auto")
    }

    @Test("Where there is none, nothing is said")
    func missing() throws {
        #expect(try StartFile(path: path).text() == nil)
    }

    @Test("No request is sent for it unseen")
    func requests() async throws {
        try await DiscogsRun.with { run in
            run.home.folder.makeFolder("home/.config")
            run.home.folder.makeFolder("home/.config/musicagent")
            try run.home.folder.write("let mine = search miles | limit 1\n", to: Self.name)
            chmod("\(run.home.folder.path)/\(Self.name)", 0o600)
            let terminal = try run.home.prompt(columns: 160)
            try await terminal.expect("init.mas:1: let mine = search miles | limit 1")
            try await terminal.expect("$mine: 1 row")
            try await terminal.expect("music:api> ")
            #expect(await run.targets.count == 1)
        }
    }
}

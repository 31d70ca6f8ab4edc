import DiscogsSimulator
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("The prompt and signals", .serialized, .timeLimit(.minutes(10)))
struct PromptSignalTests {
    private let home = ProgramHome()

    private static let prompt = "music:catalog> "
    private static let apiPrompt = "music:api> "
    private static let sunRa = #"search artist="Sun Ra" type=artist | select title | as csv"#

    @Test("Ctrl-C clears the line that is typed")
    func clearsLine() async throws {
        let terminal = try await home.prompt(showing: Self.prompt)
        try terminal.type("serch nonsense")
        try await terminal.expect("serch nonsense")
        try terminal.press(.interrupt)
        try await terminal.expect(Self.prompt)
        try terminal.enter(Self.sunRa)
        try await terminal.expect("\ntitle\nSun Ra\n")
        try await terminal.expect(Self.prompt)
        #expect(!terminal.transcript.contains("unknown command"))
        try terminal.press(.endOfFile)
        #expect(try await terminal.waitForExit() == .status(0))
    }

    @Test("Ctrl-C in the middle of a paste takes it back")
    func duringPaste() async throws {
        let terminal = try await ProgramHome().prompt(showing: "music:catalog> ")
        try terminal.type("\u{1B}[200~search miles\nsearch monk")
        // Nothing tells that Readline has begun to read it; whatever it has read has to go.
        try terminal.press(.interrupt)
        try await terminal.expect("music:catalog> ")
        try terminal.enter("search \"kind of blue\" type=master | select title | as csv")
        try await terminal.expect("Miles Davis - Kind Of Blue\n")
    }

    @Test("Ctrl-C stops a slow request and nothing else")
    func stopsRequest() async throws {
        try await DiscogsRun.with(delayOfSearch: .seconds(3600)) { run in
            let terminal = try await run.home.prompt(showing: Self.apiPrompt)
            for count in 1...2 {
                try terminal.enter(#"search artist="Miles Davis" | export a.csv"#)
                await run.simulator.waitForRequests(count)
                try terminal.press(.interrupt)
                try await terminal.expect("interrupted")
                try await terminal.expect(Self.apiPrompt)
            }
            try terminal.enter("release 9300000001 | select title | as csv")
            try await terminal.expect("\ntitle\nKind Of Blue\n")
            try await terminal.expect(Self.apiPrompt)
            #expect(run.home.files(below: "work") == [])
            try terminal.press(.endOfFile)
            #expect(try await terminal.waitForExit() == .status(0))
            #expect(await run.targets.count == 3)
        }
    }

    @Test("Ctrl-C reaches a program that was given rows, and SIGTERM ends it")
    func programs() async throws {
        let line = "search miles | ! echo began $$; cat >/dev/null; exec tail -f /dev/null"
        let terminal = try await home.prompt(showing: Self.prompt)
        for key in [PseudoTerminal.Key.interrupt, nil] {
            try terminal.enter(line)
            try await terminal.expect("/dev/null\nbegan ")
            let program = try #require(pid_t(try await terminal.expect("\n").dropLast()))
            if let key {
                try terminal.press(key)
                try await terminal.expect("interrupted")
                try await terminal.expect(Self.prompt)
            } else {
                terminal.send(SIGTERM)
                #expect(try await terminal.waitForExit() == .status(143))
            }
            #expect(kill(program, 0) != 0)
        }
    }

    @Test("A program that has a use for Ctrl-C gets it as often as it is pressed")
    func programThatHeedsNoInterrupt() async throws {
        let terminal = try await home.prompt(showing: Self.prompt)
        // It says so only when it listens.
        let program =
            #"$SIG{INT} = sub { print "heard\n"; exit if $n++ == 2 }; $| = 1; print "began\n"; sleep 9 while 1"#
        try terminal.enter("search miles | ! cat >/dev/null; exec perl -e '\(program)'")
        try await terminal.expect("while 1'\nbegan\n")
        for _ in 1...3 {
            try terminal.press(.interrupt)
            try await terminal.expect("heard\n")
        }
        try await terminal.expect(Self.prompt)
    }

    @Test("A program that changed how the terminal works leaves the prompt as it was")
    func terminalModes() async throws {
        let terminal = try await home.prompt(showing: Self.prompt)
        /// What a program finds that reads its rows.
        func modes() async throws -> String {
            try terminal.enter("search miles | ! cat >/dev/null; stty -g </dev/tty; echo end")
            try await terminal.expect("echo end\n")
            let modes = try await terminal.expect("end\n")
            try await terminal.expect(Self.prompt)
            return modes
        }
        let before = try await modes()
        for change in ["raw -echo", "-icanon -isig -echo", "erase ^A intr ^B eof ^E"] {
            for ending in ["true", "false", "kill -9 $$"] {
                try terminal.enter(
                    "search miles | ! cat >/dev/null; stty \(change) </dev/tty; \(ending)")
                try await terminal.expect(Self.prompt)
                #expect(try await modes() == before)
            }
        }
        // Keys do what they did.
        try terminal.type("serch\u{7F}\u{7F}\u{7F}arch")
        try terminal.press(.home)
        try terminal.type("# ")
        try terminal.press(.interrupt)
        try await terminal.expect(Self.prompt)
        try terminal.type(Self.sunRa + "vv")
        try terminal.press(.backspace)
        try terminal.press(.backspace)
        try terminal.press(.enter)
        try await terminal.expect("\ntitle\nSun Ra\n")
        try await terminal.expect(Self.prompt)
        try terminal.press(.endOfFile)
        #expect(try await terminal.waitForExit() == .status(0))
        #expect(!terminal.isRaw)
    }

    @Test("A program that is ended leaves the terminal as it was")
    func terminalModesOfEndedProgram() async throws {
        let terminal = try await home.prompt(showing: Self.prompt)
        try terminal.enter(
            "search miles | ! cat >/dev/null; stty raw -echo </dev/tty; echo now raw; exec sleep 1000"
        )
        try await terminal.expect("1000\nnow raw")
        #expect(terminal.isRaw)
        terminal.send(SIGTERM)
        #expect(try await terminal.waitForExit() == .status(143))
        #expect(!terminal.isRaw)
    }

    @Test("SIGTERM ends the prompt, at once and during a request")
    func terminates() async throws {
        let idle = try home.prompt()
        try await idle.expect(Self.prompt)
        idle.send(SIGTERM)
        #expect(try await idle.waitForExit() == .status(143))

        try await DiscogsRun.with(delay: .seconds(3600)) { run in
            let busy = try run.home.prompt()
            try await busy.expect(Self.apiPrompt)
            try busy.enter("release 9300000001")
            await run.simulator.waitForRequests(1)
            busy.send(SIGTERM)
            #expect(try await busy.waitForExit() == .status(143))
        }
    }

    @Test(
        "A lost terminal, like SIGTERM, leaves what was entered in the history",
        arguments: [SIGHUP: Int32(129), SIGTERM: 143])
    func keepsHistory(_ signal: Int32, status: Int32) async throws {
        try await DiscogsRun.with(delay: .seconds(3600)) { run in
            let terminal = try await run.home.prompt(showing: Self.apiPrompt)
            try terminal.enter("vars")
            try await terminal.expect("no rows")
            try await terminal.expect(Self.apiPrompt)
            try terminal.enter("release 9300000001")
            await run.simulator.waitForRequests(1)
            terminal.send(signal)
            #expect(try await terminal.waitForExit() == .status(status))
            #expect(
                try run.home.folder.text(of: "home/.local/state/musicagent/history")
                    == "vars\nrelease 9300000001\n")
        }
    }

    @Test("Ctrl-D on a continuation line gives up what was typed, and only that")
    func endOfContinuation() async throws {
        let terminal = try await home.prompt(showing: Self.prompt)
        try terminal.enter("search \"kind")
        try await terminal.expect("…> ")
        try terminal.press(.endOfFile)
        try await terminal.expect(Self.prompt)
        try terminal.enter(Self.sunRa)
        try await terminal.expect("\ntitle\nSun Ra\n")
        try await terminal.expect(Self.prompt)
        try terminal.press(.endOfFile)
        #expect(try await terminal.waitForExit() == .status(0))
    }

    @Test("Ctrl-D in the middle of a line does nothing, and ends the program on an empty one")
    func endOfFile() async throws {
        let terminal = try home.prompt()
        try await terminal.expect(Self.prompt)
        try terminal.type("help")
        try terminal.press(.endOfFile)
        try terminal.press(.enter)
        try await terminal.expect("help COMMAND explains one")
        try await terminal.expect(Self.prompt)
        try terminal.press(.endOfFile)
        #expect(try await terminal.waitForExit() == .status(0))
    }
}

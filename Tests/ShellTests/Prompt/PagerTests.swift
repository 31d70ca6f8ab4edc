import Testing

@Suite("The pager", .serialized, .timeLimit(.minutes(10)))
struct PagerTests {
    private static let prompt = "music:catalog> "

    private func prompt(
        in home: ProgramHome, rows: Int = 24
    ) async throws -> PseudoTerminal {
        let terminal = try home.prompt(columns: 80, rows: rows)
        try await terminal.expect(Self.prompt)
        return terminal
    }

    @Test("Help and cards that are longer than the screen go through PAGER, tables never")
    func longTexts() async throws {
        let home = ProgramHome(["PAGER": "sed s/^/pager:/"])
        let terminal = try await prompt(in: home, rows: 12)
        try terminal.enter("help search")
        try await terminal.expect("pager:search: Search")
        try await terminal.expect(Self.prompt)
        try terminal.enter("release 9300000001")
        try await terminal.expect("pager:Miles Davis")
        try await terminal.expect(Self.prompt)
        try terminal.enter("help quit")
        let short = try await terminal.expect("Leave the shell")
        #expect(!short.contains("pager:"))
        try await terminal.expect(Self.prompt)
        try terminal.enter("search miles")
        let table = try await terminal.expect("next for more")
        #expect(!table.contains("pager:"))
        try terminal.enter("set pager off")
        try await terminal.expect("pager is off")
        try terminal.enter("help search")
        let plain = try await terminal.expect("Examples")
        #expect(!plain.contains("pager:"))
    }

    @Test("A pager that is not there leaves the text as it is")
    func missing() async throws {
        let home = ProgramHome(["PAGER": "no-such-pager"])
        let terminal = try await prompt(in: home)
        try terminal.enter("help")
        try await terminal.expect("A line is a source")
        try await terminal.expect("quit")
        try await terminal.expect(Self.prompt)
        // A terminal that can do nothing gets the text, too.
        let plain = ProgramHome(["TERM": "dumb"])
        let dumb = try await prompt(in: plain)
        try dumb.enter("help")
        try await dumb.expect("quit")
        try await dumb.expect(Self.prompt)
    }

    @Test("Ctrl-C in less is less's, and so is q")
    func interruptedLess() async throws {
        let home = ProgramHome(["PAGER": "less -FRX"])
        let terminal = try await prompt(in: home, rows: 12)
        for _ in 1...2 {
            try terminal.enter("help search")
            try await terminal.expect("search: Search")
            try await terminal.expect("\n:")
            try terminal.press(.interrupt)
            try await goToEnd(of: terminal)
            try terminal.type("q")
            try await terminal.expect(Self.prompt)
        }
        try terminal.enter("search \"kind of blue\" type=master | select title | as csv")
        try await terminal.expect("Miles Davis - Kind Of Blue\n")
    }

    /// A key that comes right behind Ctrl-C is lost when less throws away what was typed before it.
    private func goToEnd(of less: PseudoTerminal) async throws {
        for attempt in 1... {
            try less.type("G")
            do {
                try await less.expect("(END)", within: .seconds(5))
                return
            } catch  where attempt < 20 {}
        }
    }
}

import DiscogsSimulator
import Testing

@Suite("The prompt", .serialized, .timeLimit(.minutes(10)))
struct PromptTests {
    private let home = ProgramHome()

    private static let prompt = "music:catalog> "
    private static let apiPrompt = "music:api> "
    private static let history = "home/.local/state/musicagent/history"
    private static let sunRa = #"search artist="Sun Ra" type=artist | select title | as csv"#

    @Test("The main job: search, turn to page 2, export")
    func mainJob() async throws {
        let terminal = try home.prompt(columns: 120)
        try await terminal.expect("Sample catalogue (no token)")
        try await terminal.expect(Self.prompt)
        try terminal.enter(
            #"search artist="Miles Davis" format=vinyl | page 2 | export csv vinyl.csv"#)
        try await terminal.expect("exports/vinyl.csv: 24 rows, ")
        try await terminal.expect(Self.prompt)
        let lines = try home.folder.text(of: "work/exports/vinyl.csv")
            .split(whereSeparator: \.isNewline)
        #expect(lines.count == 25)
        try terminal.press(.endOfFile)
        #expect(try await terminal.waitForExit() == .status(0))
    }

    @Test("Tab completes commands, parameters and their values")
    func completion() async throws {
        let terminal = try await home.prompt(showing: Self.prompt)
        try terminal.type("sea\t")
        try await terminal.expect("search ")
        try terminal.type("arti\t")
        try await terminal.expect("artist=")
        try terminal.type("\"Sun Ra\" ty\tarti\t| cou\t")
        try await terminal.expect("type=artist | count")
        try terminal.press(.enter)
        try await terminal.expect("count: 1")
        try await terminal.expect(Self.prompt)
        try terminal.type("per\t5\u{15}h\t\t")
        try await terminal.expect("help")
        try await terminal.expect("history")
    }

    @Test("A table fits the terminal and says what follows")
    func table() async throws {
        let terminal = try home.prompt(columns: 72)
        try await terminal.expect(Self.prompt)
        try terminal.enter(#"search artist="Miles Davis""#)
        let table = try await terminal.expect("50 of 128 rows · next for more")
        let widths = table.split(separator: "\n").dropFirst().map(\.count)
        #expect(widths.allSatisfy { $0 <= 72 })
        #expect(widths.count > 50)
    }

    @Test("next, prev and lines that begin with a stage go on with what was shown")
    func goesOn() async throws {
        try await DiscogsRun.with { run in
            let terminal = try await run.home.prompt(showing: Self.apiPrompt)
            try terminal.enter(#"search artist="Miles Davis" | per-page 10"#)
            try await terminal.expect("10 of 128 rows · next for more")
            try terminal.enter("next")
            try await terminal.expect("10 of 128 rows · page 2 of 13 · next for more")
            try terminal.enter("prev")
            try await terminal.expect("10 of 128 rows · next for more")
            try terminal.enter("page 13")
            try await terminal.expect("8 of 128 rows · page 13 of 13")
            try terminal.enter("next")
            try await terminal.expect("this is the last page")
            try terminal.enter("select title | export csv last.csv")
            try await terminal.expect("last.csv: 8 rows, ")
            #expect(await run.targets.count == 3)
        }
    }

    @Test("next behind a sort shows the next rows of all, not those of another page")
    func sorted() async throws {
        let terminal = try await home.prompt(showing: Self.prompt)
        try terminal.enter(#"search artist="Miles Davis" type=master | sort year | show year"#)
        try await terminal.expect("1957")
        try await terminal.expect("rows")
        try await terminal.expect(Self.prompt)
        try terminal.enter(#"search artist="Miles Davis" | sort year"#)
        try await terminal.expect("next for more")
        try terminal.enter("next")
        try await terminal.expect("rows 51 to 100")
        try terminal.enter("next")
        try await terminal.expect("rows 101 to 128")
        try terminal.enter("next")
        try await terminal.expect("these are the last rows")
        try terminal.enter("prev")
        try await terminal.expect("rows 51 to 100")
    }

    @Test("@3 is the row with number 3 of the table last shown")
    func tableRow() async throws {
        let terminal = try await home.prompt(showing: Self.prompt)
        try terminal.enter("release @3")
        try await terminal.expect("no table with ids was shown yet")
        try terminal.enter(#"search "kind of blue" type=release | limit 3"#)
        try await terminal.expect("3  ")
        try await terminal.expect("rows")
        try terminal.enter("release @3 | select id | as csv")
        try await terminal.expect("\nid\n9300000003\n")
        try terminal.enter("artist @1")
        try await terminal.expect("this is the id of a release, not of an artist")
        try terminal.enter("release @4")
        try await terminal.expect("the last table has no row 4")
    }

    @Test("A single object is shown as a card")
    func card() async throws {
        let terminal = try home.prompt(columns: 80)
        try await terminal.expect(Self.prompt)
        try terminal.enter("master 9200000001")
        try await terminal.expect("Miles Davis – Kind Of Blue")
        try await terminal.expect("So What")
        try await terminal.expect(Self.prompt)
    }

    @Test("A statement may span several typed lines")
    func severalLines() async throws {
        let terminal = try await home.prompt(showing: Self.prompt)
        try terminal.enter(#"search artist="Sun Ra" type=artist |"#)
        try await terminal.expect("…> ")
        try terminal.enter("select title |")
        try await terminal.expect("…> ")
        try terminal.enter("as csv")
        try await terminal.expect("\ntitle\nSun Ra\n")
        try await terminal.expect(Self.prompt)
        try terminal.enter("search \"kind")
        try await terminal.expect("…> ")
        try terminal.press(.interrupt)
        try await terminal.expect(Self.prompt)
        try terminal.enter(Self.sunRa)
        try await terminal.expect("\ntitle\nSun Ra\n")
        #expect(
            try home.folder.text(of: Self.history)
                == "search artist=\"Sun Ra\" type=artist |\n\tselect title |\n\tas csv\n\(Self.sunRa)\n"
        )
    }

    @Test("Several pasted lines run one after the other, up to the first that fails")
    func paste() async throws {
        let terminal = try await home.prompt(showing: Self.prompt)
        try terminal.type(
            "\u{1B}[200~\(Self.sunRa)\ncount | as csv\nrelease 1\nhelp\n\u{1B}[201~\r")
        try await terminal.expect("\ntitle\nSun Ra\n")
        try await terminal.expect("count\n1\n")
        try await terminal.expect("error: Release not found (404)")
        let rest = try await terminal.expect(Self.prompt)
        #expect(!rest.contains("help COMMAND"))
    }

    @Test("A line goes on behind what was only tried")
    func tries() async throws {
        let terminal = try await home.prompt(showing: Self.prompt)
        try terminal.enter("try release 1; \(Self.sunRa)")
        try await terminal.expect("error: Release not found (404)")
        try await terminal.expect("\ntitle\nSun Ra\n")
    }

    @Test("A time limit is for scripts, and a usage error at the prompt")
    func timeLimit() async throws {
        let terminal = try home.prompt("--timeout", "5s")
        try await terminal.expect("error: --timeout is for scripts")
        #expect(try await terminal.waitForExit() == .status(2))
    }

    @Test("Errors say where and what, and the prompt goes on")
    func errors() async throws {
        let terminal = try home.prompt(columns: 80)
        try await terminal.expect(Self.prompt)
        try terminal.enter("serch x")
        try await terminal.expect("unknown command 'serch'")
        try await terminal.expect("^^^^^ did you mean 'search'?")
        try await terminal.expect(Self.prompt)
        try terminal.enter("release 1")
        try await terminal.expect("Release not found (404)")
        try await terminal.expect(Self.prompt)
        try terminal.enter(Self.sunRa)
        try await terminal.expect("\ntitle\nSun Ra\n")
        try terminal.enter("release 1")
        try await terminal.expect("Release not found (404)")
        // A line that failed is not what later lines go on with.
        try terminal.enter("count | as csv")
        try await terminal.expect("\ncount\n1\n")
        try terminal.enter("quit")
        #expect(try await terminal.waitForExit() == .status(0))
    }

    // MARK: Cost

    @Test("A run of more requests than a minute gives is asked for first")
    func confirmation() async throws {
        let environment = ["RATE_LIMIT_REQUESTS": "500"]
        try await DiscogsRun.with(environment, limit: 500) { run in
            let terminal = try await run.home.prompt(showing: Self.apiPrompt)
            try terminal.enter(#"search artist="Miles Davis" | per-page 1 | count | as csv"#)
            try await terminal.expect("This takes 127 more requests, ")
            try await terminal.expect("Go on? [y/N] ")
            try terminal.press(.enter)
            try await terminal.expect("stopped before the next request")
            #expect(await run.targets.count == 1)
            try await terminal.expect(Self.apiPrompt)
            try terminal.press(.up)
            try terminal.press(.enter)
            try await terminal.expect("Go on? [y/N] ")
            try terminal.press(.interrupt)
            try await terminal.expect("stopped before the next request")
            try await terminal.expect(Self.apiPrompt)
            try terminal.press(.up)
            try await terminal.expect("per-page 1 | count")
            try terminal.press(.enter)
            try await terminal.expect("Go on? [y/N] ")
            try terminal.enter("y")
            try await terminal.expect("count\n128\n")
        }
    }

    @Test("The prompt says how many requests are left when they are few")
    func fewLeft() async throws {
        try await DiscogsRun.with(["RATE_LIMIT_REQUESTS": "4"], limit: 4) { run in
            let terminal = try await run.home.prompt(showing: Self.apiPrompt)
            for (id, prompt) in [
                (1, "music:api> "), (2, "music:api> "), (3, "music:api, 1 left> "),
            ] {
                try terminal.enter("release 930000000\(id) | select id | as csv")
                try await terminal.expect("id\n930000000\(id)\n")
                try await terminal.expect(prompt)
            }
        }
    }

    @Test("A long question is broken between words")
    func longQuestion() async throws {
        try await DiscogsRun.with { run in
            let terminal = try run.home.prompt(columns: 60)
            try await terminal.expect(Self.apiPrompt)
            try terminal.enter("wantlist | limit 1 | each wantlist-delete $.id")
            try await terminal.expect(
                """
                Take a release off your wantlist: DELETE
                /users/sample-owner/wants/9300000001 (Kind Of Blue).
                Go on? [y/N/all]
                """)
            try terminal.press(.endOfFile)
            try await terminal.expect("stopped before the next request")
        }
    }

    @Test("Ctrl-D is no to a question, and later lines look as before it")
    func endOfFileAtQuestion() async throws {
        try await DiscogsRun.with(["RATE_LIMIT_REQUESTS": "500"], limit: 500) { run in
            let terminal = try await run.home.prompt(showing: Self.apiPrompt)
            for _ in 1...2 {
                try terminal.enter("wantlist-delete 9300000001")
                try await terminal.expect("Go on? [y/N] ")
                try terminal.press(.endOfFile)
                try await terminal.expect("stopped before the next request")
                try await terminal.expect(Self.apiPrompt)
                try terminal.enter("identity | select username | as csv")
                try await terminal.expect("as csv\nusername\nsample-owner\n")
            }
            #expect(await run.targets.allSatisfy { !$0.contains("/wants") })
        }
    }

    // MARK: History

    @Test("What was typed is there the next time, for its owner alone")
    func history() async throws {
        let home = ProgramHome(["DISCOGS_API_TOKEN": DiscogsRun.token])
        let first = try home.prompt("--source", "catalog", columns: 120)
        try await first.expect(Self.prompt)
        for line in [Self.sunRa, " count", "search \(DiscogsRun.token)", "serch x", Self.sunRa] {
            try first.enter(line)
            try await first.expect(Self.prompt)
        }
        try first.enter("quit")
        #expect(try await first.waitForExit() == .status(0))
        #expect(home.folder.mode(of: Self.history) == 0o600)
        #expect(try home.folder.text(of: Self.history) == "serch x\n\(Self.sunRa)\nquit\n")

        let second = try home.prompt("--source", "catalog", columns: 120)
        try await second.expect(Self.prompt)
        try second.press(.up)
        try await second.expect("quit")
        try second.press(.up)
        try await second.expect("as csv")
        try second.press(.enter)
        try await second.expect("\ntitle\nSun Ra\n")
        try second.enter("history | select line | limit 1 | as csv")
        try await second.expect("\nline\nserch x\n")
    }

    @Test("help, help on a command, on the token, and status answer at the prompt")
    func help() async throws {
        let terminal = try home.prompt(columns: 80)
        try await terminal.expect(Self.prompt)
        try terminal.enter("help")
        try await terminal.expect("help COMMAND explains one")
        try terminal.enter("help export")
        try await terminal.expect("export [FORMAT] [FILE] [OPTION=VALUE…]")
        try terminal.enter("help token")
        try await terminal.expect("get a personal token")
        try terminal.enter("status")
        try await terminal.expect("catalog")
        try await terminal.expect("no .env file")
        try await terminal.expect(Self.prompt)
    }

    @Test("Colours are left out on request")
    func colours() async throws {
        for option in ["--no-color", "--quiet"] {
            let home = ProgramHome(option == "--quiet" ? ["NO_COLOR": "1"] : [:])
            let terminal = try home.prompt(option, columns: 100)
            try await terminal.expect(Self.prompt)
            try terminal.enter(Self.sunRa)
            try await terminal.expect("\ntitle\nSun Ra\n")
        }
    }
}

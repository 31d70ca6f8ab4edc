import Testing

/// What the program does where only some of its streams are a terminal.
@Suite("Streams", .serialized, .timeLimit(.minutes(10)))
struct StreamTests {
    struct Streams: Sendable, CustomTestStringConvertible {
        /// Whether each is the terminal; else it is a file.
        var input = true
        var output = true
        var errors = true
        var environment: [String: String] = [:]

        var testDescription: String {
            let names = [(input, "input"), (output, "output"), (errors, "errors")]
            let shown = names.filter(\.0).map(\.1).joined(separator: ", ")
            let variables = environment.map { "\($0)=\($1)" }.sorted().joined(separator: " ")
            return (shown.isEmpty ? "none" : shown) + " " + variables
        }

        var hasColor: Bool {
            environment["TERM"] != "dumb" && environment["NO_COLOR"] == nil
        }
    }

    static let all: [Streams] =
        [true, false].flatMap { input in
            [true, false].flatMap { output in
                [true, false].map { Streams(input: input, output: output, errors: $0) }
            }
        }
        + [
            Streams(environment: ["TERM": "dumb"]), Streams(environment: ["LC_ALL": "C"]),
            Streams(environment: ["NO_COLOR": "1"]), Streams(environment: ["HYPERLINKS": "off"]),
        ]

    private static let search = #"search artist="Sun Ra" type=artist"#
    private static let prompt = "music:api> "

    /// What came out where.
    private struct Written {
        var terminal = ""
        var output = ""
        var errors = ""
    }

    @Test(
        "A person gets a prompt, tables, colours and links; a file gets results and nothing else",
        arguments: all)
    func combinations(_ streams: Streams) async throws {
        try await DiscogsRun.with(
            ["FORCE_HYPERLINK": "1", "PAGER": "sed s/^/pager:/"].merging(streams.environment) { $1 }
        ) { run in
            let written = try await written(by: run.home, streams)
            expectResults(in: written, streams)
            expectMessages(in: written, streams)
        }
    }

    private func written(by home: ProgramHome, _ streams: Streams) async throws -> Written {
        let lines = "\(Self.search)\nhelp quit\nhelp search\n"
        try home.folder.write(lines, to: "work/lines")
        let redirections = [
            streams.input ? "" : "<lines", streams.output ? "" : ">output",
            streams.errors ? "" : "2>errors",
        ]
        let terminal = try PseudoTerminal(
            "/bin/sh",
            ["-c", "exec \"$0\" \(redirections.joined(separator: " "))", ProgramHome.executable],
            environment: home.environment, directory: home.work, columns: 60, rows: 24)
        if streams.input {
            // Readline writes to the terminal, if only the errors are one.
            let hasPrompt = streams.output || streams.errors
            if hasPrompt { try await terminal.expect(Self.prompt) }
            // Tab completes at the prompt.
            try terminal.type("sea\t\(Self.search.dropFirst("search ".count))\r")
            if hasPrompt { try await terminal.expect(Self.prompt) }
            for line in ["help quit", "help search"] {
                try terminal.enter(line)
                if hasPrompt { try await terminal.expect(Self.prompt) }
            }
            // Where there is no prompt to wait for, what is typed early stays; Ctrl-D would not.
            try terminal.enter("quit")
        }
        #expect(try await terminal.waitForExit() == .status(0))
        return Written(
            terminal: terminal.output.replacing("\r\n", with: "\n"),
            output: streams.output ? "" : try home.folder.text(of: "work/output"),
            errors: streams.errors ? "" : try home.folder.text(of: "work/errors"))
    }

    private func expectResults(in written: Written, _ streams: Streams) {
        guard streams.output else {
            #expect(written.output.hasPrefix("{\"id\":"))
            #expect(written.output.contains("\nquit: Leave the shell"))
            #expect(!written.output.contains("\u{1B}") && !written.output.contains("music:"))
            #expect(!written.output.contains("pager:"))
            return
        }
        let terminal = written.terminal
        let bold = streams.hasColor ? "\u{1B}[1m" : ""
        #expect(terminal.contains("\(bold)#  type "))
        #expect(terminal.contains(streams.environment["LC_ALL"] == "C" ? "-  -----" : "─  ───"))
        let page =
            "\u{1B}]8;;https://www.discogs.com/artist/9000000002\u{1B}\\Sun Ra\u{1B}]8;;\u{1B}\\"
        let hasLinks = streams.hasColor && streams.environment["HYPERLINKS"] != "off"
        #expect(terminal.contains(page) == hasLinks)
        #expect(terminal.contains("Sun Ra"))
        // It pages for whoever can turn pages.
        #expect(terminal.contains("pager:search: Search") == streams.input)
        #expect(!terminal.contains("pager:quit"))
    }

    private func expectMessages(in written: Written, _ streams: Streams) {
        // The line below a table.
        let footer = "1 row\n"
        #expect(
            (streams.errors ? written.terminal : written.errors).contains(footer) == streams.output)
        // Where nothing but the input is a terminal, Readline draws into the file of errors.
        let isDrawnInto = streams.input && !streams.output
        #expect(written.errors.contains("\u{1B}") == (isDrawnInto && !streams.errors))
        let hasPrompt = streams.input && (streams.output || streams.errors)
        #expect(written.terminal.contains("music:api") == hasPrompt)
        if !streams.output, !streams.errors, !streams.input { #expect(written.terminal == "") }
    }
}

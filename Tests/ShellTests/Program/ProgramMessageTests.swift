import Output
import Testing

@testable import Shell

@Suite("What the program tells a person", .serialized, .timeLimit(.minutes(10)))
struct ProgramMessageTests {
    @Test(
        "The sample is announced on one line that fits", arguments: [20, 40, 64, 80, 100, 120, 200])
    func announcement(width: Int) {
        let text = AnswerSource.announcement(width: width)
        #expect(text.hasPrefix("Sample catalogue"))
        #expect(!text.contains("\n"))
        #expect(DisplayWidth.of(text) <= width)
        #expect(text.contains("token") == (width >= 40))
    }

    @Test(
        "The prompt opens with three lines the first time and one later, each of which fits",
        arguments: [20, 40, 64, 80, 132])
    func welcome(width: Int) {
        for isSample in [true, false] {
            let first = Welcome(isSample: isSample, isFirst: true, width: width).lines
            #expect(first.count == 3)
            #expect(first[0].contains("search") && first[1].contains("release @1"))
            #expect(first.allSatisfy { DisplayWidth.of($0) <= width })
            let later = Welcome(isSample: isSample, isFirst: false, width: width).lines
            #expect(later == [first[2]])
            #expect(later[0].contains("type login") == (isSample && width >= 40))
        }
    }

    @Test("Words of the command line cannot drive the terminal")
    func optionsAreSanitised() async throws {
        let result = try await ProgramHome().run("--source", "\u{1B}[2J\u{9B}31m")
        #expect(result.status == 2)
        #expect(result.errors.contains("␛[2J"))
        #expect(result.errors.contains("\n"))
        for scalar in result.errors.unicodeScalars where scalar != "\n" {
            #expect(!Output.TerminalText.isUnsafe(scalar))
        }
    }

    @Test("Log lines are on standard error with --verbose, and only then")
    func verbose() async throws {
        try await DiscogsRun.with { run in
            let line = "release 9300000001 | select title"
            let silent = try await run.home.run("-c", line)
            #expect(silent.errors == "")
            for option in ["-v", "--verbose"] {
                let result = try await run.home.run(option, "--log-level", "trace", "-c", line)
                #expect(result.output == silent.output)
                #expect(result.errors.contains(" [musicagent.client] "))
                #expect(!result.errors.contains("\n\n"))
                #expect(!result.errors.contains(DiscogsRun.token))
            }
        }
    }

    @Test("The prompt leaves nothing of its own in a file of results")
    func promptBesideResults() async throws {
        let home = ProgramHome()
        let terminal = try PseudoTerminal(
            "/bin/sh", ["-c", "exec \"$0\" >results", ProgramHome.executable],
            environment: home.environment, directory: home.work, columns: 120)
        try await terminal.expect("music:catalog> ")
        try terminal.enter(#"search artist="Sun Ra" type=artist | select title | as csv"#)
        try await terminal.expect("music:catalog> ")
        try terminal.press(.endOfFile)
        #expect(try await terminal.waitForExit() == .status(0))
        #expect(try home.folder.text(of: "work/results") == "title\r\nSun Ra\r\n")
        #expect(terminal.transcript.hasSuffix("\n"))
    }

    @Test("A note breaks between words where the terminal ends, and never in a file")
    func notesFit() async throws {
        let home = ProgramHome()
        let path = "exports/\(String(repeating: "x", count: 34)).csv"
        let line =
            "search artist=\"Sun Ra\" type=artist | export \(path.dropFirst(8)) overwrite=yes"
        for (redirection, end) in [("", ":\n1 row, "), ("2>notes", "")] {
            let terminal = try PseudoTerminal(
                "/bin/sh",
                ["-c", "exec \"$0\" -c \"$1\" \(redirection)", ProgramHome.executable, line],
                environment: home.environment, directory: home.work, columns: 45)
            if !end.isEmpty { try await terminal.expect(path + end) }
            #expect(try await terminal.waitForExit() == .status(0))
        }
        #expect(try home.folder.text(of: "work/notes").contains("\(path): 1 row, "))
    }
}

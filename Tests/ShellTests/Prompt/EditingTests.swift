import Testing

@Suite("Editing at the prompt", .serialized, .timeLimit(.minutes(10)))
struct EditingTests {
    private let home = ProgramHome()

    private static let prompt = "music:catalog> "
    private static let history = "home/.local/state/musicagent/history"
    private static let sunRa = #"search artist="Sun Ra" type=artist | select title | as csv"#

    private func prompt() async throws -> PseudoTerminal {
        try await home.prompt(showing: Self.prompt)
    }

    // MARK: Completion

    @Test("Tab completes names, fields, values that were shown, and files")
    func completion() async throws {
        _ = try home.folder.write("[]", to: "work/my rows.json")
        let terminal = try await prompt()
        try terminal.enter(#"search "kind of blue" type=release | limit 1 | show id"#)
        try await terminal.expect("1 row\n")
        try await terminal.expect(Self.prompt)
        // What is replaced is written over.
        for (keys, completed) in [
            ("search artist=mil\t", #""Miles Davis" "#), ("search artist=\"Mil\t", #"es Davis" "#),
            ("where comm\th\t", "where community.have"), ("release kind\t", "9300000001 "),
            ("read my\t", #""my rows.json" "#), ("search genre=hip\t", #""Hip Hop" "#),
        ] {
            try terminal.type(keys)
            try await terminal.expect(completed)
            try terminal.press(.interrupt)
            try await terminal.expect(Self.prompt)
        }
        try terminal.enter("let mine = search miles; alias early = where year<1960")
        try await terminal.expect("$mine: 134 rows")
        try await terminal.expect(Self.prompt)
        try terminal.type("$mi\t| earl\t| sort -ye\t| sel\tid | limit 1 | as csv\r")
        try await terminal.expect("$mine | early | sort -year | select id | limit 1 | as csv")
        try await terminal.expect("\nid\n")
        try await terminal.expect(Self.prompt)
        // A statement goes on: the first line counts.
        try terminal.enter("search x |")
        try await terminal.expect("…> ")
        try terminal.type("sea\tsel\t")
        try await terminal.expect("seasel")
    }

    // MARK: Keys

    @Test("The inputrc has a part for MusicAgent, macros and all")
    func inputrc() async throws {
        _ = try home.folder.write(
            """
            $if Bash
            "\\C-t": "wrong"
            $endif
            $if MusicAgent
            "\\C-t": "\(Self.sunRa.replacing("\"", with: "\\\""))"
            $endif

            """, to: "home/.inputrc")
        let terminal = try await prompt()
        try terminal.type("\u{14}\r")
        try await terminal.expect("\ntitle\nSun Ra\n", within: .seconds(10))
    }

    @Test("vi mode edits and completes")
    func viMode() async throws {
        _ = try home.folder.write(
            "$if MusicAgent\nset editing-mode vi\n$endif\n", to: "home/.inputrc")
        let terminal = try await prompt()
        // Insert, leave, go to the beginning, change all.
        try terminal.type("zelp vers\(PseudoTerminal.Key.escape.rawValue)")
        try await terminal.expect("zelp vers")
        try terminal.type("0Chelp lim\t")
        try await terminal.expect("limit")
        try terminal.press(.enter)
        try await terminal.expect("limit N")
        try await terminal.expect(Self.prompt)
    }

    @Test("Ctrl-R finds a line that was typed before")
    func search() async throws {
        let terminal = try await prompt()
        for line in [Self.sunRa, "status | select source | as csv", "count | as json"] {
            try terminal.enter(line)
            try await terminal.expect(Self.prompt)
        }
        try terminal.type("\u{12}Ra\" typ")
        try await terminal.expect("select title")
        try terminal.press(.enter)
        try await terminal.expect("\ntitle\nSun Ra\n")
    }

    @Test("An exclamation mark expands nothing")
    func noExpansion() async throws {
        let terminal = try await prompt()
        try terminal.enter(Self.sunRa)
        try await terminal.expect(Self.prompt)
        for line in ["!!", "!1", "!search", "^Ra^Ro"] {
            try terminal.enter(line)
            let told = try await terminal.expect(Self.prompt)
            #expect(told.contains("error: "), "\(line)")
            #expect(!told.contains("title\nSun Ra"), "\(line)")
        }
    }

    // MARK: Several lines

    @Test("A pasted script runs, comments and bars at line starts and all, up to an error")
    func pastedScript() async throws {
        let terminal = try await prompt()
        try terminal.type(
            """
            \u{1B}[200~# what I look for
            let nation = US
            search "kind of blue" type=release
              | limit 1

              # and what of it
              | each { release $.id
                }
              | select id
              | as csv
            release 1; count
            count | as csv

            status
            \u{1B}[201~\r
            """)
        try await terminal.expect("\nid\n9300000001\n")
        try await terminal.expect("error: Release not found (404)")
        let rest = try await terminal.expect(Self.prompt)
        #expect(rest.hasSuffix("the 2 lines behind it were not run\n" + Self.prompt))
        try terminal.enter("release 1; count")
        try await terminal.expect("the rest of the line was not run\n")
        try await terminal.expect(Self.prompt)
        try terminal.type("\u{1B}[200~release 1\ncount\u{1B}[201~\r")
        try await terminal.expect("the line behind it was not run\n")
        try await terminal.expect(Self.prompt)
        try terminal.enter("release 1")
        let last = try await terminal.expect(Self.prompt)
        #expect(!last.contains("not run"))
    }

    @Test("What is open goes on in the next line: quotes, braces, brackets, bars, backslashes")
    func continuation() async throws {
        let terminal = try await prompt()
        for (first, second) in [
            ("search \"Sun", "Ra\" | count | as csv"), ("search 'Sun", "Ra' | count | as csv"),
            ("search \"sun ra\" type=artist | each { artist $.id", "} | count | as csv"),
            ("search \"sun ra\" | where (year>1900", ") | count | as csv"),
            ("search \"sun ra\" |", "count | as csv"), ("search \"sun ra\" \\", "| count | as csv"),
        ] {
            try terminal.enter(first)
            try await terminal.expect("\n            …> ")
            try terminal.enter(second)
            try await terminal.expect("\ncount\n")
            try await terminal.expect(Self.prompt)
        }
    }

    // MARK: History

    @Test("Several prompts at once lose no line, and the next one knows them all")
    func concurrentHistory() async throws {
        let terminals = [try await prompt(), try await prompt(), try await prompt()]
        for round in 1...5 {
            for (place, terminal) in terminals.enumerated() {
                try terminal.enter("limit \(round)\(place)")
            }
            for terminal in terminals {
                try await terminal.expect("error: ")
                try await terminal.expect(Self.prompt)
            }
        }
        let lines = try home.folder.text(of: Self.history).split(separator: "\n")
        #expect(
            Set(lines) == Set((1...5).flatMap { round in (0...2).map { "limit \(round)\($0)" } }))
        #expect(lines.count == 15)
    }

    @Test("An entry of several lines is one entry, now and the next time")
    func entriesOfSeveralLines() async throws {
        let entry = "search artist=\"Sun Ra\" type=artist |\n  select title |\n  as csv"
        let first = try await prompt()
        for line in entry.split(separator: "\n") { try first.enter(String(line)) }
        try await first.expect("\ntitle\nSun Ra\n")
        try await first.expect(Self.prompt)
        try first.press(.up)
        try await first.expect("as csv")
        try first.press(.enter)
        try await first.expect("\ntitle\nSun Ra\n")
        try first.enter("quit")
        _ = try await first.waitForExit()
        #expect(
            try home.folder.text(of: Self.history)
                == entry.replacing("\n", with: "\n\t") + "\nquit\n")
        let second = try await prompt()
        try second.press(.up)
        try await second.expect("quit")
        try second.press(.up)
        try await second.expect("as csv")
        try second.press(.enter)
        try await second.expect("\ntitle\nSun Ra\n")
    }

    @Test("history shows the newest fifty, and finds text in all")
    func historyCommand() async throws {
        home.folder.makeFolder("home/.local")
        home.folder.makeFolder("home/.local/state")
        home.folder.makeFolder("home/.local/state/musicagent")
        let lines = (1...80).map { "search \($0 % 2 == 0 ? "Björk" : "other") q\($0)" }
        _ = try home.folder.write(lines.joined(separator: "\n") + "\n", to: Self.history)
        let terminal = try await prompt()
        try terminal.enter("history")
        let shown = try await terminal.expect("50 rows\n")
        #expect(shown.contains("50 newest of 81: history | last 200"))
        #expect(shown.contains("q80") && !shown.contains("q30\n") && shown.contains("q32"))
        try await terminal.expect(Self.prompt)
        try terminal.enter("history bjork | count | as csv")
        // The line itself is one of them.
        try await terminal.expect("\ncount\n41\n")
        try await terminal.expect(Self.prompt)
        try terminal.enter("history q7 | last 1 | select number | as csv")
        try await terminal.expect("\nnumber\n83\n")
    }
}

import Commands
import Foundation
import Testing

@Suite("What Tab shows", .serialized, .timeLimit(.minutes(10)))
struct CompletionScreenTests {
    private static let prompt = "music:catalog> "

    struct Screen: Sendable, CustomTestStringConvertible {
        let name: String
        let columns: Int
        var environment: [String: String] = [:]

        var testDescription: String { name }
    }

    static let screens = [
        Screen(name: "completion-at-40", columns: 40),
        Screen(name: "completion-at-80", columns: 80),
        Screen(name: "completion-at-132", columns: 132),
        Screen(name: "completion-in-ascii", columns: 80, environment: ["LC_ALL": "C"]),
        Screen(name: "completion-on-a-dumb-terminal", columns: 80, environment: ["TERM": "dumb"]),
    ]

    @Test("The only candidate is shown with what is said about it, and typed by Tab alone")
    func single() async throws {
        let terminal = try await ProgramHome().prompt(showing: Self.prompt)
        let command = try #require(CommandCatalogue.command(named: "artist-releases"))
        for typed in ["artist-rel", "artist-releases"] {
            try terminal.type(typed + "\u{1B}?")
            try await terminal.expect("\n\(command.name)  \(command.summary)\n")
            try await terminal.expect(Self.prompt + typed)
            try terminal.type("\u{15}")
        }
        try terminal.type("artist-rel\t9000000001 | count\r")
        try await terminal.expect("\ncount: ")
    }

    @Test("Candidates with what is said about them, as wide as the terminal", arguments: screens)
    func lists(_ screen: Screen) async throws {
        let home = ProgramHome(screen.environment)
        _ = try home.folder.write(
            #"{"id": 1, "artist": "Björk", "title": "Début"}"# + "\n"
                + #"{"id": 2, "artist": "坂本 龍一", "title": "音楽図鑑"}"# + "\n"
                + #"{"id": 3, "artist": "B\u001b[31mad", "title": "x"}"# + "\n",
            to: "work/rows.jsonl")
        let terminal = try home.prompt("--source", "catalog", columns: screen.columns, rows: 20)
        try await terminal.expect(Self.prompt)
        _ = try home.folder.write("a\n", to: "work/wants list.csv")
        for line in ["read rows.jsonl", #"search "kind of blue" type=release | limit 3 | show id"#]
        {
            try terminal.enter(line)
            try await terminal.expect("rows\n")
            try await terminal.expect(Self.prompt)
        }
        for typed in [
            "release kind", "search ", "search artist=b", "search genre=", "where ", "read ", "acc",
            "",
        ] {
            try terminal.type(typed)
            if !typed.isEmpty { try await terminal.expect(typed) }
            // The first Tab finds nothing in common to all.
            try terminal.type("\t\u{1B}?")
            try await terminal.expect("\n" + Self.prompt)
            try terminal.press(.interrupt)
            try await terminal.expect("\n" + Self.prompt)
        }
        try terminal.press(.endOfFile)
        _ = try await terminal.waitForExit()
        let display = terminal.display + "\n"
        #expect(
            display.split(separator: "\n").allSatisfy { $0.count <= screen.columns })
        let path = "\(ProgramHome.package)/Tests/ShellTests/Screens/\(screen.name).txt"
        if ProgramHome.variable("UPDATE_SCREENS") != nil {
            try display.write(toFile: path, atomically: true, encoding: .utf8)
        } else {
            #expect(try display == TemporaryFolder.text(at: path))
        }
    }
}

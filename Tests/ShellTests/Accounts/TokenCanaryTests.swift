import DiscogsSimulator
import FoundationEssentials
import Testing

/// The bytes of a login are in the file of accounts, and nowhere else.
@Suite("A token that was typed", .serialized, .timeLimit(.minutes(10)))
struct TokenCanaryTests {
    private static let token = "c4nary+T0ken/That=Sings~AndNobodyHears"

    /// The token as it might turn up.
    private static let forms: [String] = {
        let bytes = Array(token.utf8)
        let encoded = bytes.map { byte in
            let isPlain = Character(Unicode.Scalar(byte)).isLetter || (48...57).contains(byte)
            return isPlain
                ? String(Unicode.Scalar(byte)) : "%" + String(byte, radix: 16).uppercased()
        }
        // Base64 depends on what stands before: its middle is enough.
        let inBase64 = (0...2).map { offset in
            let text = Data(Array(repeating: 65, count: offset) + bytes).base64EncodedString()
            return String(text.dropFirst(4).dropLast(4))
        }
        return [token, String(token.prefix(12)), encoded.joined()] + inBase64
    }()

    private func expectNone(
        in text: String, _ place: String, _ location: SourceLocation = #_sourceLocation
    ) {
        for form in Self.forms {
            #expect(!text.contains(form), "\(place)", sourceLocation: location)
        }
    }

    @Test("is nowhere but in its file after a session that fails, exports, records and resumes")
    func canary() async throws {
        try await LoginRun.with(tokens: [Self.token]) { run in
            let terminal = try await run.home.prompt(showing: LoginRun.catalogPrompt)
            for answer in [
                "the login was not accepted: ",
                "logged in as sample-owner: the account sample-owner ",
            ] {
                if answer.hasPrefix("the") {
                    // A server may repeat what it was sent.
                    await run.simulator.script([
                        .status(401, body: #"{"message":"The token \#(Self.token) is not known."}"#)
                    ])
                }
                try terminal.enter("login")
                try await terminal.expect("Which one? [1] ")
                try terminal.press(.enter)
                try await terminal.expect("Token: ")
                try terminal.enter(Self.token)
                try await terminal.expect(answer)
            }
            let prompt = "music:api:sample-owner> "
            try await terminal.expect(prompt)
            for line in [
                "record week.mas", "wantlist | export json wants.json", "release 1", "whoami",
                "accounts", "status", "status | export csv status.csv", "history",
                "let me = whoami",
                "! env", "wantlist | limit 1 | ! tr '\\0' ' ' < /proc/$PPID/cmdline", "record stop",
            ] {
                try terminal.enter(line)
                try await terminal.expect(prompt)
            }
            await run.simulator.script([.status(500, body: "no \(Self.token) here")])
            try terminal.enter("artist 1")
            try await terminal.expect(prompt)
            #if os(Linux)
                for file in ["cmdline", "environ"] {
                    let text = try TemporaryFolder.text(at: "/proc/\(terminal.processID)/\(file)")
                    #expect(!text.isEmpty)
                    expectNone(in: text, file)
                }
            #endif
            try terminal.enter("quit")
            #expect(try await terminal.waitForExit() == .status(0))
            expectNone(in: terminal.transcript, "the terminal")

            let resumed = try await run.home.run(
                "--resume", "run.journal", "-v", "-c", "release 9300000001; artist 1")
            #expect(resumed.status == 1)
            let dry = try await run.home.run("--dry-run", "-c", "wantlist")
            for result in [resumed, dry] { expectNone(in: result.output + result.errors, "a run") }

            let files = run.home.files()
            for name in [
                LoginRun.file, "work/week.mas", "work/run.journal", "work/exports/wants.json",
                "home/.local/state/musicagent/history",
                "home/.local/state/musicagent/logs/musicagent.log",
                "home/.local/state/musicagent/logs/musicagent-errors.log",
            ] {
                #expect(files.contains(name), "\(name)")
            }
            for name in files where name != LoginRun.file {
                expectNone(in: try run.home.folder.text(of: name), name)
            }
            #expect(try run.home.folder.text(of: LoginRun.file).contains("c4nary+T0ken"))
        }
    }
}

import Testing

@testable import Shell

@Suite("Where a stored account's login may go", .serialized, .timeLimit(.minutes(10)))
struct StoredAccountTrustTests: SettingsReading {
    let folder = TemporaryFolder()
    private static let account = SettingOrigin.account("first")

    @Test("No .env sends it elsewhere or has others vouch for where it goes")
    func envFile() throws {
        try folder.write("x", to: "ca.pem")
        for (env, isHarmless) in [
            ("DISCOGS_BASE_URL=https://evil.example", false), ("CA_FILE=ca.pem", false),
            ("DISCOGS_BASE_URL=https://api.discogs.com.evil.example", false),
            ("DISCOGS_BASE_URL=http://127.0.0.1:8080", true),
            ("DISCOGS_BASE_URL=https://api.discogs.com/v2", true), ("", true),
        ] {
            let settings = try settings(env: env)
            #expect(settings.trustProblems(of: Self.account).isEmpty == isHarmless, "\(env)")
        }
    }

    @Test("It goes where the environment says")
    func environment() throws {
        let settings = try settings(["DISCOGS_BASE_URL": "https://mirror.example"], env: "")
        #expect(settings.trustProblems(of: Self.account).isEmpty)
    }

    @Test("A token decides unless an account is chosen above it")
    func precedence() throws {
        func decides(_ environment: [String: String], _ env: String) throws -> Bool {
            try settings(environment, env: env).decidingLogin != nil
        }
        #expect(try !decides([:], ""))
        #expect(try decides([:], "DISCOGS_API_TOKEN=x"))
        #expect(try decides([:], "DISCOGS_API_TOKEN=x\nDISCOGS_ACCOUNT=y"))
        #expect(try !decides(["DISCOGS_ACCOUNT": "y"], "DISCOGS_API_TOKEN=x"))
        #expect(try decides(["DISCOGS_API_TOKEN": "x"], "DISCOGS_ACCOUNT=y"))
        #expect(try decides(["DISCOGS_API_TOKEN": "x", "DISCOGS_ACCOUNT": "y"], ""))
    }

    @Test("A run in a stranger's folder ends before anything is sent, at the prompt with a word")
    func run() async throws {
        try await LoginRun.with(["DISCOGS_BASE_URL": ""]) { run in
            try run.store([("first", LoginRun.first)], current: "first")
            try run.home.folder.write("DISCOGS_BASE_URL=https://evil.example\n", to: "work/.env")
            let result = try await run.home.run("-c", "release 1")
            #expect(result.status == 2)
            #expect(
                result.errors.contains(
                    "would hand the login of the account first to https://evil.example"))
            let local = try await run.home.run("--source", "catalog", "-c", "release 9300000001")
            #expect(local.status == 0)
            let terminal = try run.home.prompt(columns: 200)
            try await terminal.expect("would hand the login of the account first to https://evil.")
            try terminal.enter("login")
            try await terminal.expect("would hand the login of the account you log in with to")
        }
    }

    @Test("A file open to others fails lines that ask, and those alone")
    func unsafeFile() async throws {
        try await LoginRun.with { run in
            try run.store([("first", LoginRun.first)], current: "first")
            run.home.folder.setMode(0o644, of: LoginRun.file)
            for line in ["help", "vars", "let x = 1"] {
                let result = try await run.home.run("-c", line)
                #expect(result.status == 0 && result.errors == "", "\(line)")
            }
            for line in ["release 9300000001", "accounts", "whoami"] {
                let result = try await run.home.run("-c", line)
                #expect(result.status == 1, "\(line)")
                #expect(result.errors.contains("is open to others (mode 644), so it is not used"))
            }
            let token = ["DISCOGS_API_TOKEN": LoginRun.first]
            let home = ProgramHome(
                token.merging(["DISCOGS_BASE_URL": run.simulator.baseURL]) { $1 })
            #expect(try await home.run("-c", "release 9300000001").status == 0)
            let terminal = try run.home.prompt(columns: 200)
            try await terminal.expect("is open to others (mode 644), so it is not used")
            try await terminal.expect("music:")
            run.home.folder.setMode(0o600, of: LoginRun.file)
            try terminal.enter("release 9300000001 | select title | as csv")
            try await terminal.expect("\ntitle\nKind Of Blue\n")
        }
    }
}

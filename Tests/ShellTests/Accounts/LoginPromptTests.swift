import DiscogsSimulator
import Testing

@Suite("Logging in at the prompt", .serialized, .timeLimit(.minutes(10)))
struct LoginPromptTests {
    @Test("A token is typed unseen, checked, stored for its owner alone, and used at once")
    func token() async throws {
        try await LoginRun.with { run in
            let terminal = try await run.prompt()
            #expect(!terminal.transcript.contains(LoginRun.first))
            #expect(run.home.folder.mode(of: LoginRun.file) == 0o600)
            #expect(run.home.folder.mode(of: "home/.config/musicagent") == 0o700)
            try terminal.enter("wantlist | count | as csv")
            try await terminal.expect("count\n12\n")
            try terminal.enter("status")
            try await terminal.expect("account: ")
            try await terminal.expect("sample-owner\n")
            try terminal.enter("quit")
            #expect(try await terminal.waitForExit() == .status(0))
            let requests = await run.simulator.requests
            #expect(
                requests.map { $0.target.prefix { $0 != "?" } } == [
                    // The name that the login asked for is in the cache.
                    "/oauth/identity", "/users/sample-owner/wants",
                ])
            #expect(
                await run.authorizations
                    == Array(repeating: "Discogs token=\(LoginRun.first)", count: 2))
        }
    }

    @Test("A stored account is there the next time: at the prompt, in scripts, with -c")
    func laterRuns() async throws {
        try await LoginRun.with { run in
            let first = try await run.prompt()
            try first.press(.endOfFile)
            #expect(try await first.waitForExit() == .status(0))
            let second = try await run.home.prompt(showing: "music:api:sample-owner> ")
            #expect(!second.transcript.contains("Sample catalogue"))
            try second.press(.endOfFile)
            #expect(try await second.waitForExit() == .status(0))
            let line = try await run.home.run("-c", "identity | select username")
            #expect(line == ProcessResult(status: 0, output: "{\"username\":\"sample-owner\"}\n"))
            let script = try await run.home.run(input: "release 9300000001 | select title")
            #expect(script.output == "{\"title\":\"Kind Of Blue\"}\n" && script.errors == "")
            #expect(await run.authorizations.last == "Discogs token=\(LoginRun.first)")
        }
    }

    @Test("An application comes in as a user who gives it the code of the page")
    func oauth() async throws {
        try await LoginRun.with { run in
            let terminal = try await run.home.prompt(showing: LoginRun.catalogPrompt)
            try terminal.enter("login shop")
            try await terminal.expect("Which one? [1] ")
            try terminal.enter("2")
            try await terminal.expect("Consumer key: ")
            try terminal.enter(LoginRun.key)
            try await terminal.expect("Consumer secret: ")
            try terminal.enter(LoginRun.secret)
            let shown = try await terminal.expect("Code: ")
            let address = try #require(
                shown.firstMatch(of: /(http.*)\/oauth\/authorize\?oauth_token=([a-z]+)/))
            #expect(String(address.output.1) == run.simulator.baseURL)
            let code = try #require(await run.simulator.authorize(String(address.output.2)))
            try terminal.enter(code)
            try await terminal.expect("logged in as sample-owner: the account shop is stored in")
            try await terminal.expect("music:api:shop> ")
            try terminal.enter("wantlist | count | as csv")
            try await terminal.expect("count\n12\n")
            try terminal.enter("whoami | show login")
            try await terminal.expect("application as a user (OAuth)")
            for secret in [LoginRun.key, LoginRun.secret, code] {
                #expect(!terminal.transcript.contains(secret))
            }
            let last = try #require(await run.authorizations.last ?? nil)
            #expect(last.hasPrefix("OAuth oauth_consumer_key=\"\(LoginRun.key)\", oauth_token=\""))
            #expect(await run.simulator.requests.allSatisfy { $0.status == 200 })
        }
    }

    @Test("A wrong code ends the login, and nothing is stored")
    func wrongCode() async throws {
        try await LoginRun.with { run in
            let terminal = try await run.home.prompt(showing: LoginRun.catalogPrompt)
            try terminal.enter("login")
            try await terminal.expect("Which one? [1] ")
            try terminal.enter("2")
            try await terminal.expect("Consumer key: ")
            try terminal.enter(LoginRun.key)
            try await terminal.expect("Consumer secret: ")
            try terminal.enter(LoginRun.secret)
            try await terminal.expect("Code: ")
            try terminal.enter("wrong")
            try await terminal.expect("the login was not accepted: Invalid verifier (400)")
            try await terminal.expect(LoginRun.catalogPrompt)
            #expect(run.home.folder.mode(of: LoginRun.file) == nil)
        }
    }

    @Test("An application without a user is checked with a search, and has no user")
    func consumer() async throws {
        try await LoginRun.with { run in
            let terminal = try await run.home.prompt(showing: LoginRun.catalogPrompt)
            for (secret, answer) in [
                ("wrong-secret", "the login was not accepted: Invalid consumer token."),
                (LoginRun.secret, "logged in: the account application is stored in"),
            ] {
                try terminal.enter("login")
                try await terminal.expect("Which one? [1] ")
                try terminal.enter("3")
                try await terminal.expect("Consumer key: ")
                try terminal.enter(LoginRun.key)
                try await terminal.expect("Consumer secret: ")
                try terminal.enter(secret)
                try await terminal.expect(answer)
            }
            try await terminal.expect("music:api:application> ")
            try terminal.enter(#"search artist="Sun Ra" type=artist | select title | as csv"#)
            try await terminal.expect("\ntitle\nSun Ra\n")
            try terminal.enter("wantlist")
            try await terminal.expect("this needs the login of an account")
        }
    }

    @Test("An account of somebody else is replaced only when the person says so")
    func replacing() async throws {
        try await LoginRun.with { run in
            let terminal = try await run.prompt()
            for (answer, end) in [
                ("n", "the account sample-owner stays as it was"),
                ("y", "logged in: the account sample-owner is stored in"),
            ] {
                try terminal.enter("login sample-owner")
                try await terminal.expect("Which one? [1] ")
                try terminal.enter("3")
                try await terminal.expect("Consumer key: ")
                try terminal.enter(LoginRun.key)
                try await terminal.expect("Consumer secret: ")
                try terminal.enter(LoginRun.secret)
                try await terminal.expect(
                    "sample-owner is sample-owner's account. Replace it? [y/N] ")
                try terminal.enter(answer)
                try await terminal.expect(end)
            }
            try await terminal.expect("music:api:sample-owner> ")
            let text = try run.home.folder.text(of: LoginRun.file)
            #expect(!text.contains(LoginRun.first) && text.contains(LoginRun.secret))
        }
    }

    @Test("What Discogs refuses, and what is no token, is not stored")
    func refused() async throws {
        try await LoginRun.with { run in
            let terminal = try await run.home.prompt(showing: LoginRun.catalogPrompt)
            for (token, answer) in [
                ("wr0ngTokenThatNobodyMaySee", "the login was not accepted: "),
                ("", "this is no token"), ("two words", "this is no token"),
            ] {
                try terminal.enter("login")
                try await terminal.expect("Which one? [1] ")
                try terminal.enter("token")
                try await terminal.expect("Token: ")
                try terminal.enter(token)
                try await terminal.expect(answer)
                try await terminal.expect(LoginRun.catalogPrompt)
            }
            try terminal.enter("login")
            try await terminal.expect("Which one? [1] ")
            try terminal.enter("4")
            try await terminal.expect("this is not one of 1, 2 and 3")
            #expect(!terminal.transcript.contains("wr0ng"))
            #expect(run.home.folder.mode(of: LoginRun.file) == nil)
        }
    }

    @Test("What is pasted behind a token is thrown away, and neither shown nor run")
    func pasted() async throws {
        try await LoginRun.with { run in
            let terminal = try await run.home.prompt(showing: LoginRun.catalogPrompt)
            try terminal.enter("login")
            try await terminal.expect("Which one? [1] ")
            try terminal.press(.enter)
            try await terminal.expect("Token: ")
            try terminal.type("\(LoginRun.first)\nrestOfTheSecret\n")
            try await terminal.expect("music:api:sample-owner> ")
            try terminal.enter("status | select source | as csv")
            try await terminal.expect("source\napi\n")
            #expect(!terminal.transcript.contains("restOfTheSecret"))
        }
    }

    @Test("Questions fit a narrow terminal, and a long name leaves room at the prompt")
    func narrow() async throws {
        try await LoginRun.with { run in
            let terminal = try run.home.prompt(columns: 48)
            try await terminal.expect(LoginRun.catalogPrompt)
            try terminal.enter("login a-name.that-is.really-very.long")
            let lines = try await terminal.expect("Which one? [1] ")
            #expect(lines.split(separator: "\n").allSatisfy { $0.count <= 48 })
            try terminal.press(.enter)
            try await terminal.expect("Token: ")
            try terminal.enter(LoginRun.first)
            try await terminal.expect("music:api:a-name.that-is.really-v…> ")
        }
    }

    @Test("Ctrl-C gives up a login, and the terminal shows again what is typed")
    func interrupted() async throws {
        try await LoginRun.with { run in
            let terminal = try await run.home.prompt(showing: LoginRun.catalogPrompt)
            try terminal.enter("login")
            try await terminal.expect("Which one? [1] ")
            try terminal.press(.enter)
            try await terminal.expect("Token: ")
            try terminal.press(.interrupt)
            try await terminal.expect("interrupted")
            try await terminal.expect(LoginRun.catalogPrompt)
            try terminal.enter(#"search artist="Sun Ra" type=artist | select title | as csv"#)
            try await terminal.expect("as csv\ntitle\nSun Ra\n")
            #expect(await run.simulator.requests.isEmpty)
        }
    }

    @Test("A token typed behind login is refused, and neither repeated nor remembered")
    func tokenAsArgument() async throws {
        try await LoginRun.with { run in
            let terminal = try await run.home.prompt(showing: LoginRun.catalogPrompt)
            for line in [
                "login \(LoginRun.first)", "login token=\(LoginRun.first)",
                "status | select source; login \(LoginRun.secret)", "  login x \(LoginRun.key)",
            ] {
                try terminal.enter(line)
                try await terminal.expect(line + "\n")
                let rest = try await terminal.expect(LoginRun.catalogPrompt)
                #expect(rest.contains("error"))
                for secret in [LoginRun.first, LoginRun.secret, LoginRun.key] {
                    #expect(!rest.contains(secret))
                }
            }
            try terminal.enter("quit")
            _ = try await terminal.waitForExit()
            let history = try run.home.folder.text(of: "home/.local/state/musicagent/history")
            #expect(history == "quit\n")
            #expect(await run.simulator.requests.isEmpty)
        }
    }
}

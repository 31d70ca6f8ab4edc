import DiscogsSimulator
import Testing

@Suite("Several accounts", .serialized, .timeLimit(.minutes(10)))
struct AccountSwitchTests {
    private static let both = [("first", LoginRun.first), ("second", LoginRun.second)]
    private static let firstLogin = "Discogs token=\(LoginRun.first)"
    private static let secondLogin = "Discogs token=\(LoginRun.second)"

    @Test("account changes who asks, from now on and next time; pages of the other are forgotten")
    func switching() async throws {
        try await LoginRun.with { run in
            try run.store(Self.both, current: "first")
            let terminal = try await run.home.prompt(showing: "music:api:first> ")
            try terminal.enter("wantlist | limit 2 | select id | as csv")
            try await terminal.expect("music:api:first> ")
            try terminal.enter("account second")
            try await terminal.expect("using the account second, of sample-owner")
            try await terminal.expect("music:api:second> ")
            try terminal.enter("count | as csv")
            try await terminal.expect("count\n2\n")
            try terminal.enter("release @1")
            try await terminal.expect("no table with ids was shown yet")
            try terminal.enter("account third")
            try await terminal.expect("there is no account third")
            try await terminal.expect("there is first, second")
            try terminal.enter("accounts | select name in_use | as csv")
            try await terminal.expect("name,in_use\nfirst,false\nsecond,true\n")
            try terminal.enter("quit")
            _ = try await terminal.waitForExit()
            let first = Self.firstLogin
            let second = Self.secondLogin
            #expect(await run.authorizations == [first, second])
            _ = try await run.home.run("-c", "release 9300000001")
            #expect(await run.authorizations.last == second)
        }
    }

    @Test("A change that cannot be sent is not asked about")
    func offline() async throws {
        try await LoginRun.with { run in
            try run.store(Self.both, current: "first")
            let terminal = try run.home.prompt("--offline")
            try await terminal.expect("music:api:first> ")
            try terminal.enter("wantlist-delete 9300000001")
            try await terminal.expect(
                "DELETE /users/sample-owner/wants/9300000001 cannot be done offline")
            try await terminal.expect("music:api:first> ")
            #expect(await run.authorizations == [])
        }
    }

    @Test("Two logins are two accounts")
    func twoLogins() async throws {
        try await LoginRun.with { run in
            let terminal = try await run.prompt()
            try await run.logIn(terminal, with: LoginRun.second, as: "other")
            try terminal.enter("accounts | select name username current | as csv")
            try await terminal.expect(
                "name,username,current\nsample-owner,sample-owner,false\nother,sample-owner,true\n")
        }
    }

    @Test("logout forgets an account; without one the sample catalogue answers again")
    func logout() async throws {
        try await LoginRun.with { run in
            try run.store(Self.both, current: "first")
            let terminal = try await run.home.prompt(showing: "music:api:first> ")
            try terminal.enter("logout second")
            try await terminal.expect("logged out of second")
            try await terminal.expect("music:api:first> ")
            try terminal.enter("logout nobody")
            try await terminal.expect("there is no account nobody")
            try terminal.enter("logout")
            try await terminal.expect("logged out of first")
            try await terminal.expect(LoginRun.catalogPrompt)
            try terminal.enter("logout")
            try await terminal.expect("no stored account is in use")
            #expect(try run.home.folder.text(of: LoginRun.file) == "{\"accounts\":[]}\n")
        }
    }

    @Test("--account and DISCOGS_ACCOUNT choose one for a run")
    func chosen() async throws {
        try await LoginRun.with { run in
            try run.store(Self.both, current: "first")
            let whoami = "whoami | select account login"
            let result = try await run.home.run("--account", "second", "-c", whoami)
            #expect(result.output == "{\"account\":\"second\",\"login\":\"personal token\"}\n")
            _ = try await run.home.run("--account", "second", "-c", "release 9300000001")
            #expect(await run.authorizations == [Self.secondLogin])
            let unknown = try await run.home.run("--account", "third", "-c", "release 1")
            #expect(unknown.status == 2)
            #expect(unknown.errors.contains("there is no account third"))
            let token = try await run.home.run("--account", LoginRun.first, "-c", "release 1")
            #expect(token.status == 2 && !token.errors.contains(LoginRun.first))
            #expect(await run.authorizations.count == 1)
        }
        try await LoginRun.with(["DISCOGS_ACCOUNT": "second"]) { run in
            try run.store(Self.both, current: "first")
            _ = try await run.home.run("-c", "release 9300000001")
            _ = try await run.home.run("--account", "first", "-c", "release 9300000001")
            #expect(await run.authorizations == [Self.secondLogin, Self.firstLogin])
        }
    }

    @Test("A token that is set comes before stored accounts, but not before --account")
    func environment() async throws {
        try await LoginRun.with(["DISCOGS_API_TOKEN": LoginRun.second]) { run in
            try run.store(Self.both, current: "first")
            let whoami = try await run.home.run("-c", "whoami")
            #expect(
                whoami.output == """
                    {"login":"personal token","from":"environment","username":"sample-owner"}

                    """)
            _ = try await run.home.run("--account", "first", "-c", "release 9300000001")
            #expect(await run.authorizations == [Self.secondLogin, Self.firstLogin])
            let terminal = try await run.home.prompt(showing: "music:api> ")
            try terminal.enter("account first")
            try await terminal.expect("using the account first")
            try await terminal.expect("but DISCOGS_API_TOKEN (environment) comes before it")
            try await terminal.expect("music:api> ")
            try terminal.enter("login")
            try await terminal.expect("Which one? [1] ")
            try terminal.enter("1")
            try await terminal.expect("Token: ")
            try terminal.enter(LoginRun.first)
            try await terminal.expect("but DISCOGS_API_TOKEN (environment) comes before it")
            try await terminal.expect("music:api> ")
        }
    }

    @Test("whoami asks Discogs for a name only where none is stored")
    func whoami() async throws {
        try await LoginRun.with { run in
            let none = try await run.home.run("-c", "whoami | select login")
            #expect(none.output == "{\"login\":\"none\"}\n")
            try run.store(Self.both, current: "first")
            let result = try await run.home.run("-c", "whoami; accounts | count")
            #expect(
                result.output == """
                    {"account":"first","username":"sample-owner","login":"personal token",\
                    "from":"\(run.home.folder.path)/\(LoginRun.file)"}
                    {"count":2}

                    """)
            #expect(await run.simulator.requests.isEmpty)
        }
    }

    @Test(
        "Scripts, -c and standard input change no accounts",
        arguments: ["login", "login x", "logout", "account first"])
    func scripts(line: String) async throws {
        try await LoginRun.with { run in
            try run.store(Self.both, current: "second")
            let text = try run.home.folder.text(of: LoginRun.file)
            for result in [
                try await run.home.run("-c", "release 9300000001; \(line)"),
                try await run.home.run(input: line),
                try await run.home.run("--trust", "--check", "-c", line),
            ] {
                #expect(result.status == 2)
                #expect(result.output == "")
                #expect(result.errors.contains(" is for the prompt"))
                #expect(result.errors.contains("--account"))
            }
            let token = try await run.home.run("-c", "login \(LoginRun.first)")
            #expect(token.status == 2 && !token.errors.contains(LoginRun.first))
            #expect(try run.home.folder.text(of: LoginRun.file) == text)
            #expect(await run.simulator.requests.isEmpty)
        }
    }
}

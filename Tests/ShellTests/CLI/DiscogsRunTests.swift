import DiscogsSimulator
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("Against Discogs", .serialized, .timeLimit(.minutes(10)))
struct DiscogsRunTests {
    @Test("The main job sends one request and writes one file")
    func mainJob() async throws {
        try await DiscogsRun.with { run in
            let result = try await run.home.run(
                "-c", #"search artist="Miles Davis" format=vinyl | page 2 | export csv vinyl.csv"#)
            let requests = await run.simulator.requests
            #expect(result.status == 0)
            #expect(result.output == "")
            #expect(result.errors.hasPrefix("exports/vinyl.csv: 24 rows, "))
            #expect(
                requests.map(\.target) == [
                    "/database/search?artist=Miles%20Davis&format=vinyl&type=release&page=2"
                        + "&per_page=50"
                ])
            let lines = try run.home.folder.text(of: "work/exports/vinyl.csv")
                .split(whereSeparator: \.isNewline)
            #expect(lines.count == 25)
        }
    }

    @Test("The token goes into a header, beside a User-Agent of our own")
    func headers() async throws {
        try await DiscogsRun.with { run in
            _ = try await run.home.run("-c", "release 9300000001 | select title")
            let request = try #require(await run.simulator.requests.first)
            #expect(request.header("Authorization") == "Discogs token=\(DiscogsRun.token)")
            #expect(request.header("User-Agent")?.hasPrefix("MusicAgent/") == true)
            #expect(request.header("Accept-Encoding")?.contains("gzip") == true)
            #expect(!request.target.contains("token"))
        }
    }

    @Test("Without a token, the key and secret that were set go into the header")
    func consumer() async throws {
        let pair = [
            "DISCOGS_API_TOKEN": "", "DISCOGS_CONSUMER_KEY": "k3y",
            "DISCOGS_CONSUMER_SECRET": "s3cret-of-it",
        ]
        try await DiscogsRun.with(pair, consumers: ["k3y": "s3cret-of-it"]) { run in
            let found = try await run.home.run("-c", "search \"kind of blue\" | count")
            #expect(found.status == 0)
            #expect(
                await run.simulator.requests.first?.header("Authorization")
                    == "Discogs key=k3y, secret=s3cret-of-it")
            let mine = try await run.home.run("-c", "wantlist")
            #expect(mine.status == 4)
            #expect(mine.errors.contains("this login acts as no user"))
        }
    }

    @Test("A User-Agent that was set is sent")
    func userAgent() async throws {
        try await DiscogsRun.with(["DISCOGS_USER_AGENT": "Collector/2.0"]) { run in
            _ = try await run.home.run("-c", "release 9300000001")
            #expect(await run.simulator.requests.first?.header("User-Agent") == "Collector/2.0")
        }
    }

    @Test("The answers are those of the catalogue, whole and unchanged")
    func answers() async throws {
        try await DiscogsRun.with { run in
            let line = #"search artist="Sun Ra" | select id type title year format community.have"#
            let local = try await run.home.run("--source", "catalog", "-c", line)
            let remote = try await run.home.run("-c", line)
            #expect(remote.status == 0)
            #expect(remote.output == local.output)
            #expect(remote.errors == "")
        }
    }

    @Test(
        "No request is sent that a line does not need",
        arguments: [
            (#"search artist="Miles Davis" | limit 5"#, 1),
            (#"search artist="Miles Davis" | count"#, 2),
            (#"search artist="Miles Davis""#, 2),
            (#"search artist="Miles Davis" | limit 100"#, 1),
            (#"search artist="Miles Davis" | limit 0"#, 0),
            (#"search artist="Miles Davis" | page 2"#, 1),
            (#"search artist="Miles Davis" | page 1..2"#, 2),
            (#"search artist="Miles Davis" | page 2.."#, 2),
            (#"search artist="Miles Davis" | per-page 10 | page 3 | count"#, 1),
            (#"search artist="Miles Davis" | where title~blue | limit 1"#, 1),
            (#"search artist="Miles Davis" | skip 1 | limit 1"#, 1),
            ("release 9300000001\nselect title\ncount", 1),
            ("search artist=\"Miles Davis\" | count\nlimit 3\nwhere year=1959 | count", 2),
            ("search artist=\"Miles Davis\" | page 1\npage 2\npage 1\ncount", 2),
            ("search artist=\"Sun Ra\" type=artist\nartist $_.id", 2),
            ("search artist=\"Sun Ra\"\nsearch artist=\"Sun Ra\"", 2),
            ("artist-releases 9000000001 | sort year | limit 3", 1),
            ("raw GET /database/search artist=\"Miles Davis\" per_page=2", 1),
            ("search artist=\"Miles Davis\" | limit 3\nlimit 2 | export a.csv\nserch", 0),
            ("let mine = search artist=\"Miles Davis\"\n$mine | count\n$mine | limit 1", 2),
            ("search artist=\"Sun Ra\" type=master | limit 3 | each master $.id", 4),
            ("search artist=\"Sun Ra\" type=master | each master $.id | limit 2", 3),
            ("search artist=\"Sun Ra\" type=master | limit 9 | each artist 9000000002", 2),
            ("try release 1\nrelease 9300000001", 2),
            ("status\nhelp\nhistory", 0),
        ])
    func requestCount(_ script: String, _ count: Int) async throws {
        try await DiscogsRun.with { run in
            _ = try await run.home.run("-c", script)
            let targets = await run.targets
            #expect(targets.count == count, "\(targets)")
        }
    }

    @Test("A check and a dry run send nothing", arguments: ["--check", "--dry-run"])
    func dry(_ option: String) async throws {
        try await DiscogsRun.with { run in
            let result = try await run.home.run(
                option, "-c", "search artist=\"Miles Davis\" | export a.csv\nrelease $_.id")
            #expect(result.status == 0)
            #expect(await run.targets == [])
            #expect(!result.output.contains(DiscogsRun.token))
            #expect(run.home.files(below: "work") == [])
        }
    }

    @Test("A reader that goes away ends the fetching")
    func closedPipe() async throws {
        try await DiscogsRun.with { run in
            let result = try await run.home.run(
                "-c", #"search artist="Miles Davis" | per-page 2"#, output: .withoutReader)
            #expect(result == ProcessResult(status: 0))
            #expect(await run.targets.count == 1)
        }
    }

    // MARK: Failures

    @Test("A token that is refused ends with status 4, and is asked about once")
    func refused() async throws {
        try await DiscogsRun.with(["DISCOGS_API_TOKEN": "wr0ngToken"]) { run in
            let result = try await run.home.run("-c", "release 9300000001\nrelease 9300000002")
            #expect(result.status == 4)
            #expect(result.output == "")
            #expect(result.errors.contains("-c:1:1: error: "))
            #expect(result.errors.contains("(401)"))
            #expect(result.errors.contains("the token from the environment was refused"))
            #expect(await run.targets.count == 1)
        }
    }

    @Test("What is not there ends with status 1")
    func notFound() async throws {
        try await DiscogsRun.with { run in
            let result = try await run.home.run("-c", "release 1\nrelease 9300000001")
            #expect(result.status == 1)
            #expect(result.output == "")
            #expect(result.errors.contains("(404)\n1 | release 1\n"))
            #expect(await run.targets.count == 1)
        }
    }

    @Test("A request that came too quickly is sent again")
    func tooManyRequests() async throws {
        try await DiscogsRun.with(["RATE_LIMIT_WINDOW": "1"]) { run in
            await run.simulator.script([
                .status(429, body: #"{"message":"You are making requests too quickly."}"#)
            ])
            let result = try await run.home.run("-c", "release 9300000001 | select title")
            #expect(result.status == 0)
            #expect(result.output == "{\"title\":\"Kind Of Blue\"}\n")
            #expect(await run.targets.count == 2)
        }
    }

    @Test("A fault of the server is tried again, as often as it was set")
    func serverFault() async throws {
        try await DiscogsRun.with(["MAX_RETRIES": "2"]) { run in
            let fault = ScriptedReply.status(
                503, headers: [HeaderField("Content-Type", "text/html")],
                body: "<html><title>Unavailable</title></html>")
            await run.simulator.script([fault, fault, fault, fault])
            let result = try await run.home.run("-c", "release 9300000001 | select title")
            #expect(result.status == 1)
            #expect(result.output == "")
            #expect(result.errors.contains("(503)"))
            #expect(!result.errors.contains("<html>"))
            #expect(await run.targets.count == 3)
        }
    }

    @Test("A server that is down fails with words that say so")
    func down() async throws {
        let home = ProgramHome([
            "DISCOGS_API_TOKEN": DiscogsRun.token, "DISCOGS_BASE_URL": "http://127.0.0.1:1",
            "MAX_RETRIES": "0",
        ])
        let result = try await home.run("-c", "search \"kind of blue\" | export a.csv")
        #expect(result.status == 1)
        #expect(result.errors.contains("refused"))
        #expect(!result.errors.contains("NIO"))
        #expect(home.files(below: "work") == [])
    }

    @Test("A failure behind the first page leaves no export")
    func halfAnExport() async throws {
        try await DiscogsRun.with { run in
            await run.simulator.script([.pass, .status(404, body: "{}"), .status(400, body: "{}")])
            let result = try await run.home.run(
                "-c", #"search artist="Miles Davis" | export whole.csv; release 9300000001"#)
            _ = result
            let text = try? run.home.folder.text(of: "work/exports/whole.csv")
            // The second page has vanished, which ends the rows; the release then fails.
            #expect(text?.split(whereSeparator: \.isNewline).count == 101)
            #expect(result.status == 1)
        }
        try await DiscogsRun.with { run in
            await run.simulator.script([.pass, .status(400, body: "{}")])
            let result = try await run.home.run(
                "-c", #"search artist="Miles Davis" | export whole.csv"#)
            #expect(result.status == 1)
            #expect(run.home.files(below: "work") == [])
        }
    }

    @Test(
        "A signal ends a command that waits for its reply, and leaves no half a file",
        arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
    func signals(_ signal: Int32, _ status: Int32) async throws {
        try await DiscogsRun.with(delayOfSearch: .seconds(3600)) { run in
            let program = try run.home.start(
                ["-c", #"search artist="Miles Davis" | export a.csv; release 9300000001"#])
            await run.simulator.waitForRequests(1)
            program.send(signal)
            let result = try await program.finish()
            #expect(result.status == status)
            #expect(result.output == "")
            #expect(result.errors == (signal == SIGINT ? "interrupted\n" : "terminated\n"))
            #expect(await run.targets.count == 1)
            #expect(run.home.files(below: "work") == [])
        }
    }

    @Test("A reply that takes too long is a failure with the setting's name")
    func timeout() async throws {
        try await DiscogsRun.with(
            ["REQUEST_TIMEOUT": "1", "MAX_RETRIES": "0"], delay: .seconds(3600)
        ) { run in
            let result = try await run.home.run("-c", "release 9300000001")
            #expect(result.status == 1)
            #expect(result.errors.contains("REQUEST_TIMEOUT"))
        }
    }

    @Test("What each runs for a row fails with the row, and leaves no half an export")
    func eachFails() async throws {
        try await DiscogsRun.with { run in
            let result = try await run.home.run(
                "-c",
                #"search artist="Miles Davis" | limit 3 | each release $.id | export all.csv"#)
            #expect(result.status == 1)
            #expect(
                result.errors.contains(
                    #"(404), for the row {"id":9000000001,"title":"Miles Davis"}"#))
            #expect(run.home.files(below: "work") == [])
        }
        try await DiscogsRun.with(["DISCOGS_API_TOKEN": "wr0ngToken"]) { run in
            let result = try await run.home.run("-c", "try release 9300000001; release 9300000002")
            #expect(result.status == 4)
        }
    }

    @Test("--max-requests lets so many requests out and stops at the next, whatever is tried")
    func maxRequests() async throws {
        try await DiscogsRun.with { run in
            let script =
                "try search artist=\"Sun Ra\" type=master | each try master $.id | export a.csv; status"
            let result = try await run.home.run("--max-requests", "3", "-c", script)
            #expect(result.status == 1)
            #expect(result.output == "")
            #expect(
                result.errors.contains("error: 3 requests were sent, and no more are allowed"))
            #expect(result.errors.contains("--max-requests"))
            // Those that were admitted together with the one too many may have been stopped on the way.
            #expect(await (1...3).contains(run.targets.count))
            #expect(run.home.files(below: "work") == [])
        }
        try await DiscogsRun.with { run in
            let line = #"search artist="Miles Davis" | count"#
            let enough = try await run.home.run("--max-requests", "2", "-c", line)
            let none = try await run.home.run("--max-requests=0", "-c", "release 1")
            let wrong = try await run.home.run("--max-requests=-1", "-c", "status")
            #expect([enough, none, wrong].map(\.status) == [0, 1, 2])
            #expect(await run.targets.count == 2)
        }
    }

    @Test("--timeout ends a script with status 124, and leaves no half a file")
    func scriptTimeout() async throws {
        try await DiscogsRun.with(delayOfSearch: .seconds(3600)) { run in
            let script = #"try search artist="Sun Ra" | export a.csv; status"#
            let result = try await run.home.run("--timeout", "1s", "-c", script)
            #expect(result.status == 124)
            #expect(result.output == "")
            #expect(
                result.errors == "error: the script ran for 1s, as long as --timeout lets it\n")
            #expect(run.home.files(below: "work") == [])
            #expect(try await run.home.run("--timeout", "1h", "-c", "status").status == 0)
        }
    }

    @Test(
        "try never catches an interrupt", arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
    func interruptedTry(_ signal: Int32, _ status: Int32) async throws {
        try await DiscogsRun.with(delayOfSearch: .seconds(3600)) { run in
            let program = try run.home.start(
                ["-c", "try search \"Sun Ra\" | each try release $.id; status"])
            await run.simulator.waitForRequests(1)
            program.send(signal)
            let result = try await program.finish()
            #expect(result.status == status)
            #expect(result.output == "")
            #expect(await run.targets.count == 1)
        }
    }

    // MARK: Secrets

    @Test("The token is in nothing that is printed or written, whatever happens")
    func secrets() async throws {
        try await DiscogsRun.with { run in
            await run.simulator.script([
                .pass, .pass,
                .status(500, body: #"{"message":"token=\#(DiscogsRun.token) is odd"}"#),
                .pass, .status(401, body: #"{"message":"Discogs token=\#(DiscogsRun.token)"}"#),
            ])
            let scripts = [
                #"search artist="Miles Davis" | export a.csv | export b.json | limit 1"#,
                "release 9300000001; status", "release 9300000002", "help settings", "set",
                "search token=\(DiscogsRun.token)",
            ]
            for script in scripts {
                let result = try await run.home.run("-x", "--log-level", "trace", "-c", script)
                if script.contains(DiscogsRun.token) { continue }
                #expect(!result.output.contains(DiscogsRun.token))
                #expect(!result.errors.contains(DiscogsRun.token))
            }
            let files = run.home.files()
            #expect(files.contains { $0.hasSuffix("musicagent.log") })
            for file in files {
                #expect(try !run.home.folder.text(of: file).contains(DiscogsRun.token), "\(file)")
            }
        }
    }

    @Test("The token is masked in an echo, in a dry run and in errors")
    func tokenInLines() async throws {
        try await DiscogsRun.with { run in
            let line = "search \(DiscogsRun.token)"
            let dry = try await run.home.run("--dry-run", "-x", "-c", line)
            #expect(dry.status == 0)
            #expect(dry.output.contains("/database/search?q=••••&"))
            #expect(dry.errors == "+ search ••••\n")
            let wrong = try await run.home.run("-c", "\(DiscogsRun.token)")
            #expect(wrong.status == 2)
            for result in [dry, wrong] {
                #expect(!(result.output + result.errors).contains(DiscogsRun.token))
            }
        }
    }

    @Test("A token is not sent to an address that a .env below it set")
    func strangersEnvFile() async throws {
        try await DiscogsRun.with { run in
            let home = ProgramHome(["DISCOGS_API_TOKEN": DiscogsRun.token])
            try home.folder.write("DISCOGS_BASE_URL=https://example.invalid\n", to: "work/.env")
            let result = try await home.run("-c", "release 9300000001")
            #expect(result.status == 2)
            #expect(result.errors.contains("DISCOGS_BASE_URL"))
            #expect(!result.errors.contains(DiscogsRun.token))
            #expect(await run.targets == [])
        }
    }
}

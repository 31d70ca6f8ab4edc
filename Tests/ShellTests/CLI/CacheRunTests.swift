import Discogs
import DiscogsSimulator
import Logging
import Testing

@testable import ResponseCache

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("The cache, against Discogs", .serialized, .timeLimit(.minutes(10)))
struct CacheRunTests {
    private static let on = ["CACHE": "on"]

    // MARK: What it spares

    @Test("A script that runs again within the time asks Discogs for nothing")
    func replay() async throws {
        try await DiscogsRun.with(Self.on) { run in
            let script = """
                search artist="Miles Davis" | count
                let few = search artist="Sun Ra" type=master | limit 3
                $few | each master $.id | select title year
                wantlist | each marketplace-stats $.id | select num_for_sale
                raw GET /releases/9300000001 | select title
                """
            try run.home.folder.write(script, to: "work/script.mas")
            let first = try await run.home.run("script.mas")
            #expect(first.status == 0)
            let cost = await run.targets.count
            #expect(cost > 15)
            let second = try await run.home.run("script.mas")
            #expect(second == first)
            #expect(await run.targets.count == cost)
        }
    }

    @Test("What the cache has counts not against --max-requests")
    func maxRequests() async throws {
        try await DiscogsRun.with(Self.on) { run in
            _ = try await run.home.run("-c", "release 9300000001")
            let hit = try await run.home.run(
                "--max-requests=0", "-c", "release 9300000001 | select title")
            #expect(hit == ProcessResult(status: 0, output: "{\"title\":\"Kind Of Blue\"}\n"))
            let one = try await run.home.run(
                "--max-requests=1", "-c",
                "release 9300000001; release 9300000002; release 9300000003")
            #expect(one.status == 1)
            #expect(one.errors.contains("and no more are allowed"))
            #expect(await run.targets.count == 2)
        }
    }

    @Test("Another token, and CACHE=off, ask for themselves")
    func isolation() async throws {
        try await DiscogsRun.with(Self.on) { run in
            _ = try await run.home.run("-c", "release 9300000001")
            let script = "/bin/sh"
            let program = ProgramHome.executable
            let other = try await run(
                [script, "-c", "DISCOGS_API_TOKEN=other exec \(program) -c 'release 9300000001'"])
            #expect(other.status == 4)
            let off = try await run(
                [script, "-c", "CACHE=off exec \(program) -c 'release 9300000001'"])
            #expect(off.status == 0)
            #expect(await run.targets.count == 3)
        }
    }

    @Test("Two programs at once share it, and neither answers wrongly")
    func together() async throws {
        try await DiscogsRun.with(
            Self.on.merging(["RATE_LIMIT_REQUESTS": "10000"]) { $1 }, limit: 10_000
        ) {
            run in
            let line = "search type=release | limit 60 | each release $.id | select id title"
            let local = try await run.home.run("--source", "catalog", "-c", line)
            let programs = try (0..<2).map { _ in try run.home.start(["-c", line]) }
            for program in programs { #expect(try await program.finish() == local) }
            let before = await run.targets.count
            #expect(try await run.home.run("-c", line) == local)
            // What one could not keep while the other wrote is asked for again.
            #expect(await run.targets.count - before <= 5)
        }
    }

    @Test("Killed at random points, it gives the next run right answers")
    func kills() async throws {
        let settings = Self.on.merging(["RATE_LIMIT_REQUESTS": "10000"]) { $1 }
        try await DiscogsRun.with(settings, limit: 10_000) { run in
            let line = "search type=release | limit 200 | each release $.id | select id title"
            let local = try await run.home.run("--source", "catalog", "-c", line)
            // As long as enough is left to be asked.
            while await run.targets.count < 120 {
                let reached = await run.targets.count + .random(in: 1...5)
                let program = try run.home.start(["-c", line])
                await run.simulator.waitForRequests(reached)
                program.send(SIGKILL)
                #expect(try await program.finish().status == -SIGKILL)
            }
            #expect(try await run.home.run("-c", line) == local)
            #expect(try await run.home.run("-c", line) == local)
        }
    }

    // MARK: Options

    @Test("--fresh asks, and what it is told is kept")
    func fresh() async throws {
        try await DiscogsRun.with(Self.on) { run in
            for _ in 0..<2 { _ = try await run.home.run("--fresh", "-c", "release 9300000001") }
            #expect(await run.targets.count == 2)
            _ = try await run.home.run("-c", "release 9300000001")
            #expect(await run.targets.count == 2)
            let both = try await run.home.run("--fresh", "--offline", "-c", "release 9300000001")
            #expect(both.status == 2)
            #expect(both.errors.contains("--fresh asks Discogs and --offline does not"))
        }
    }

    @Test("--offline answers from the cache, says what is missing, and sends nothing")
    func offline() async throws {
        try await DiscogsRun.with(Self.on) { run in
            let line = "release 9300000001 | select title"
            let before = try await run.home.run("-c", line)
            await run.simulator.stop()
            #expect(try await run.home.run("--offline", "-c", line) == before)
            let missing = try await run.home.run("--offline", "-c", "release 9300000002")
            #expect(
                missing
                    == ProcessResult(
                        status: 1,
                        errors: """
                            -c:1:1: error: the cache has no answer of the last six hours to \
                            GET /releases/9300000002
                            1 | release 9300000002
                              | ^^^^^^^^^^^^^^^^^^ leave out --offline to ask Discogs

                            """))
            #expect(await run.targets.count == 1)
        }
    }

    @Test("--offline without a cache is refused")
    func offlineWithoutCache() async throws {
        try await DiscogsRun.with { run in
            let result = try await run.home.run("--offline", "-c", "release 9300000001")
            #expect(result.status == 2)
            #expect(
                result.errors == "error: --offline asks the cache, which CACHE=off turns off\n")
        }
    }

    @Test("While Discogs is down an older answer comes with one warning for each command")
    func stale() async throws {
        try await DiscogsRun.with(Self.on.merging(["MAX_RETRIES": "0"]) { $1 }) { run in
            let ids = ["9300000001", "9300000002"]
            try await run.remember(
                ids.map { "/marketplace/stats/\($0)" }, ago: 2 * 3600 + 60)
            let count = await run.targets.count
            await run.simulator.script(
                Array(repeating: .status(503, body: "busy"), count: 4))
            let result = try await run.home.run(
                "--quiet", "-c",
                "let ids = \(ids.joined(separator: ","))\n"
                    + "marketplace-stats 9300000001 | select num_for_sale\n"
                    + "search x | limit 0\nmarketplace-stats 9300000002 | select num_for_sale")
            #expect(result.status == 0)
            #expect(result.output.split(separator: "\n").count == 2)
            let warning = "warning: Discogs is not reachable; this answer is 2 h old\n"
            #expect(result.errors == warning + warning)
            #expect(await run.targets.count == count + 2)
        }
    }

    @Test("One command that shows several older answers says so once")
    func staleOnce() async throws {
        try await DiscogsRun.with(Self.on.merging(["MAX_RETRIES": "0"]) { $1 }) { run in
            _ = try await run.home.run("-c", "wantlist | count")
            let stats = try await run.home.run(
                "-c", "wantlist | each marketplace-stats $.id | count")
            #expect(stats.output == "{\"count\":12}\n")
            let paths = await run.targets.filter { $0.hasPrefix("/marketplace/stats/") }
            try await run.remember(paths, ago: 3600)
            await run.simulator.stop()
            let result = try await run.home.run(
                "-c", "wantlist | each marketplace-stats $.id | count")
            #expect(result.output == "{\"count\":12}\n")
            #expect(
                result.errors == "warning: Discogs is not reachable; this answer is 60 min old\n")
        }
    }

    // MARK: The command

    @Test("cache status counts, cache clear empties, and the next line asks again")
    func command() async throws {
        try await DiscogsRun.with(Self.on) { run in
            let script =
                "release 9300000001 | count; release 9300000001 | count; release 9300000002 | count\n"
            _ = try await run.home.run("-c", "release 9300000001")
            let status = try await run.home.run(
                "-c", script + "cache status | show cache entries hits misses limit")
            #expect(
                status.output.hasSuffix(
                    #"{"cache":"on","entries":2,"hits":2,"misses":1,"limit":200000000}"# + "\n"))
            let folder = try await run.home.run("-c", "cache | select folder | as csv")
            #expect(folder.output.hasSuffix("/home/.cache/musicagent\r\n"))
            let clear = try await run.home.run("-c", "cache clear | select removed")
            #expect(clear == ProcessResult(status: 0, output: "{\"removed\":2}\n"))
            _ = try await run.home.run("-c", "release 9300000001")
            #expect(await run.targets.count == 3)
        }
    }

    @Test("A dry run clears nothing and sends nothing")
    func dryRun() async throws {
        try await DiscogsRun.with(Self.on) { run in
            _ = try await run.home.run("-c", "release 9300000001")
            let result = try await run.home.run(
                "--dry-run", "-c", "cache clear; release 9300000001")
            #expect(result.status == 0)
            #expect(result.output == "GET \(run.simulator.baseURL)/releases/9300000001\n")
            let status = try await run.home.run("-c", "cache status | select entries")
            #expect(status.output == "{\"entries\":1}\n")
        }
    }
}

extension DiscogsRun {
    /// Has the cache of the program get these answers as of that many seconds ago.
    fileprivate func remember(_ paths: [String], ago seconds: Int64) async throws {
        let now: @Sendable () -> Int64 = { Int64(time(nil)) - seconds }
        let store = SQLiteResponseStore(
            folder: "\(home.folder.path)/home/.cache/musicagent", limit: 200_000_000,
            wallClock: now, onFailure: { Issue.record("\($0)") })
        var configuration = DiscogsClientConfiguration(userAgent: "MusicAgentTests/1.0")
        configuration.baseURL = try #require(BaseURL(parsing: simulator.baseURL))
        configuration.credentials = .personalToken(Secret(Self.token))
        configuration.cacheMode = .fresh
        let client = DiscogsClient(
            configuration: configuration,
            logger: Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() }, store: store,
            wallClock: now)
        for path in paths {
            _ = try await client.response(to: .raw(.get, path))
        }
        await client.shutdown()
        await store.close()
    }
}

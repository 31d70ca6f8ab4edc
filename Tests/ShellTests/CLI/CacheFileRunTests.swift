import DiscogsSimulator
import Testing

@Suite("The cache's file, and a program that uses it", .serialized, .timeLimit(.minutes(10)))
struct CacheFileRunTests {
    private static let on = ["CACHE": "on"]
    private static let file = "home/.cache/musicagent/responses.sqlite"

    @Test(
        "A line that asks Discogs for nothing makes no cache",
        arguments: [
            ["-c", "help"], ["-c", "status"], ["-c", "cache status"], ["-c", "cache clear"],
            ["--dry-run", "-c", "release 1"], ["--check", "-c", "release 1"],
            ["--source", "catalog", "-c", "release 9300000001"], ["-c", "identity | nonsense"],
        ])
    func untouched(arguments: [String]) async throws {
        let home = ProgramHome(["DISCOGS_API_TOKEN": DiscogsRun.token])
        _ = try await home.start(arguments).finish()
        #expect(home.files(below: "home").filter { $0.contains("cache") } == [])
        #expect(home.folder.mode(of: "home/.cache") == nil)
    }

    @Test("It is in XDG_CACHE_HOME, for the user alone, without the token")
    func files() async throws {
        try await DiscogsRun.with(Self.on) { run in
            let folder = run.home.folder
            let result = try await run(
                [
                    "/bin/sh", "-c",
                    "umask 0; XDG_CACHE_HOME=\(folder.path)/xdg exec \(ProgramHome.executable) "
                        + "-c 'release 9300000001; identity; collection'",
                ])
            #expect(result.status == 0)
            #expect(folder.mode(of: "xdg") == 0o700)
            #expect(folder.mode(of: "xdg/musicagent") == 0o700)
            #expect(folder.names(in: "xdg/musicagent").contains("responses.sqlite"))
            for name in folder.names(in: "xdg/musicagent") {
                #expect(folder.mode(of: "xdg/musicagent/\(name)") == 0o600)
                let text = try folder.text(of: "xdg/musicagent/\(name)")
                #expect(!text.contains(DiscogsRun.token))
            }
            #expect(folder.mode(of: "home/.cache") == nil)
        }
    }

    @Test("A damaged file is begun anew; nobody hears of it but the log")
    func damage() async throws {
        try await DiscogsRun.with(Self.on) { run in
            let line = "release 9300000001 | select title"
            let expected = try await run.home.run("-c", line)
            try run.home.folder.write("this is no database, whatever it was before", to: Self.file)
            #expect(try await run.home.run("-c", line) == expected)
            #expect(try await run.home.run("-c", line) == expected)
            #expect(await run.targets.count == 2)
            let log = try run.home.folder.text(
                of: "home/.local/state/musicagent/logs/musicagent.log")
            #expect(log.split(separator: "\n").filter { $0.contains("begun anew") }.count == 1)
        }
    }

    @Test("Where nothing can be written the answers come all the same, with one warning in the log")
    func unwritable() async throws {
        try await DiscogsRun.with(Self.on) { run in
            try run.home.folder.write("a file, where a folder should be", to: "home/.cache")
            let script = "release 9300000001 | select title; release 9300000002 | select id"
            let result = try await run.home.run("-c", script)
            #expect(result.status == 0 && result.errors == "")
            #expect(result.output.split(separator: "\n").count == 2)
            let log = try run.home.folder.text(
                of: "home/.local/state/musicagent/logs/musicagent-errors.log")
            let lines = log.split(separator: "\n")
            #expect(lines.count == 1)
            #expect(lines.first?.contains("answers are not kept") == true)
        }
    }

    @Test(
        "A disk that is full costs the cache, and no answer", arguments: [1, 40, 64, 72, 80, 100])
    func fullDisk(blocks: Int) async throws {
        try await DiscogsRun.with(Self.on.merging(["LOG_LEVEL": "critical"]) { $1 }) { run in
            let line = "search artist=\"Miles Davis\" | each release 9300000001 | count"
            let local = try await run.home.run("--source", "catalog", "-c", line)
            for _ in 0..<2 {
                // No file may grow beyond so many blocks of 512 bytes.
                let result = try await run(
                    [
                        "/bin/sh", "-c", "trap '' XFSZ; ulimit -f \(blocks); exec \"$@\"", "sh",
                        ProgramHome.executable, "-c", line,
                    ])
                #expect(result == local)
            }
        }
    }
}

import DiscogsSimulator
import Records
import Testing

@Suite("What runs leave in the log", .serialized, .timeLimit(.minutes(10)))
struct LogRunTests {
    private static let release = "release 9300000001 | count"

    /// The rows that `log` gives, by a process of its own.
    private func rows(_ run: DiscogsRun, _ stages: String = "where event?") async throws -> [Row] {
        let result = try await run.home.run("--trust", "-c", "log | \(stages)")
        #expect(result.status == 0)
        #expect(result.errors == "")
        return try result.output.split(separator: "\n").map {
            try #require(try JSONValue(parsing: String($0)).objectValue)
        }
    }

    @Test("All attempts of a request have its id, and all requests of a line that of the run")
    func identifiers() async throws {
        for format in ["json", "text"] {
            try await DiscogsRun.with(["LOG_FORMAT": format]) { run in
                await run.simulator.script([.status(500, body: "oops"), .status(503, body: "{}")])
                let first = try run.home.start(["-c", "\(Self.release)\n\(Self.release)"])
                #expect(try await first.finish().status == 0)
                let rows = try await rows(run)
                #expect(
                    rows.map { $0["event"] } == [
                        "reply", "retrying", "reply", "retrying", "reply", "reply",
                    ])
                #expect(rows.map { $0["status"] } == [500, nil, 503, nil, 200, 200])
                #expect(rows.map { $0["attempt"] } == [1, 2, 2, 3, 3, 1])
                #expect(
                    rows.map { $0["path"] } == Array(repeating: "/releases/9300000001", count: 6))
                for name in ["request_id", "run_id"] {
                    let ids = rows.map { $0[name]?.stringValue ?? "" }
                    #expect(Set(ids.prefix(5)).count == 1 && ids[4] != ids[5])
                    #expect(ids.allSatisfy { $0.utf8.count == 8 })
                }
                #expect(rows.allSatisfy { $0["pid"] == .int(Int64(first.processID)) })
                #expect(
                    rows.allSatisfy { $0["duration_ms"]?.intValue != nil || $0["waited_ms"] == 0 })
            }
        }
    }

    @Test("Rows of each have the id of its line")
    func each() async throws {
        try await DiscogsRun.with { run in
            let line = "search artist=\"Sun Ra\" type=master | limit 3 | each master $.id | count"
            _ = try await run.home.run("-c", line)
            let rows = try await rows(run)
            #expect(rows.count == 4)
            #expect(Set(rows.map { $0["run_id"] }).count == 1)
            #expect(Set(rows.map { $0["request_id"] }).count == 4)
        }
    }

    @Test("It counts replies by status, each once, and costs no request")
    func counting() async throws {
        try await DiscogsRun.with(["MAX_RETRIES": "1"]) { run in
            await run.simulator.script([.status(500, body: "{}"), .status(502, body: "{}")])
            _ = try await run.home.run("-c", "try release 1\n\(Self.release)\ntry release 1")
            #expect(await run.targets.count == 4)
            let count = try await rows(run, "where status>=500 | count")
            #expect(count == [["count": 2]])
            let groups = try await rows(run, "where status? | group status count")
            #expect(
                groups == [
                    ["status": 500, "count": 1], ["status": 502, "count": 1],
                    ["status": 200, "count": 1], ["status": 404, "count": 1],
                ])
            let errors = try await rows(run, "where event=failed | select error last_status")
            #expect(
                errors == [
                    ["error": "server", "last_status": 502],
                    ["error": "not_found", "last_status": 404],
                ])
            #expect(await run.targets.count == 4)
        }
    }

    @Test("It is read whole over all files that were put aside, the newest last")
    func rotated() async throws {
        try await DiscogsRun.with(["LOG_ROTATION_SIZE": "2000", "LOG_BACKUP_COUNT": "100"]) { run in
            let script = (1...30).map { "raw GET /releases/9300000001 n=\($0) | count" }
            _ = try await run.home.run("-c", script.joined(separator: "\n"))
            #expect(run.home.folder.names(in: "home/.local/state/musicagent/logs").count > 5)
            let paths = try await rows(run, "where event=reply | select path")
            #expect(paths == (1...30).map { ["path": .string("/releases/9300000001?n=\($0)")] })
            let bare = try await run.home.run("--trust", "-c", "log")
            #expect(bare.output.split(separator: "\n").count == 30)
            #expect(bare.errors == "")
        }
    }

    @Test("Nothing that is asked reveals the token in it, in either format")
    func secrets() async throws {
        for format in ["json", "text"] {
            try await DiscogsRun.with(["LOG_FORMAT": format]) { run in
                _ = try await run.home.run(
                    "-c", "search \"\(DiscogsRun.token)\" | count\n\(Self.release)")
                let result = try await run.home.run("--trust", "-c", "log | where event?")
                #expect(result.output.contains("•") && !result.output.contains(DiscogsRun.token))
                for name in run.home.files(below: "home/.local/state/musicagent/logs") {
                    let text = try run.home.folder.text(
                        of: "home/.local/state/musicagent/logs/\(name)")
                    #expect(!text.contains(DiscogsRun.token))
                }
            }
        }
    }
}

import DiscogsSimulator
import Records
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("--resume of what changes something", .serialized, .timeLimit(.minutes(10)))
struct ResumedChangesTests {
    private static let wide = ["RATE_LIMIT_REQUESTS": "10000"]
    private static let rows = 60
    private static let script =
        "search type=release | limit \(rows) | each collection-add $.id | export csv out.csv\n"
    private static let told = "It was under way when an earlier run ended"

    /// What a journal says of the changes of a run.
    private struct Changes {
        /// Those that are over: they have an answer, or count as done.
        var settled: Set<String> = []
        /// Those that may have been sent, and of which nobody was told yet.
        var open: Set<String> = []

        init(_ journal: String) {
            // Behind the last line break there is what a kill cut off.
            for line in journal.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            {
                guard let record = (try? JSONValue(parsing: Array(line.utf8)))?.objectValue else {
                    continue
                }
                if let name = record["change"]?.stringValue {
                    open.remove(name)
                    if record["state"] == "sent" { open.insert(name) }
                    if record["state"] == "told" { settled.insert(name) }
                } else if let name = record["request"]?.stringValue, name.hasPrefix("POST ") {
                    open.remove(name)
                    settled.insert(name)
                }
            }
        }
    }

    @Test(
        "A batch that is killed at random points changes nothing twice, and tells what is unknown")
    func kills() async throws {
        try await DiscogsRun.with(Self.wide, limit: 10_000) { run in
            try run.home.folder.write(Self.script, to: "work/script.mas")
            let options = ["--yes", "--resume", "run.journal", "script.mas"]
            var points: [Int] = []
            var told = 0

            while true {
                let journal =
                    points.isEmpty ? "" : try run.home.folder.text(of: "work/run.journal")
                let changes = Changes(journal)
                if !changes.open.isEmpty {
                    #expect(changes.open.count == 1)
                    let result = try await run.home.start(options).finish()
                    #expect(result.status == 1)
                    #expect(result.errors.contains(Self.told))
                    #expect(result.errors.contains("check on Discogs before you repeat it"))
                    told += 1
                    continue
                }
                guard changes.settled.count < Self.rows - 6 else { break }
                let point = Int.random(in: 1...5)
                points.append(point)
                let program = try run.home.start(options)
                await run.simulator.waitForRequests(await run.targets.count + point)
                program.send(SIGKILL)
                #expect(try await program.finish().status == -SIGKILL)
            }
            let last = try await run.home.start(options).finish()
            #expect(last.status == 0, "\(last.errors)")
            #expect(!last.errors.contains(Self.told))

            let writes = await run.simulator.requests.filter { $0.method == "POST" }.map(\.target)
            #expect(Set(writes).count == writes.count, "\(points)")
            #expect((Self.rows - told...Self.rows).contains(writes.count), "\(points)")
            let file = try run.home.folder.text(of: "work/exports/out.csv")
            #expect(file.split(whereSeparator: \.isNewline).count == 1 + Self.rows)
            #expect(run.home.files(below: "work") == ["exports/out.csv", "script.mas"])
        }
    }

    @Test("Stopped by a signal in the middle of a change, it tells of it and goes on behind it")
    func signal() async throws {
        try await DiscogsRun.with(Self.wide, limit: 10_000) { run in
            await run.simulator.script([.pass, .pass, .pass, .pass, .delayed(.seconds(3600))])
            let options = [
                "--yes", "--resume", "run.journal", "-c",
                "search type=release | limit 6 | each collection-add $.id | count",
            ]
            let program = try run.home.start(options)
            await run.simulator.waitForRequests(5)
            program.send(SIGTERM)
            let stopped = try await program.finish()
            #expect(stopped.status == 143)
            #expect(stopped.errors.contains("stopped, and not known whether it happened"))
            let telling = try await run.home.start(options).finish()
            #expect(telling.status == 1)
            #expect(telling.errors.contains(Self.told))
            let last = try await run.home.start(options).finish()
            #expect(last.status == 0)
            #expect(last.output == "{\"count\":6}\n")
            let writes = await run.simulator.requests.filter { $0.method == "POST" }.map(\.target)
            #expect(writes.count == 6 && Set(writes).count == 6)
        }
    }
}

import DiscogsSimulator
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("A change whose answer is lost", .serialized, .timeLimit(.minutes(10)))
struct LostWriteTests {
    private static let advice = "check on Discogs before you repeat it"
    private static let stopped = "stopped, and not known whether it happened; " + advice
    private static let batch =
        "search type=release | limit 5 | each collection-add $.id | select instance_id | count"

    /// The program before a server that spoils the replies of a simulator.
    private static func with(
        _ modes: [ChaosMode], _ body: (ChaosServer, ProgramHome) async throws -> Void
    ) async throws {
        try await DiscogsRun.with { run in
            let server = try await ChaosServer.start(modes: modes, upstream: run.simulator.port)
            let home = ProgramHome(
                run.home.environment.filter { $0.key != "HOME" }
                    .merging(["DISCOGS_BASE_URL": server.baseURL]) { $1 })
            do {
                try await body(server, home)
            } catch {
                await server.stop()
                throw error
            }
            await server.stop()
        }
    }

    private static func writes(at server: ChaosServer) async -> Int {
        await server.requests.count { $0.method != "GET" }
    }

    // MARK: Lost on the way

    @Test(
        "Is told as such in a script, and not sent again",
        arguments: [
            "wantlist-add 9300000002", "wantlist-delete 9300000001", "collection-add 9300000001",
        ], [ChaosMode.reset(.beforeReply), .emptyReply, .errorPage(status: 502)])
    func script(line: String, mode: ChaosMode) async throws {
        try await Self.with([.pass, mode, .pass]) { server, home in
            let result = try await home.run("--yes", "-c", "\(line)\nrelease 9300000001")
            #expect(result.status == 1)
            #expect(result.output == "")
            #expect(result.errors.contains("It is not known whether this happened"))
            #expect(result.errors.contains(Self.advice))
            #expect(await server.requests.count == 2)
        }
    }

    @Test("Is told as such at the prompt, which goes on")
    func prompt() async throws {
        try await Self.with([.pass, .emptyReply, .pass]) { server, home in
            let terminal = try home.prompt("--yes", columns: 160)
            try await terminal.expect("music:api> ")
            try terminal.enter("wantlist-delete 9300000001")
            try await terminal.expect("It is not known whether this happened")
            try await terminal.expect(Self.advice)
            try await terminal.expect("music:api> ")
            #expect(await Self.writes(at: server) == 1)
            try terminal.enter("release 9300000001 | select title | as csv")
            try await terminal.expect("Kind Of Blue")
            try await terminal.expect("music:api> ")
            try terminal.press(.endOfFile)
            #expect(try await terminal.waitForExit() == .status(0))
            #expect(await Self.writes(at: server) == 1)
        }
    }

    @Test("With each try, every one of them is told")
    func eachTry() async throws {
        let modes = [ChaosMode.pass, .pass, .emptyReply, .pass, .emptyReply, .truncation, .pass]
        try await Self.with(modes) { server, home in
            let result = try await home.run(
                "--yes", "-c", Self.batch.replacing("each ", with: "each try "))
            #expect(result.errors.contains("each try: 3 of 5 rows failed"))
            let told = result.errors.ranges(of: "It is not known whether this happened").count
            #expect(told == 3, "\(result.errors)")
            #expect(await Self.writes(at: server) == 5)
        }
    }

    @Test("In a batch ends it, and says how many rows were done before")
    func inBatch() async throws {
        // Who asks, what is searched for, and the first two rows.
        try await Self.with([.pass, .pass, .pass, .pass, .truncation, .pass]) { server, home in
            let result = try await home.run("--yes", "-c", Self.batch)
            #expect(result.status == 1)
            #expect(result.errors.contains("each: 2 rows were done before this, and none after it"))
            #expect(result.errors.contains(Self.advice))
            #expect(await Self.writes(at: server) == 3)
        }
    }

    @Test("In a batch with each try is one that failed, and the others are done")
    func tried() async throws {
        try await Self.with([.pass, .pass, .pass, .pass, .truncation, .pass]) { server, home in
            let line = Self.batch.replacing("each ", with: "each try ")
            let result = try await home.run("--yes", "-c", line)
            #expect(result.status == 0)
            #expect(result.output == "{\"count\":4}\n")
            #expect(result.errors.contains("each try: 1 of 5 rows failed and were left out"))
            #expect(result.errors.contains(Self.advice))
            #expect(await Self.writes(at: server) == 5)
        }
    }

    @Test("In the second half of a change says so, and that the first half is done")
    func secondHalf() async throws {
        try await Self.with([.pass, .pass, .emptyReply, .pass]) { server, home in
            let result = try await home.run("--yes", "-c", "wantlist-add 9300000002 notes=mono")
            #expect(result.status == 1)
            let words = #"wantlist-add is done; as to notes="mono": It is not known whether"#
            #expect(result.errors.contains(words), "\(result.errors)")
            #expect(result.errors.contains(Self.advice))
            #expect(await Self.writes(at: server) == 2)
        }
    }

    // MARK: Stopped

    @Test(
        "Stopped by a signal on its way is told, with the signal's status",
        arguments: [(SIGTERM, Int32(143)), (SIGINT, Int32(130))])
    func signals(signal: Int32, status: Int32) async throws {
        try await DiscogsRun.with { run in
            await run.simulator.script([.pass, .delayed(.seconds(3600))])
            let program = try run.home.start(["--yes", "-c", "wantlist-delete 9300000001"])
            await run.simulator.waitForRequests(2)
            program.send(signal)
            let result = try await program.finish()
            #expect(result.status == status)
            #expect(
                result.errors.contains(
                    "DELETE /users/sample-owner/wants/9300000001: \(Self.stopped)"))
            #expect(await run.targets.count == 2)
        }
    }

    @Test("Stopped in a batch, it says how many rows were done")
    func stoppedBatch() async throws {
        try await DiscogsRun.with { run in
            await run.simulator.script([.pass, .pass, .pass, .pass, .delayed(.seconds(3600))])
            let program = try run.home.start(["--yes", "-c", Self.batch])
            await run.simulator.waitForRequests(5)
            program.send(SIGINT)
            let result = try await program.finish()
            #expect(result.status == 130)
            #expect(result.errors.contains(Self.stopped))
            #expect(result.errors.contains("each: 2 rows were done before this, and none after it"))
            #expect(await run.targets.count == 5)
        }
    }

    @Test("Stopped by Ctrl-C at the prompt is told, and the prompt goes on")
    func stoppedAtPrompt() async throws {
        try await DiscogsRun.with { run in
            await run.simulator.script([.pass, .delayed(.seconds(3600))])
            let terminal = try run.home.prompt("--yes", columns: 200)
            try await terminal.expect("music:api> ")
            try terminal.enter("wantlist-delete 9300000001")
            await run.simulator.waitForRequests(2)
            try terminal.press(.interrupt)
            try await terminal.expect(Self.stopped)
            try await terminal.expect("music:api> ")
            try terminal.press(.endOfFile)
            #expect(try await terminal.waitForExit() == .status(0))
            #expect(await run.targets.count == 2)
        }
    }

    @Test("Stopped by --timeout on its way is told, with the status 124")
    func timeout() async throws {
        try await DiscogsRun.with { run in
            await run.simulator.script([.delayed(.seconds(3600))])
            let result = try await run.home.run(
                "--yes", "--timeout", "2", "-c",
                "wantlist-delete 9300000001 username=sample-owner")
            #expect(result.status == 124)
            // On a machine that is busy enough it may not get as far as that.
            if await run.targets.count > 0 { #expect(result.errors.contains(Self.stopped)) }
        }
    }
}

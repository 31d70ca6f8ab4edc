import DiscogsSimulator
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("One budget for all processes", .serialized, .timeLimit(.minutes(10)))
struct SharedBudgetTests {
    private static let state = "home/.local/state/musicagent"
    private static let prompt = "music:api> "
    private static let release = "release 9300000001 | select title | as csv"
    /// Nothing comes back while a test lasts.
    private static let longWindow = ["RATE_LIMIT_WINDOW": "3600"]

    @Test("What one process sent, the next one counts")
    func counted() async throws {
        try await DiscogsRun.with(Self.longWindow) { run in
            for _ in 1...3 { _ = try await run.home.run("-c", Self.release) }
            let result = try await run.home.run("-c", "status | as json")
            #expect(result.output.contains("\"used\": 3,"))
            #expect(result.output.contains("\"remaining\": 57,"))
            #expect(result.output.contains("\"other_processes\": 0,"))
            #expect(result.errors == "")
            #expect(run.home.files(below: Self.state + "/rate-limit").count == 2)
        }
    }

    @Test("What sends nothing opens nothing")
    func unopened() async throws {
        try await DiscogsRun.with { run in
            _ = try await run.home.run("-c", "help")
            _ = try await run.home.run("--dry-run", "-c", Self.release)
            _ = try await run.home.run("--source", "catalog", "-c", Self.release)
            let result = try await run.home.run("-c", "status | as json")
            #expect(result.output.contains("\"other_processes\": 0,"))
            #expect(!run.home.folder.names(in: Self.state).contains("rate-limit"))
        }
    }

    @Test("It is shared unless the setting says no")
    func setting() async throws {
        try await DiscogsRun.with(["RATE_LIMIT_SHARED": "false"]) { run in
            let result = try await run.home.run("-c", "\(Self.release)\nstatus | as json")
            #expect(result.status == 0)
            #expect(result.output.contains("\"used\": 1,"))
            #expect(!result.output.contains("other_processes"))
            #expect(!run.home.folder.names(in: Self.state).contains("rate-limit"))
        }
    }

    @Test("Where nothing can be written it works all the same, and the log says why")
    func unwritable() async throws {
        try await DiscogsRun.with(["LOG_FORMAT": "text"]) { run in
            try run.home.folder.write("", to: "file")
            let home = ProgramHome(
                run.home.environment.merging([
                    "XDG_STATE_HOME": "\(run.home.folder.path)/file",
                    "LOG_DIR": "\(run.home.folder.path)/logs",
                ]) { $1 })
            let result = try await home.run("-c", "\(Self.release)\n\(Self.release)")
            #expect(result.status == 0)
            #expect(result.errors == "")
            let log = try run.home.folder.text(of: "logs/musicagent.log")
            #expect(log.split(separator: "counted for this process alone").count == 2)
        }
    }

    @Test("Who else uses it is told while it runs")
    func others() async throws {
        try await DiscogsRun.with(Self.longWindow) { run in
            let terminal = try await run.home.prompt(showing: Self.prompt)
            try terminal.enter(Self.release)
            try await terminal.expect("Kind Of Blue\n")
            try await terminal.expect(Self.prompt)
            let first = try await run.home.run("-c", "status | as json")
            #expect(first.output.contains("\"other_processes\": 1,"))
            #expect(first.output.contains("\(terminal.processID)"))
            try terminal.press(.endOfFile)
            #expect(try await terminal.waitForExit() == .status(0))
            let second = try await run.home.run("-c", "status | as json")
            #expect(second.output.contains("\"other_processes\": 0,"))
        }
    }

    @Test("A wait for another process's request counts down, and Ctrl-C ends it")
    func countDown() async throws {
        let settings = Self.longWindow.merging(["RATE_LIMIT_REQUESTS": "1"]) { $1 }
        try await DiscogsRun.with(settings) { run in
            _ = try await run.home.run("-c", Self.release)
            let terminal = try await run.home.prompt(showing: Self.prompt)
            try terminal.enter(Self.release)
            var last = Int.max
            for _ in 1...3 {
                try await terminal.expect("waiting ")
                let seconds = try #require(Int(try await terminal.expect(" s: ").dropLast(4)))
                #expect(seconds < last)
                last = seconds
            }
            try terminal.press(.interrupt)
            try await terminal.expect("interrupted")
            try await terminal.expect("music:api, 0 left> ")
            try terminal.press(.endOfFile)
            #expect(try await terminal.waitForExit() == .status(0))
            #expect(await run.targets.count == 1)
        }
    }
}

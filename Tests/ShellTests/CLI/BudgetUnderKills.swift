import Catalog
import DiscogsSimulator
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Processes on one ledger, killed at random; for `scripts/budget`, as it needs minutes and a
/// machine that has nothing else to do.
@Suite("One budget under kills")
struct BudgetUnderKills {
    /// From the script: how long to measure, how many processes, the window (in seconds) and its
    /// limit, and how long a process lives on average between two kills, in seconds.
    private static let numbers =
        ProgramHome.variable("MUSICAGENT_BUDGET")?.split(separator: " ").compactMap { Int($0) }

    @Test(
        "no request is refused, and 98 % of what is permitted is used",
        .enabled(if: numbers?.count == 5))
    func processes() async throws {
        let numbers = try #require(Self.numbers)
        let (seconds, count, window, limit) = (numbers[0], numbers[1], numbers[2], numbers[3])
        var configuration = SimulatorConfiguration()
        configuration.limit = limit
        configuration.window = .seconds(window)
        configuration.recordedRequests = 1_000_000
        try await withSimulator(source: SampleCatalog(), configuration: configuration) {
            simulator in
            let home = ProgramHome([
                "DISCOGS_API_TOKEN": "any", "DISCOGS_BASE_URL": simulator.baseURL,
                "RATE_LIMIT_REQUESTS": "\(limit)", "RATE_LIMIT_WINDOW": "\(window)",
                "REQUEST_TIMEOUT": "2", "LOG_LEVEL": "error", "CACHE": "off",
            ])
            let script = String(repeating: "release 9300000001 | count\n", count: 2000)
            let path = try home.folder.write(script, to: "script.mas")
            func start() throws -> ProcessRun { try home.start(["--quiet", path]) }
            var runs: [ProcessRun] = []
            for _ in 0..<count { runs.append(try start()) }
            // Until all of them have started, and the first burst is over.
            try await Task.sleep(for: .seconds(10 + 2 * window))
            let begin = try #require(await simulator.requests.last).time
            let end = ContinuousClock.now + .seconds(seconds)
            var kills = 0
            while .now < end {
                let pause = Double.random(in: 0..<2) * Double(numbers[4]) / Double(count)
                try await Task.sleep(for: .seconds(pause))
                let victim = Int.random(in: 0..<count)
                runs[victim].send(SIGKILL)
                // The place is taken when the killed one has gone.
                runs[victim] = try start()
                kills += 1
            }
            let requests = await simulator.requests
            let time = try #require(requests.last).time - begin
            let sent = requests.count { $0.time > begin && $0.status == 200 }
            let refused = requests.count { $0.status == 429 }
            let permitted = (time / .seconds(window)) * Double(limit)
            let use = (1000 * Double(sent) / permitted).rounded() / 10
            print(
                "budget: \(count) processes, \(limit) requests in \(window) s, \(time): "
                    + "\(sent) answered (\(use) %), \(refused) refused, \(kills) killed")
            #expect(refused == 0)
            #expect(use >= 98)
        }
    }
}

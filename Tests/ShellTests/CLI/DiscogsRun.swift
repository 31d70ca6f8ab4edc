import Catalog
import DiscogsSimulator

/// The program with a token, against a simulator of Discogs that serves the sample catalogue.
struct DiscogsRun: Sendable {
    static let token = "t0kenThatNobodyMaySee"

    let simulator: DiscogsSimulator
    let home: ProgramHome

    static func with<Value>(
        _ environment: [String: String] = [:],
        delay: Duration = .zero, delayOfSearch: Duration = .zero, limit: Int = 60,
        consumers: [String: String] = [:],
        _ body: (DiscogsRun) async throws -> Value
    ) async throws -> Value {
        var configuration = SimulatorConfiguration()
        configuration.tokens = [token]
        configuration.delay = delay
        if delayOfSearch > .zero { configuration.delays["/database/search"] = delayOfSearch }
        configuration.limit = limit
        configuration.consumers = consumers
        return try await withSimulator(source: SampleCatalog(), configuration: configuration) {
            simulator in
            let settings = [
                "DISCOGS_API_TOKEN": token, "DISCOGS_BASE_URL": simulator.baseURL,
                "LOG_LEVEL": "trace", "RETRY_BACKOFF_FACTOR": "0", "REQUEST_TIMEOUT": "600",
                // What lines cost is one thing, what the cache spares another.
                "CACHE": "off",
            ]
            let home = ProgramHome(settings.merging(environment) { $1 })
            return try await body(DiscogsRun(simulator: simulator, home: home))
        }
    }

    /// Paths and queries of all requests so far.
    var targets: [String] { get async { await simulator.requests.map(\.target) } }

    /// Runs any command in the program's surroundings.
    func callAsFunction(_ command: [String]) async throws -> ProcessResult {
        try await ProcessRun(
            command, environment: home.environment, directory: home.work
        ).finish()
    }
}

import ArgumentParser
import Catalog
import DiscogsSimulator

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@main
struct SimulatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discogs-simulator",
        abstract: "An HTTP server on this machine that behaves like the API of Discogs.",
        discussion: """
            It serves the sample catalogue and, before that, a folder of recorded replies if one \
            is given. Any client can use it; it stops with Ctrl-C.
            """)

    @Option(help: "The port on 127.0.0.1; 0 for any that is free.")
    var port = 8080

    @Option(help: "A folder of recorded replies with an INDEX.tsv.")
    var recorded: String?

    @Option(help: "Requests per window with credentials; without, no more than 25.")
    var limit = 60

    @Option(help: "The window in seconds.")
    var window = 60

    @Option(
        parsing: .upToNextOption,
        help: "The tokens that are right. Any is when none is given.")
    var token: [String] = []

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port is 0 to 65535.") }
        guard limit >= 1 else { throw ValidationError("--limit is 1 or more.") }
        guard window >= 1 else { throw ValidationError("--window is 1 or more.") }
    }

    func run() async throws {
        var configuration = SimulatorConfiguration()
        configuration.port = port
        configuration.limit = limit
        configuration.anonymousLimit = min(limit, configuration.anonymousLimit)
        configuration.window = .seconds(window)
        configuration.tokens = Set(token)
        configuration.recorded = try recorded.map { try RecordedReplies(folder: $0) }
        // Addresses in the catalogue's replies are paths alone while the port is not known.
        let catalog = SampleCatalog(baseURL: port == 0 ? "" : "http://127.0.0.1:\(port)")
        let simulator = try await DiscogsSimulator.start(
            source: catalog, configuration: configuration)
        print("\(simulator.baseURL)  for the shell: \(settings(simulator.baseURL)) musicagent")
        // A pipe would keep the line back.
        fflush(nil)
        await simulator.waitUntilStopped()
    }

    private func settings(_ baseURL: String) -> String {
        var settings = [
            "DISCOGS_BASE_URL=\(baseURL)", "DISCOGS_API_TOKEN=\(token.first ?? "any")",
        ]
        if limit != 60 { settings.append("RATE_LIMIT_REQUESTS=\(limit)") }
        if window != 60 { settings.append("RATE_LIMIT_WINDOW=\(window)") }
        return settings.joined(separator: " ")
    }
}

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
            is given. Whoever sends a right token owns an account in it, with a wantlist, a \
            collection and an inventory; applications come in by OAuth, with the code that the page \
            /oauth/authorize shows. Any client can use it; it stops with Ctrl-C.

            With --chaos a second server stands in front of it and spoils the replies. Its modes:

            \(modes)
            """)

    @Option(help: "The port on 127.0.0.1; 0 for any that is free.")
    var port = 8080

    @Option(help: "A folder of recorded replies with an INDEX.tsv.")
    var recorded: String?

    @Option(help: "Requests per window with credentials, 1 to 100000; without, no more than 25.")
    var limit = 60

    @Option(help: "The window in seconds, 1 to 86400.")
    var window = 60

    @Option(
        parsing: .upToNextOption,
        help: "The tokens that are right. Any is when none is given.")
    var token: [String] = []

    @Option(
        help: ArgumentHelp(
            "What the server in front does: modes separated by commas, one for each request. "
                + "The last one stays.",
            valueName: "mode,…"))
    var chaos: String?

    @Option(help: "The port of the server in front; 0 for any that is free.")
    var chaosPort = 8081

    private static let modes = ChaosMode.named
        .map { $0.name.padding(to: 18) + $0.summary }
        .joined(separator: "\n")

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port is 0 to 65535.") }
        guard (0...65_535).contains(chaosPort) else {
            throw ValidationError("--chaos-port is 0 to 65535.")
        }
        if let chaos, ChaosMode.modes(named: chaos) == nil {
            let names = ChaosMode.named.map(\.name).joined(separator: ", ")
            throw ValidationError("--chaos is a list of these, separated by commas: \(names).")
        }
        guard (1...100_000).contains(limit) else {
            throw ValidationError("--limit is 1 to 100000.")
        }
        guard (1...86_400).contains(window) else {
            throw ValidationError("--window is 1 to 86400.")
        }
    }

    func run() async throws {
        var configuration = SimulatorConfiguration()
        configuration.port = port
        configuration.limit = limit
        configuration.anonymousLimit = min(limit, configuration.anonymousLimit)
        configuration.window = .seconds(window)
        configuration.tokens = Set(token)
        configuration.recorded = try recorded.map { folder in
            do {
                return try RecordedReplies(folder: folder)
            } catch {
                throw ValidationError("--recorded: there is no INDEX.tsv to read in \(folder).")
            }
        }
        // Addresses in the catalogue's replies are paths alone while the port is not known.
        let catalog = SampleCatalog(baseURL: port == 0 ? "" : "http://127.0.0.1:\(port)")
        let simulator = try await DiscogsSimulator.start(
            source: catalog, configuration: configuration)
        var address = simulator.baseURL
        if let modes = chaos.flatMap(ChaosMode.modes) {
            let server = try await ChaosServer.start(
                modes: modes, upstream: simulator.port, port: chaosPort)
            address = server.baseURL
        }
        print("\(address)  for the shell: \(settings(address)) musicagent")
        // A pipe would keep the line back.
        fflush(nil)
        await simulator.waitUntilStopped()
    }

    private func settings(_ baseURL: String) -> String {
        var settings = [
            "DISCOGS_BASE_URL=\(baseURL)", "DISCOGS_API_TOKEN=\(token.first ?? "any")",
        ]
        // MusicAgent knows no higher one.
        if limit != 60 { settings.append("RATE_LIMIT_REQUESTS=\(min(limit, 10_000))") }
        if window != 60 { settings.append("RATE_LIMIT_WINDOW=\(window)") }
        return settings.joined(separator: " ")
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - count))
    }
}

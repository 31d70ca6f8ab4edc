import Discogs

/// An HTTP server on loopback that behaves like the API of Discogs.
///
///     let simulator = try await DiscogsSimulator.start(source: catalogue)
///     // … requests to simulator.baseURL …
///     #expect(await simulator.requests.count == 1)
///     await simulator.stop()
///
/// It limits requests in a moving window, checks credentials, cuts pages and speaks the API's
/// words; what it answers comes from a source, from recorded replies, or from both.
package struct DiscogsSimulator: Sendable {
    package let port: Int
    /// `http://127.0.0.1:PORT`, with the path prefix of the configuration.
    package let baseURL: String
    private let api: SimulatedAPI
    private let server: SimulatorServer

    /// Starts the server; it is ready when this returns.
    ///
    /// - Parameters:
    ///   - source: what is served; nil for recorded and scripted replies only.
    ///   - clock: measures the window and the delays.
    /// - Throws: `PortFailure`.
    package static func start(
        source: (any DiscogsSource)? = nil,
        configuration: SimulatorConfiguration = SimulatorConfiguration(),
        clock: some Clock<Duration> = ContinuousClock()
    ) async throws -> DiscogsSimulator {
        let api = SimulatedAPI(
            source: source, configuration: configuration, clock: SimulatorClock(clock))
        let server = try await SimulatorServer.start(port: configuration.port) { request in
            try await api.reply(to: request)
        }
        return DiscogsSimulator(
            port: server.port,
            baseURL: "http://127.0.0.1:\(server.port)" + configuration.pathPrefix,
            api: api, server: server)
    }

    /// Closes all connections, those with a reply under way too.
    package func stop() async { await server.stop() }

    package func waitUntilStopped() async { await server.waitUntilStopped() }

    /// The requests that came in, in order; of very many the last.
    package var requests: [RecordedRequest] { get async { await api.requests } }

    /// Returns when at least so many requests have come in; they may be under way still.
    package func waitForRequests(_ count: Int) async { await api.waitForRequests(count) }

    /// Does what a user does at `/oauth/authorize`: lets the application in that has this request token.
    /// - Returns: the code for it; nil when the token is not known, or older than 15 minutes.
    package func authorize(_ requestToken: String) async -> String? {
        await api.authorize(requestToken)
    }

    /// Decides the next replies, one for each request; after the last one all is as before.
    ///
    /// The window counts scripted replies too, and refuses before the script is asked.
    package func script(_ replies: [ScriptedReply]) async { await api.script(replies) }
}

/// Runs the body with a simulator that is stopped afterwards.
package func withSimulator<Value>(
    source: (any DiscogsSource)? = nil,
    configuration: SimulatorConfiguration = SimulatorConfiguration(),
    clock: some Clock<Duration> = ContinuousClock(),
    _ body: (DiscogsSimulator) async throws -> Value
) async throws -> Value {
    let simulator = try await DiscogsSimulator.start(
        source: source, configuration: configuration, clock: clock)
    do {
        let value = try await body(simulator)
        await simulator.stop()
        return value
    } catch {
        await simulator.stop()
        throw error
    }
}

import NIOCore
import NIOPosix

/// A server on loopback that breaks the rules of HTTP, byte by byte.
///
/// Alone it answers a small JSON object; with an upstream it stands in front of a simulator and
/// spoils the replies of that.
package struct ChaosServer: Sendable {
    package let port: Int
    package var baseURL: String { "http://127.0.0.1:\(port)" }
    private let ledger: ChaosLedger
    private let running: Task<Void, any Error>

    /// - Parameters:
    ///   - modes: one for each request, in the order in which they come; the last one stays.
    ///   - upstream: the port on loopback of the server whose replies are passed on.
    ///   - port: 0 for any that is free.
    ///   - clock: measures latency and drips.
    /// - Throws: `PortFailure`.
    package static func start(
        modes: [ChaosMode], upstream: Int? = nil, port: Int = 0,
        clock: some Clock<Duration> = ContinuousClock()
    ) async throws -> ChaosServer {
        let ledger = ChaosLedger(modes)
        let clock = SimulatorClock(clock)
        let server = try await bind(to: port)
        let running = Task {
            try await server.executeThenClose { connections in
                try await withThrowingDiscardingTaskGroup { group in
                    for try await connection in connections {
                        group.addTask {
                            await ChaosConnection(
                                channel: connection, ledger: ledger, upstream: upstream,
                                clock: clock
                            ).run()
                        }
                    }
                }
            }
        }
        return ChaosServer(
            port: server.channel.localAddress?.port ?? 0, ledger: ledger, running: running)
    }

    package static func start(
        mode: ChaosMode, upstream: Int? = nil, clock: some Clock<Duration> = ContinuousClock()
    ) async throws -> ChaosServer {
        try await start(modes: [mode], upstream: upstream, clock: clock)
    }

    /// Closes all connections.
    package func stop() async {
        await Knock.all(at: port)
        running.cancel()
        _ = await running.result
    }

    /// The requests it saw, as they came; of very many the last.
    package var requests: [RawRequest] { get async { await ledger.requests } }

    /// Returns when at least so many requests have come in; they may be under way still.
    package func waitForRequests(_ count: Int) async { await ledger.waitForRequests(count) }

    private static func bind(
        to port: Int
    ) async throws -> NIOAsyncChannel<ChaosConnection.Channel, Never> {
        do {
            return try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .serverChannelOption(.backlog, value: 256)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                // Single bytes go out at once.
                .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
                .bind(host: "127.0.0.1", port: port) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try ChaosConnection.Channel(wrappingChannelSynchronously: channel)
                    }
                }
        } catch {
            throw PortFailure.from(error, port: port)
        }
    }
}

/// Runs the body with a chaos server that is stopped afterwards.
package func withChaos<Value>(
    _ modes: ChaosMode..., upstream: Int? = nil, clock: some Clock<Duration> = ContinuousClock(),
    _ body: (ChaosServer) async throws -> Value
) async throws -> Value {
    let server = try await ChaosServer.start(modes: modes, upstream: upstream, clock: clock)
    do {
        let value = try await body(server)
        await server.stop()
        return value
    } catch {
        await server.stop()
        throw error
    }
}

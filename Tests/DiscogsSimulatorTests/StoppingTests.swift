import DiscogsSimulator
import NIOCore
import NIOPosix
import Testing

@Suite("A server that stops", .serialized, .timeLimit(.minutes(10)))
struct StoppingTests {
    /// Connects without waiting for anybody to notice, and says nothing.
    private static func connect(to port: Int) async throws -> any Channel {
        try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port).get()
    }

    private static func connect(_ count: Int, to port: Int) async throws -> [any Channel] {
        var channels: [any Channel] = []
        for _ in 0..<count { channels.append(try await connect(to: port)) }
        return channels
    }

    @Test("takes nobody along who has just connected", arguments: ["simulator", "chaos"])
    func justConnected(kind: String) async throws {
        for _ in 0..<50 {
            let channels: [any Channel]
            if kind == "chaos" {
                let server = try await ChaosServer.start(mode: .pass)
                channels = try await Self.connect(8, to: server.port)
                await server.stop()
            } else {
                let server = try await DiscogsSimulator.start()
                channels = try await Self.connect(8, to: server.port)
                await server.stop()
                #expect(await server.requests.isEmpty)
            }
            for channel in channels { try await channel.closeFuture.get() }
        }
    }
}

import NIOCore
import NIOPosix

/// A request that a server makes of itself before it stops.
///
/// A connection that is accepted and not yet in anybody's hands when its server ends takes the whole
/// process along (NIO insists that each is finished). Who is answered came behind all others.
enum Knock {
    /// Nobody else asks for this; it counts as no request.
    static let path = "/-/knock"

    /// Returns when all that have connected to the port so far are being served.
    static func all(at port: Int) async {
        // Connections are dealt out in turn to the event loops, each of which may be late.
        for _ in 0..<System.coreCount {
            // Where nobody answers any more there is nothing to wait for.
            try? await once(at: port)
        }
    }

    private static func once(at port: Int) async throws {
        let connection = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel)
                }
            }
        try await connection.executeThenClose { answer, request in
            try await request.write(
                ByteBuffer(string: "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"))
            _ = try await answer.first { _ in true }
        }
    }
}

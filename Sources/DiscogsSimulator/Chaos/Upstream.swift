import NIOCore
import NIOPosix

/// The server behind a chaos server.
struct Upstream: Sendable {
    let port: Int

    /// Passes the request on, on a connection of its own, and reads the whole reply.
    ///
    /// It is asked for without compression, so that the modes can cut it where they like.
    func reply(to request: RawRequest) async throws -> ChaosReply {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try ChaosConnection.Channel(wrappingChannelSynchronously: channel)
                }
            }
        let message = try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(bytes: forwarded(request)))
            var bytes: [UInt8] = []
            for try await chunk in inbound { bytes += chunk.readableBytesView }
            return bytes
        }
        guard let (head, body) = HTTPHead.split(message),
            let status = head.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { return .errorPage(502) }
        let headers = HTTPHead.fields(of: head).filter { $0.name.lowercased() != "connection" }
        return ChaosReply(status: status, headers: headers, body: body)
    }

    private func forwarded(_ request: RawRequest) -> [UInt8] {
        var lines = [request.head.prefix { !$0.isNewline }.description]
        lines += HTTPHead.fields(of: request.head)
            .filter { !["accept-encoding", "connection"].contains($0.name.lowercased()) }
            .map { "\($0.name): \($0.value)" }
        lines.append("Connection: close")
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + request.body
    }
}

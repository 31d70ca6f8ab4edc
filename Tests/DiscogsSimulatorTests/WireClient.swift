import DiscogsSimulator
import NIOCore
import NIOPosix
import Records

/// An HTTP client that shows every byte, and sends only what it is told.
struct WireClient {
    let port: Int

    init(_ simulator: DiscogsSimulator) { port = simulator.port }
    init(_ server: ChaosServer) { port = server.port }

    /// - Parameter agent: nil for no such header.
    func get(
        _ target: String, method: String = "GET", agent: String? = "Tests/1.0",
        _ headers: HeaderField...
    ) async throws -> WireReply {
        var lines = [
            "\(method) \(target) HTTP/1.1", "Host: 127.0.0.1:\(port)", "Connection: close",
        ]
        if let agent { lines.append("User-Agent: \(agent)") }
        lines += headers.map { "\($0.name): \($0.value)" }
        return try await send(lines.joined(separator: "\r\n") + "\r\n\r\n")
    }

    /// Sends the text and reads until the server closes.
    /// - Parameter enough: reading stops when the bytes satisfy it.
    func send(
        _ text: String, until enough: ([UInt8]) async -> Bool = { _ in false }
    ) async throws -> WireReply {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel)
                }
            }
        var bytes: [UInt8] = []
        do {
            try await channel.executeThenClose { inbound, outbound in
                try await outbound.write(ByteBuffer(string: text))
                for try await chunk in inbound {
                    bytes += chunk.readableBytesView
                    if await enough(bytes) { break }
                }
            }
        } catch let error as IOError where error.errnoCode == ECONNRESET {
            return WireReply(bytes: bytes, wasReset: true)
        }
        return WireReply(bytes: bytes, wasReset: false)
    }
}

/// What came back.
struct WireReply {
    let bytes: [UInt8]
    let wasReset: Bool
    let head: String
    let body: [UInt8]

    init(bytes: [UInt8], wasReset: Bool) {
        self.bytes = bytes
        self.wasReset = wasReset
        let end = bytes.firstRange(of: Array("\r\n\r\n".utf8))
        head = String(decoding: bytes[..<(end?.lowerBound ?? bytes.endIndex)], as: UTF8.self)
        body = Array(bytes[(end?.upperBound ?? bytes.endIndex)...])
    }

    var status: Int? { head.split(separator: " ").dropFirst().first.flatMap { Int($0) } }
    var json: JSONValue? { try? JSONValue(parsing: body) }
    var message: String? { json?["message"]?.stringValue }
    var text: String { String(decoding: body, as: UTF8.self) }
    var length: Int? { self["Content-Length"].flatMap { Int($0) } }

    subscript(header: String) -> String? {
        for line in head.split(separator: "\r\n").dropFirst() {
            let sides = line.split(separator: ":", maxSplits: 1)
            if sides.first?.lowercased() == header.lowercased() {
                return String(sides[1].drop { $0 == " " })
            }
        }
        return nil
    }
}

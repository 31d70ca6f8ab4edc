import NIOCore

/// What a mode has in hand to answer one request.
struct ChaosWire: Sendable {
    let request: RawRequest
    let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    let upstream: Int?
    let clock: SimulatorClock

    /// The reply that there would be without chaos.
    func goodReply() async throws -> ChaosReply {
        guard let upstream else { return .plain }
        return try await Upstream(port: upstream).reply(to: request)
    }

    func write(_ bytes: [UInt8]) async throws { try await outbound.write(ByteBuffer(bytes: bytes)) }

    func write(_ text: String) async throws { try await outbound.write(ByteBuffer(string: text)) }

    func send(_ reply: ChaosReply) async throws -> ConnectionEnd? {
        try await write(reply.bytes)
        return nil
    }

    func pass() async throws -> ConnectionEnd? { try await send(try await goodReply()) }

    func waitForever() async throws -> ConnectionEnd? {
        while true { try await clock.sleep(for: .seconds(3600)) }
    }

    // MARK: Broken connections

    func reset(at point: ChaosMode.ResetPoint) async throws -> ConnectionEnd? {
        guard point != .beforeReply else { return .reset }
        let reply = try await goodReply()
        try await write(reply.head(length: reply.body.count))
        if point == .inBody { try await write(reply.firstHalf) }
        return .reset
    }

    func truncate() async throws -> ConnectionEnd? {
        let reply = try await goodReply()
        try await write(reply.head(length: reply.body.count) + reply.firstHalf)
        return .close
    }

    // MARK: Broken bodies

    func sendHalfOfJSON() async throws -> ConnectionEnd? {
        var reply = try await goodReply()
        reply.body = reply.firstHalf
        return try await send(reply)
    }

    func sendWithLength(offBy excess: Int) async throws -> ConnectionEnd? {
        let reply = try await goodReply()
        try await write(reply.head(length: reply.body.count + excess) + reply.body)
        return .close
    }

    func sendGarbage() async throws -> ConnectionEnd? {
        try await write((0..<512).map { UInt8(truncatingIfNeeded: $0 &* 37) })
        return .close
    }

    // MARK: Without end

    func dripBody(every pause: Duration) async throws -> ConnectionEnd? {
        var reply = ChaosReply.plain
        reply.headers.append(HeaderField("Transfer-Encoding", "chunked"))
        try await write(reply.head(length: nil))
        while true {
            try await write("1\r\n \r\n")
            try await rest(pause)
        }
    }

    func dripHead(every pause: Duration) async throws -> ConnectionEnd? {
        try await write("HTTP/1.1 200 OK\r\nX-Drip: ")
        while true {
            try await write("a")
            try await rest(pause)
        }
    }

    /// Single bytes without any pause would drown the event loop before it can push back.
    private func rest(_ pause: Duration) async throws {
        try await clock.sleep(for: max(pause, .milliseconds(1)))
    }

    // MARK: Too much

    func sendSpaces(mebibytes: Int) async throws -> ConnectionEnd? {
        try await write(ChaosReply.plain.head(length: mebibytes << 20))
        let piece = ByteBuffer(repeating: UInt8(ascii: " "), count: 1 << 16)
        for _ in 0..<mebibytes * 16 { try await outbound.write(piece) }
        return nil
    }

    func sendBomb(mebibytes: Int) async throws -> ConnectionEnd? {
        let bomb = GzipBomb(zeros: mebibytes << 20)
        var reply = ChaosReply.plain
        reply.headers.append(HeaderField("Content-Encoding", "gzip"))
        try await write(reply.head(length: bomb.compressedCount))
        try await bomb.write { try await outbound.write($0) }
        return nil
    }

    func flood(headers count: Int) async throws -> ConnectionEnd? {
        try await write("HTTP/1.1 200 OK\r\n")
        let value = String(repeating: "x", count: 1000)
        for number in 0..<count { try await write("X-Flood-\(number): \(value)\r\n") }
        let reply = ChaosReply.plain
        try await write("Content-Length: \(reply.body.count)\r\n\r\n")
        try await write(reply.body)
        return nil
    }
}

import NIOCore

/// One connection: reads requests and lets a mode answer each.
struct ChaosConnection: Sendable {
    typealias Channel = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    let channel: Channel
    let ledger: ChaosLedger
    let upstream: Int?
    let clock: SimulatorClock

    /// Returns when the connection is closed.
    func run() async {
        // An error means that the client is gone or the server is stopped: nothing is left to do.
        try? await channel.executeThenClose { inbound, outbound in
            var reader = RequestReader(inbound.makeAsyncIterator())
            while let request = try await reader.next() {
                if request.head.hasPrefix("GET \(Knock.path) ") {
                    return try await outbound.write(
                        ByteBuffer(string: "HTTP/1.1 204 No Content\r\n\r\n"))
                }
                let mode = await ledger.accept(request)
                let wire = ChaosWire(
                    request: request, outbound: outbound, upstream: upstream, clock: clock)
                switch try await mode.answer(on: wire) {
                case .close: return
                case .reset: return try await discardOnClose()
                case nil: continue
                }
            }
        }
    }

    /// With this, closing sends RST instead of FIN.
    private func discardOnClose() async throws {
        guard let socket = channel.channel as? any SocketOptionProvider else { return }
        try await socket.setSoLinger(NIOLinger(l_onoff: 1, l_linger: 0)).get()
    }
}

/// Finds the requests in what a client sends.
private struct RequestReader {
    private var chunks: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private var bytes: [UInt8] = []

    init(_ chunks: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator) { self.chunks = chunks }

    /// The next request with its body; nil when the client closes. (Only bodies with a
    /// `Content-Length` are read as such.)
    mutating func next() async throws -> RawRequest? {
        var message = HTTPHead.split(bytes)
        while message == nil {
            guard try await readMore() else { return nil }
            message = HTTPHead.split(bytes)
        }
        guard let head = message?.head else { return nil }
        let length = HTTPHead.fields(of: head).value(of: "Content-Length").flatMap { Int($0) } ?? 0
        let start = head.utf8.count + HTTPHead.end.count
        while bytes.count < start + length {
            guard try await readMore() else { return nil }
        }
        let request = RawRequest(head: head, body: Array(bytes[start..<start + length]))
        bytes.removeFirst(start + length)
        return request
    }

    private mutating func readMore() async throws -> Bool {
        guard let chunk = try await chunks.next() else { return false }
        bytes += chunk.readableBytesView
        return true
    }
}

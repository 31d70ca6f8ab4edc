import NIOCore
import NIOPosix
import Synchronization

/// A server on loopback that ends a connection at any byte one likes.
struct CuttingServer {
    /// Where a connection ends, in its last exchange.
    enum Cut: Hashable {
        /// So many bytes of the request were read, and no more.
        case request(Int)
        /// The request was read, and so many bytes of the reply were sent.
        case reply(Int)
    }

    /// How it ends.
    enum End: CaseIterable {
        /// In order, as a server does it that is stopped.
        case finish
        /// Without order (RST), as when a machine fails or a gateway drops it.
        case reset
    }

    struct Plan {
        /// How many exchanges of each connection go well before.
        var wholeExchanges = 0
        /// Nil for never.
        var cut: Cut?
        var end = End.finish
    }

    /// What it answers.
    static let reply = ByteBuffer(
        string: "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n"
            + "Content-Length: 22\r\n\r\n{\"instance_id\": 12345}")

    private let channel: any Channel
    private let ledger: Ledger

    var baseURL: String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)" }

    /// What came on each connection since the plan was made, in the order in which they were opened.
    private var received: [[UInt8]] { ledger.state.withLock { $0.received } }

    static func start() async throws -> CuttingServer {
        let ledger = Ledger()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 256)
            // No byte more than the plan allows is taken from the system.
            .childChannelOption(
                .recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 1)
            )
            .childChannelOption(.maxMessagesPerRead, value: 1024)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Handler(ledger))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return CuttingServer(channel: channel, ledger: ledger)
    }

    func stop() async throws { try await channel.close() }

    /// Does so with connections that are opened from now on, and forgets what came.
    func follow(_ plan: Plan) {
        ledger.state.withLock { state in
            state.plan = plan
            state.generation += 1
            state.received = []
        }
    }

    /// What came, request by request; the last one of a connection may be cut off.
    var requests: [[UInt8]] {
        received.flatMap { bytes in
            var rest = bytes[...]
            var requests: [[UInt8]] = []
            while !rest.isEmpty {
                let length = Self.announcedLength(in: rest) ?? rest.count
                requests.append(Array(rest.prefix(length)))
                rest = rest.dropFirst(length)
            }
            return requests
        }
    }

    /// Of the first request, with its body; nil while its head is not whole.
    private static func announcedLength(in bytes: ArraySlice<UInt8>) -> Int? {
        guard let head = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: bytes[..<head.lowerBound], as: UTF8.self)
            .split(separator: "\r\n").map { $0.lowercased() }
        let body = lines.first { $0.hasPrefix("content-length:") }
            .flatMap { Int($0.dropFirst("content-length:".count).drop { $0 == " " }) }
        return bytes.startIndex.distance(to: head.upperBound) + (body ?? 0)
    }

    private final class Ledger: Sendable {
        struct State {
            var plan = Plan()
            /// How many plans there were.
            var generation = 0
            var received: [[UInt8]] = []
        }

        let state = Mutex(State())
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let ledger: Ledger
        private var plan = Plan()
        private var generation = 0
        private var place = 0
        /// Of the exchange that is under way.
        private var request: [UInt8] = []
        /// Its length, once its head is there.
        private var length: Int?
        private var exchanges = 0
        private var isOver = false

        init(_ ledger: Ledger) { self.ledger = ledger }

        func channelActive(context: ChannelHandlerContext) {
            ledger.state.withLock { state in
                plan = state.plan
                generation = state.generation
                place = state.received.count
                state.received.append([])
            }
            cutIfDue(context)
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let bytes = Array(unwrapInboundIn(data).readableBytesView)
            ledger.state.withLock { state in
                if state.generation == generation { state.received[place] += bytes }
            }
            guard !isOver else { return }
            request += bytes
            cutIfDue(context)
            if length == nil, request.suffix(4) == [13, 10, 13, 10] {
                length = CuttingServer.announcedLength(in: request[...])
            }
            if !isOver, request.count == length { answer(context) }
        }

        private func answer(_ context: ChannelHandlerContext) {
            var reply = CuttingServer.reply
            if exchanges == plan.wholeExchanges, case .reply(let count)? = plan.cut {
                reply = reply.readSlice(length: count) ?? reply
                context.writeAndFlush(wrapOutboundOut(reply), promise: nil)
                return end(context)
            }
            context.writeAndFlush(wrapOutboundOut(reply), promise: nil)
            exchanges += 1
            request = []
            length = nil
            cutIfDue(context)
        }

        private func cutIfDue(_ context: ChannelHandlerContext) {
            guard exchanges == plan.wholeExchanges, case .request(request.count)? = plan.cut
            else { return }
            end(context)
        }

        private func end(_ context: ChannelHandlerContext) {
            isOver = true
            switch plan.end {
            case .finish: context.close(mode: .output, promise: nil)
            case .reset:
                // On its own event loop it is set at once.
                (context.channel as? any SocketOptionProvider)?
                    .setSoLinger(NIOLinger(l_onoff: 1, l_linger: 0)).whenFailure { _ in }
                context.close(promise: nil)
            }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}

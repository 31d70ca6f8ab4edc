import Hummingbird

/// The HTTP side of the simulator: Hummingbird on loopback.
struct SimulatorServer: Sendable {
    typealias Responder = @Sendable (RecordedRequest) async throws -> SimulatedReply

    let port: Int
    private let running: Task<Void, any Error>

    /// - Throws: `PortFailure`.
    static func start(port: Int, _ respond: @escaping Responder) async throws -> SimulatorServer {
        let (ports, announcement) = AsyncStream.makeStream(of: Int.self)
        var application = Application(
            responder: CallbackResponder<BasicRequestContext> { request, _ in
                guard request.uri.path != Knock.path else { return Response(status: .noContent) }
                return Response(try await respond(RecordedRequest(request)))
            },
            server: .http1(configuration: .init(additionalChannelHandlers: [GzipInstaller()])),
            configuration: .init(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { announcement.yield($0.localAddress?.port ?? port) })
        application.logger.logLevel = .critical
        let running = Task { [application] in
            defer { announcement.finish() }
            try await application.run()
        }
        guard let port = await ports.first(where: { _ in true }) else {
            do { try await running.value } catch { throw PortFailure.from(error, port: port) }
            throw CancellationError()
        }
        return SimulatorServer(port: port, running: running)
    }

    func stop() async {
        await Knock.all(at: port)
        running.cancel()
        await waitUntilStopped()
    }

    func waitUntilStopped() async { _ = await running.result }
}

extension RecordedRequest {
    fileprivate init(_ request: Request) async throws {
        var headers = request.headers.map { HeaderField($0.name.rawName, $0.value) }
        if let host = request.head.authority { headers.insert(HeaderField("Host", host), at: 0) }
        GzipNegotiator.restore(&headers)
        let body = try await request.body.collect(upTo: 16 << 20)
        self.init(
            method: request.method.rawValue, target: request.head.path ?? "/", headers: headers,
            body: Array(body.readableBytesView))
    }
}

extension Response {
    fileprivate init(_ reply: SimulatedReply) {
        var fields = HTTPFields()
        for header in reply.headers {
            guard let name = HTTPFields.Element.Name(header.name) else { continue }
            fields.append(HTTPFields.Element(name: name, value: header.value))
        }
        self.init(
            status: .init(code: reply.status), headers: fields,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: reply.body)))
    }
}

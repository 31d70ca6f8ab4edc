import Testing

@testable import Discogs

@Suite("The transport")
struct HTTPTransportTests {
    @Test("requests that follow each other share a connection")
    func keepAlive() async throws {
        let server = try await PlainServer.start()
        try await withClient(of: "http://localhost:\(server.port)") { client in
            #expect(server.connections == 0)
            for _ in 0..<5 { _ = try await client.response(to: .artist) }
            #expect(server.connections == 1)
        }
        try await server.stop()
    }

    @Test("an attempt whose time is over before it begins is not sent")
    func noTimeLeft() async throws {
        let server = try await PlainServer.start()
        let transport = HTTPTransport(
            configuration: DiscogsClientConfiguration(userAgent: "x"),
            timeline: Timeline(ManualClock()),
            log: RequestLog(logger: .silent, observer: nil))
        var request = try OutgoingRequest.get("http://127.0.0.1:\(server.port)/")
        request.timeout = .zero
        let late = request
        await #expect(throws: NetworkFailure.timeout) { try await transport.send(late) }
        request.timeout = .seconds(30)
        request.deadline = .zero
        let tooLate = request
        await #expect(throws: TimeLimitExceeded.self) { try await transport.send(tooLate) }
        #expect(server.connections == 0)
        try await server.stop()
    }
}

import DiscogsSimulator
import Testing

@testable import Discogs

/// What is said, and sent, when the connection of a write ends at some byte.
@Suite("A write whose connection ends", .timeLimit(.minutes(10)))
struct UnknownOutcomeTests {
    private static let writes: [DiscogsRequest] = [
        write(.post, body: .json(["notes": "mono", "rating": 5])),
        write(.put, body: .json(["notes": "mono", "rating": 5])), write(.delete),
    ]

    private static func write(_ method: HTTPMethod, body: RequestBody? = nil) -> DiscogsRequest {
        DiscogsRequest(
            endpointName: nil, method: method, path: "/users/me/wants/1", query: [], body: body)
    }

    private enum Ending: Equatable {
        case success
        case failure(DiscogsError.Kind)
    }

    @Test(
        "at any byte of the request is of unknown outcome, and not sent again",
        arguments: writes, CuttingServer.End.allCases)
    func inRequest(write: DiscogsRequest, end: CuttingServer.End) async throws {
        try await withServer { server, client in
            let length = try await lengthOfRequest(write, to: server)
            for wholeExchanges in 0...1 {
                for count in 1...length {
                    let plan = CuttingServer.Plan(
                        wholeExchanges: wholeExchanges, cut: .request(count), end: end)
                    let ending = try await send(write, by: client, to: server, plan)
                    #expect(ending == .failure(.unknownOutcome), "\(count) of \(length)")
                    #expect(attempts(at: server).count == 1, "\(count) of \(length)")
                }
            }
        }
    }

    @Test(
        "at any byte of the reply is of unknown outcome, and not sent again",
        arguments: writes, CuttingServer.End.allCases)
    func inReply(write: DiscogsRequest, end: CuttingServer.End) async throws {
        let length = CuttingServer.reply.readableBytes
        try await withServer { server, client in
            for wholeExchanges in 0...1 {
                for count in 0...length {
                    let plan = CuttingServer.Plan(
                        wholeExchanges: wholeExchanges, cut: .reply(count), end: end)
                    let ending = try await send(write, by: client, to: server, plan)
                    // A reset may overtake the reply.
                    let isKnown = count == length && (end == .finish || ending == .success)
                    #expect(
                        ending == (isKnown ? .success : .failure(.unknownOutcome)),
                        "\(count) of \(length)")
                    #expect(attempts(at: server).count == 1, "\(count) of \(length)")
                }
            }
        }
    }

    @Test(
        "before its first byte is sent once at most, on that connection or the next one",
        arguments: writes, CuttingServer.End.allCases)
    func beforeRequest(write: DiscogsRequest, end: CuttingServer.End) async throws {
        try await withServer { server, client in
            // The connection ends when it is opened, or while the client keeps it for later.
            for wholeExchanges in 0...1 {
                for _ in 1...25 {
                    let plan = CuttingServer.Plan(
                        wholeExchanges: wholeExchanges, cut: .request(0), end: end)
                    let ending = try await send(write, by: client, to: server, plan)
                    if wholeExchanges == 0 { #expect(ending != .success) }
                    #expect(attempts(at: server).count <= 1, "\(ending)")
                }
            }
        }
    }

    @Test("when the caller's time is over is of unknown outcome, and certain when it never left")
    func deadline() async throws {
        let clock = ManualClock()
        try await withChaos(.silence) { server in
            try await withClient(of: server.baseURL, clock: clock) { client in
                let never = try await discogsError {
                    try await DiscogsClient.withDeadline(.zero, clock: clock) {
                        try await client.response(to: Self.writes[0])
                    }
                }
                #expect(never.kind == .deadline)
                let task = Task {
                    try await DiscogsClient.withDeadline(.seconds(12), clock: clock) {
                        try await client.response(to: Self.writes[0])
                    }
                }
                await server.waitForRequests(1)
                await clock.waitForSleeper(until: .seconds(12))
                clock.advance(by: .seconds(12))
                let lost = try await discogsError { try await task.value }
                #expect(lost.kind == .unknownOutcome)
            }
            #expect(await server.requests.count == 1)
        }
    }

    // MARK: Sending

    /// Sends a write, after as many reads on the same connection as the plan lets pass.
    private func send(
        _ write: DiscogsRequest, by client: DiscogsClient, to server: CuttingServer,
        _ plan: CuttingServer.Plan
    ) async throws -> Ending {
        server.follow(plan)
        for _ in 0..<plan.wholeExchanges { _ = try await client.response(to: .artist) }
        do {
            let response = try await client.response(to: write)
            #expect(response.body["instance_id"] == 12345)
            return .success
        } catch let error as DiscogsError {
            return .failure(error.kind)
        }
    }

    /// The writes that arrived, in whole or in part.
    private func attempts(at server: CuttingServer) -> [[UInt8]] {
        server.requests.filter { !$0.starts(with: Array("GET ".utf8)) }
    }

    private func lengthOfRequest(
        _ write: DiscogsRequest, to server: CuttingServer
    ) async throws -> Int {
        // A client of its own: the connection stays open.
        try await withClient(of: server.baseURL) { client in
            let ending = try await send(write, by: client, to: server, CuttingServer.Plan())
            #expect(ending == .success)
        }
        return try #require(attempts(at: server).first).count
    }

    private func withServer(
        _ body: (CuttingServer, DiscogsClient) async throws -> Void
    ) async throws {
        let server = try await CuttingServer.start()
        do {
            let manyRequests = { (configuration: inout DiscogsClientConfiguration) in
                configuration.rateLimit = 10_000
            }
            try await withClient(of: server.baseURL, configure: manyRequests) {
                try await body(server, $0)
            }
        } catch {
            try await server.stop()
            throw error
        }
        try await server.stop()
    }
}

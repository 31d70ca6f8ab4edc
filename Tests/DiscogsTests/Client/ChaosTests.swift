import DiscogsSimulator
import Records
import Testing

@testable import Discogs

@Suite("The client against chaos")
struct ChaosTests {
    @Test(
        "every fault ends in the error that it is",
        arguments: [
            (.reset(.beforeReply), .network(.reset)), (.reset(.afterHead), .network(.truncated)),
            (.reset(.inBody), .network(.truncated)), (.truncation, .network(.truncated)),
            (.truncatedJSON, .unexpectedReply(.unreadableJSON)),
            (.wrongLength(by: 10), .network(.truncated)),
            (.wrongLength(by: -3), .unexpectedReply(.unreadableJSON)),
            (.errorPage(status: 502), .server), (.errorPage(status: 520), .server),
            (.errorPage(status: 403), .permission), (.htmlPage, .unexpectedReply(.html)),
            (.tooManyRequests, .rateLimit(retryAfter: nil)),
            (.emptyBody, .unexpectedReply(.emptyBody)), (.emptyReply, .network(.reset)),
            (.garbage, .network(.malformed)), (.redirectLoop, .network(.tooManyRedirects)),
            (.invalidGzip, .network(.badCompression)),
        ] as [(ChaosMode, DiscogsError.Kind)])
    func faults(mode: ChaosMode, kind: DiscogsError.Kind) async throws {
        try await withChaos(mode) { server in
            let error = try await withClient(of: server.baseURL, configure: { $0.maxRetries = 0 }) {
                client in
                try await discogsError { try await client.response(to: .artist) }
            }
            #expect(error.kind == kind)
            #expect(error.message.count < 300)
        }
    }

    @Test(
        "after a fault that passes the next attempt succeeds",
        arguments: [
            .reset(.beforeReply), .reset(.afterHead), .reset(.inBody), .truncation, .truncatedJSON,
            .wrongLength(by: 10), .errorPage(status: 502), .errorPage(status: 524), .emptyBody,
            .emptyReply, .garbage, .invalidGzip,
        ] as [ChaosMode])
    func recovery(mode: ChaosMode) async throws {
        try await withChaos(mode, mode, .pass) { server in
            let response = try await withClient(of: server.baseURL) { client in
                try await client.response(to: .artist)
            }
            #expect(response.status == 200)
            #expect(await server.requests.count == 3)
        }
    }

    @Test(
        "an exchange that never ends is over after the attempt's time, however it drips",
        arguments: [
            .silence, .slowDrip(every: .milliseconds(1)), .slowHead(every: .milliseconds(1)),
        ] as [ChaosMode])
    func endless(mode: ChaosMode) async throws {
        let clock = ManualClock()
        try await withChaos(mode) { server in
            try await withClient(of: server.baseURL, clock: clock, configure: { $0.maxRetries = 1 })
            { client in
                let task = Task { try await client.response(to: .artist) }
                for attempt in 1...2 {
                    await server.waitForRequests(attempt)
                    await clock.waitForSleeper(until: .seconds(30 * attempt))
                    clock.advance(by: .seconds(30))
                }
                let error = try await discogsError { try await task.value }
                #expect(error.kind == .network(.timeout))
            }
        }
    }

    @Test("the command's time ends an attempt that would have more")
    func commandDeadline() async throws {
        let clock = ManualClock()
        try await withChaos(.silence) { server in
            try await withClient(of: server.baseURL, clock: clock) { client in
                let task = Task {
                    try await DiscogsClient.withDeadline(.seconds(12), clock: clock) {
                        try await client.response(to: .artist)
                    }
                }
                await server.waitForRequests(1)
                await clock.waitForSleeper(until: .seconds(12))
                clock.advance(by: .seconds(12))
                let error = try await discogsError { try await task.value }
                #expect(error.kind == .deadline)
            }
            #expect(await server.requests.count == 1)
        }
    }

    @Test(
        "a request is cancelled at once, in its head and in its body",
        arguments: [
            .silence, .slowHead(every: .milliseconds(1)), .slowDrip(every: .milliseconds(1)),
        ]
            as [ChaosMode])
    func cancellation(mode: ChaosMode) async throws {
        try await withChaos(mode) { server in
            try await withClient(of: server.baseURL) { client in
                let task = Task { try await client.response(to: .artist) }
                await server.waitForRequests(1)
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
            }
        }
    }

    @Test(
        "a write that was lost is not sent again",
        arguments: [
            .reset(.beforeReply), .truncation, .emptyReply, .errorPage(status: 504),
        ] as [ChaosMode])
    func lostWrite(mode: ChaosMode) async throws {
        try await withChaos(mode, .pass) { server in
            let error = try await withClient(of: server.baseURL) { client in
                try await discogsError {
                    try await client.response(to: .raw(.post, "/users/me/collection"))
                }
            }
            #expect(error.kind == .unknownOutcome)
            #expect(await server.requests.count == 1)
        }
    }

    @Test(
        "a redirect to another origin is followed without credentials",
        arguments: [301, 302, 303, 307, 308])
    func redirect(status: Int) async throws {
        try await withChaos(.pass) { other in
            try await withChaos(.redirect(to: other.baseURL, status: status)) { server in
                let response = try await withClient(of: server.baseURL) { client in
                    try await client.response(to: .artist)
                }
                #expect(response.status == 200)
                let first = try #require(await server.requests.first)
                #expect(first.header("Authorization") == "Discogs token=s3cr3t")
                let second = try #require(await other.requests.first)
                #expect(second.target == "/artists/1")
                #expect(second.header("Authorization") == nil)
                #expect(!second.head.contains("s3cr3t"))
            }
        }
    }

    @Test("nobody listens: refused, and tried again")
    func refused() async throws {
        let port = DeafPort()
        let events = Collector<ClientEvent>()
        let observer: ClientObserver = { events.add($0) }
        let address = "http://127.0.0.1:\(port.number)"
        try await withClient(of: address, observer: observer) { client in
            let error = try await discogsError { try await client.response(to: .artist) }
            #expect(error.kind == .network(.refused))
            #expect(await client.limiterStatus().used == 0)
        }
        #expect(events.all.count == 3)
        withExtendedLifetime(port) {}
    }

    @Test("a name without an address is told as such")
    func unknownName() async throws {
        try await withClient(of: "https://nowhere.invalid") { client in
            let error = try await discogsError { try await client.response(to: .artist) }
            #expect(error.kind == .network(.dnsFailed))
        }
    }

    @Test("a proxy is asked to connect, with its login and without ours")
    func proxy() async throws {
        try await withChaos(.errorPage(status: 502)) { proxy in
            let error = try await withClient(
                of: "https://api.discogs.com",
                configure: {
                    $0.proxy = .init(
                        host: "127.0.0.1", port: proxy.port, login: Secret("me:pw:x"))
                }
            ) { client in
                try await discogsError { try await client.response(to: .artist) }
            }
            guard case .network(.proxy) = error.kind else {
                Issue.record("\(error.kind)")
                return
            }
            let request = try #require(await proxy.requests.first)
            #expect(request.method == "CONNECT")
            #expect(request.target == "api.discogs.com:443")
            #expect(request.header("Proxy-Authorization") == "Basic bWU6cHc6eA==")
            #expect(request.header("Authorization") == nil)
        }
    }
}

import DiscogsSimulator
import Records
import Testing

@testable import Discogs

@Suite("The client against the simulator")
struct DiscogsClientTests {
    private let ok = ScriptedReply.status(200, body: #"{"id": 1, "name": "Miles Davis"}"#)

    @Test("asks with headers of its own, and reads the answer")
    func request() async throws {
        try await withSimulator { simulator in
            await simulator.script([ok])
            let response = try await withClient(of: simulator.baseURL) { client in
                try await client.response(
                    to: .raw(.get, "/database/search", query: [QueryItem("q", "R&B + café")]))
            }
            #expect(response.body["name"] == "Miles Davis")
            #expect(response.requestID.count == 8)
            let request = try #require(await simulator.requests.first)
            #expect(request.method == "GET")
            #expect(request.target == "/database/search?q=R%26B%20%2B%20caf%C3%A9")
            #expect(request.header("user-agent") == "MusicAgentTests/1.0")
            #expect(request.header("accept") == "application/vnd.discogs.v2.discogs+json")
            #expect(request.header("accept-encoding") == "gzip")
            #expect(request.header("authorization") == "Discogs token=s3cr3t")
        }
    }

    @Test("sends no credentials when there are none")
    func anonymous() async throws {
        try await withSimulator { simulator in
            await simulator.script([ok])
            try await withClient(of: simulator.baseURL, configure: { $0.credentials = .none }) {
                client in
                #expect(await client.limiterStatus().limit == 25)
                _ = try await client.response(to: .artist)
            }
            #expect(try #require(await simulator.requests.first).header("authorization") == nil)
        }
    }

    @Test(
        "does not send what needs a user's login and has none",
        arguments: [Credentials.none, .consumer(key: Secret("k"), secret: Secret("s"))])
    func needsUser(credentials: Credentials) async throws {
        try await withSimulator { simulator in
            try await withClient(
                of: simulator.baseURL, configure: { $0.credentials = credentials }
            ) { client in
                let error = try await discogsError {
                    try await client.response(to: DiscogsRequest.to(.identity).build())
                }
                #expect(error.kind == .authentication && error.status == nil)
                #expect(error.request?.target == "/oauth/identity")
            }
            #expect(await simulator.requests.isEmpty)
        }
    }

    @Test("keeps a path prefix of the base address")
    func prefix() async throws {
        var configuration = SimulatorConfiguration()
        configuration.pathPrefix = "/discogs/v2"
        try await withSimulator(configuration: configuration) { simulator in
            await simulator.script([ok])
            _ = try await withClient(of: simulator.baseURL + "/") { client in
                try await client.response(to: .artist)
            }
            #expect(await simulator.requests.map(\.target) == ["/discogs/v2/artists/1"])
        }
    }

    @Test("makes nothing of a missing thing but an error with the server's words")
    func notFound() async throws {
        try await withSimulator { simulator in
            let error = try await withClient(of: simulator.baseURL) { client in
                try await discogsError { try await client.response(to: .raw(.get, "/nothing")) }
            }
            #expect(error.kind == .notFound)
            #expect(error.status == 404)
            #expect(error.request?.target == "/nothing")
            #expect(await simulator.requests.count == 1)
        }
    }

    @Test("reads an answer in gzip")
    func gzip() async throws {
        try await withSimulator { simulator in
            let text = String(repeating: "long enough to be compressed ", count: 1000)
            await simulator.script([.status(200, body: JSONValue.array([.string(text)]).json())])
            let response = try await withClient(of: simulator.baseURL) { client in
                try await client.response(to: .artist)
            }
            #expect(response.body == [.string(text)])
        }
    }

    @Test("waits for a token before the server refuses")
    func limit() async throws {
        var configuration = SimulatorConfiguration()
        configuration.limit = 5
        let clock = ManualClock()
        try await withSimulator(configuration: configuration, clock: clock) { simulator in
            await simulator.script(Array(repeating: ok, count: 8))
            let events = Collector<ClientEvent>()
            try await withClient(
                of: simulator.baseURL, clock: clock, observer: { events.add($0) }
            ) { client in
                try await withThrowingTaskGroup { group in
                    for _ in 0..<5 {
                        group.addTask { _ = try await client.response(to: .artist) }
                    }
                    try await group.waitForAll()
                }
                #expect(await client.limiterStatus().limit == 5)
                try await withThrowingTaskGroup { group in
                    for _ in 0..<3 {
                        group.addTask { _ = try await client.response(to: .artist) }
                    }
                    await clock.waitForSleeper(until: .seconds(60))
                    #expect(await simulator.requests.count == 5)
                    clock.advance(by: .seconds(60))
                    try await group.waitForAll()
                }
            }
            #expect(await simulator.requests.map(\.status) == Array(repeating: 200, count: 8))
            #expect(events.all == [.waiting(.seconds(60), reason: .windowIsFull)])
        }
    }

    @Test("tries again after a failure of the server, and after 429 without hurry")
    func retries() async throws {
        try await withSimulator { simulator in
            await simulator.script([
                .status(503, body: "busy"),
                .status(429, headers: [HeaderField("Retry-After", "1")]), ok,
            ])
            let clock = ManualClock()
            try await withClient(of: simulator.baseURL, clock: clock) { client in
                async let response = client.response(to: .artist)
                await clock.waitForSleeper(until: .seconds(1))
                clock.advance(by: .seconds(1))
                let status = try await response.status
                #expect(status == 200)
            }
            #expect(await simulator.requests.count == 3)
        }
    }

    @Test("stops trying after so many attempts")
    func exhaustion() async throws {
        try await withSimulator { simulator in
            await simulator.script(Array(repeating: .status(502, body: "x"), count: 9))
            let error = try await withClient(
                of: simulator.baseURL, configure: { $0.maxRetries = 2 }
            ) { client in
                try await discogsError { try await client.response(to: .artist) }
            }
            #expect(error.status == 502)
            #expect(await simulator.requests.count == 3)
        }
    }

    @Test("a write is sent once, however it ends")
    func writes() async throws {
        try await withSimulator { simulator in
            await simulator.script([.status(503, body: "x"), .status(204)])
            try await withClient(of: simulator.baseURL) { client in
                let error = try await discogsError {
                    try await client.response(to: .raw(.delete, "/users/me/wants/1"))
                }
                #expect(error.kind == .unknownOutcome)
                let response = try await client.response(to: .raw(.delete, "/users/me/wants/1"))
                #expect(response.body == .null)
            }
            #expect(await simulator.requests.map(\.method) == ["DELETE", "DELETE"])
        }
    }

    @Test("the time allowed for a command includes the waits")
    func commandDeadline() async throws {
        try await withSimulator { simulator in
            await simulator.script([
                .status(429, headers: [HeaderField("Retry-After", "20")]), ok,
            ])
            let clock = ManualClock()
            try await withClient(of: simulator.baseURL, clock: clock) { client in
                try await DiscogsClient.withDeadline(.seconds(10), clock: clock) {
                    let refused = try await discogsError { try await client.response(to: .artist) }
                    #expect(refused.kind == .rateLimit(retryAfter: .seconds(20)))
                    // The limiter's pause is longer than the time.
                    let late = try await discogsError { try await client.response(to: .artist) }
                    #expect(late.kind == .deadline)
                }
            }
            #expect(await simulator.requests.count == 1)
        }
    }

    @Test("the time allowed for a command is that of all its requests together")
    func requestsOfCommand() async throws {
        try await withSimulator { simulator in
            await simulator.script([ok, ok, ok, ok])
            let clock = ManualClock()
            clock.advance(by: .seconds(100))
            try await withClient(of: simulator.baseURL, clock: clock) { client in
                clock.advance(by: .seconds(100))
                try await DiscogsClient.withDeadline(.seconds(10), clock: clock) {
                    for _ in 0..<3 {
                        async let response = client.response(to: .artist)
                        _ = try await response
                        clock.advance(by: .seconds(4))
                    }
                    let late = try await discogsError {
                        // A longer time inside changes nothing.
                        try await DiscogsClient.withDeadline(.seconds(99), clock: clock) {
                            try await client.response(to: .artist)
                        }
                    }
                    #expect(late.kind == .deadline)
                    #expect(await client.limiterStatus().used == 3)
                }
                #expect(await simulator.requests.count == 3)
                _ = try await client.response(to: .artist)
            }
        }
    }

    @Test("refuses plain http to another machine")
    func insecure() async throws {
        let error = try await withClient(of: "http://api.example") { client in
            try await discogsError { try await client.response(to: .artist) }
        }
        #expect(error.kind == .network(.insecureAddress))
    }

    @Test("answers nothing after it has been shut down")
    func shutdown() async throws {
        try await withSimulator { simulator in
            try await withClient(of: simulator.baseURL) { client in
                _ = try await discogsError { try await client.response(to: .raw(.get, "/x")) }
                await client.shutdown()
                await client.shutdown()
                let error = try await discogsError { try await client.response(to: .artist) }
                #expect(error.kind == .network(.shutDown))
            }
        }
    }

    @Test("a client that is forgotten closes by itself")
    func forgotten() async throws {
        try await withSimulator { simulator in
            await simulator.script([ok])
            var configuration = DiscogsClientConfiguration(userAgent: "MusicAgentTests/1.0")
            configuration.baseURL = try #require(BaseURL(parsing: simulator.baseURL))
            var client: DiscogsClient? = DiscogsClient(
                configuration: configuration, logger: .silent)
            _ = try await client?.response(to: .artist)
            client = nil
        }
    }

    @Test("a task that is cancelled ends its request at once")
    func cancellation() async throws {
        try await withSimulator { simulator in
            await simulator.script([.delayed(.seconds(3600))])
            try await withClient(of: simulator.baseURL) { client in
                let task = Task { try await client.response(to: .artist) }
                await simulator.waitForRequests(1)
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
                // The server may have counted it.
                #expect(await client.limiterStatus().used == 1)
            }
        }
    }
}

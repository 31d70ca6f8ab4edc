import DiscogsSimulator
import Testing

@Suite("Credentials and User-Agent", .timeLimit(.minutes(10)))
struct LoginTests {
    private static var configuration: SimulatorConfiguration {
        var configuration = SimulatorConfiguration()
        configuration.tokens = ["right"]
        configuration.consumers = ["key": "secret"]
        return configuration
    }

    private func status(_ target: String, _ authorization: String?) async throws -> WireReply {
        try await withSimulator(
            source: RowsSource(), configuration: Self.configuration
        ) { simulator async throws in
            let client = WireClient(simulator)
            guard let authorization else { return try await client.get(target) }
            return try await client.get(target, HeaderField("Authorization", authorization))
        }
    }

    @Test(
        "A search wants a token, or a key and a secret",
        arguments: ["Discogs token=right", "Discogs key=key, secret=secret"])
    func right(authorization: String) async throws {
        #expect(try await status("/database/search?q=x", authorization).status == 200)
    }

    @Test("Credentials may stand in the query")
    func query() async throws {
        #expect(try await status("/database/search?q=x&token=right", nil).status == 200)
        #expect(
            try await status("/database/search?q=x&key=key&secret=secret", nil).status == 200)
    }

    @Test("A search without credentials is refused with a challenge")
    func anonymousSearch() async throws {
        let reply = try await status("/database/search?q=x", nil)
        #expect(reply.status == 401)
        #expect(reply.message == "You must authenticate to access this resource.")
        #expect(reply["WWW-Authenticate"] == #"OAuth realm="https://api.discogs.com""#)
        #expect(reply["X-Discogs-Ratelimit"] == "25")
    }

    @Test(
        "Wrong credentials spoil every call",
        arguments: [
            "Discogs token=wrong", "Discogs key=key, secret=wrong", "Bearer right", "Discogs",
            "Discogs secret=secret",
        ])
    func wrong(authorization: String) async throws {
        let reply = try await status("/releases/1", authorization)
        #expect(reply.status == 401)
        #expect(
            reply.message
                == "Invalid consumer token. Please register an app before making requests.")
    }

    @Test("A release needs no credentials")
    func anonymousRelease() async throws {
        #expect(try await status("/releases/1", nil).status == 200)
    }

    @Test("A request without a User-Agent is forbidden and not counted")
    func userAgent() async throws {
        try await withSimulator(source: RowsSource()) { simulator async throws in
            let client = WireClient(simulator)
            let reply = try await client.get("/releases/1", agent: nil)
            #expect(reply.status == 403)
            #expect(reply["X-Discogs-Ratelimit"] == nil)
            #expect(
                try await client.get("/releases/1")["X-Discogs-Ratelimit-Used"] == "1")
        }
    }
}

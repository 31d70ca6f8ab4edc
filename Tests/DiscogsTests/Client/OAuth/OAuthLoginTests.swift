import DiscogsSimulator
import Records
import Testing

@testable import Discogs

@Suite("The login of an application as a user", .timeLimit(.minutes(10)))
struct OAuthLoginTests {
    private static let consumer = OAuthConsumer(
        key: Secret("c0nsumerKey"), secret: Secret("c0nsumerS3cret"))

    private static var configuration: SimulatorConfiguration {
        var configuration = SimulatorConfiguration()
        configuration.consumers = ["c0nsumerKey": "c0nsumerS3cret"]
        configuration.tokens = ["another"]
        return configuration
    }

    /// Runs the body with a simulator and a client that has no login yet.
    private func withLogin<Value>(
        clock: ManualClock = ManualClock(), prefix: String = "",
        _ body: (DiscogsClient, DiscogsSimulator) async throws -> Value
    ) async throws -> Value {
        var configuration = Self.configuration
        configuration.pathPrefix = prefix
        return try await withSimulator(
            source: OneUser(), configuration: configuration, clock: clock
        ) { simulator in
            try await withClient(of: simulator.baseURL, configure: { $0.credentials = .none }) {
                try await body($0, simulator)
            }
        }
    }

    /// What the user does: opens the page and reads the code.
    private func code(at address: String) async throws -> Secret {
        let parts = address.split(separator: "/", maxSplits: 3)
        let origin = try #require(BaseURL(parsing: "\(parts[0])//\(parts[1])"))
        let browser = HTTPTransport(
            configuration: DiscogsClientConfiguration(userAgent: "Browser/1.0"),
            timeline: Timeline(ManualClock()), log: RequestLog(logger: .silent, observer: nil))
        var request = try OutgoingRequest.get(
            "\(origin)/\(parts.dropFirst(2).joined(separator: "/"))")
        request.headers = ["User-Agent": "Browser/1.0"]
        let reply = try await browser.send(request)
        await browser.shutdown()
        let page = String(decoding: reply.body.readableBytesView, as: UTF8.self)
        let code = try #require(page.firstMatch(of: /<code>([a-z]+)<\/code>/)).output.1
        return Secret(String(code))
    }

    @Test(
        "takes three steps, and every call after it counts as the user's", arguments: ["", "/v2"])
    func wholeLogin(prefix: String) async throws {
        try await withLogin(prefix: prefix) { client, simulator in
            let request = try await client.requestToken(for: Self.consumer)
            let address = client.authorizeAddress(for: request)
            #expect(
                address
                    == "\(simulator.baseURL)/oauth/authorize?oauth_token=\(request.token.reveal())")
            let access = try await client.accessToken(
                for: Self.consumer, requestToken: request, verifier: code(at: address))
            let user = client.acting(as: .oauth(Self.consumer, access))
            let identity = try await user.response(to: DiscogsRequest.to(.identity).build())
            #expect(identity.body["username"] == "sample-owner")
            _ = try await user.response(to: .artist)
            let calls = await simulator.requests.filter { $0.header("Authorization") != nil }
            #expect(calls.map(\.status) == [200, 200, 200, 200])
            #expect(calls.map(\.method) == ["GET", "POST", "GET", "GET"])
            #expect(calls.allSatisfy { !$0.target.contains("oauth_") && $0.body.isEmpty })
            let headers = calls.compactMap { $0.header("Authorization") }
            #expect(headers[0].contains(#"oauth_callback="oob""#))
            #expect(headers[0].contains(#"oauth_signature="c0nsumerS3cret%26""#))
            #expect(!headers[0].contains("oauth_token="))
            #expect(headers[1].contains("oauth_verifier="))
            let nonces = headers.compactMap { $0.firstMatch(of: /oauth_nonce="([^"]*)"/)?.output.1 }
            #expect(Set(nonces).count == 4 && nonces.allSatisfy { $0.count <= 64 })
        }
    }

    @Test("happens on the site of Discogs where the API is that of Discogs")
    func address() async throws {
        try await withClient(of: "https://api.discogs.com") { client in
            let token = OAuthToken(token: Secret("a&b"), secret: Secret("c"))
            #expect(
                client.authorizeAddress(for: token)
                    == "https://www.discogs.com/oauth/authorize?oauth_token=a%26b")
        }
    }

    @Test("fails with the words of Discogs for an application that it does not know")
    func wrongConsumer() async throws {
        try await withLogin { client, _ in
            for (key, secret, status, words) in [
                ("unknown", "x", 401, "Invalid consumer."),
                ("c0nsumerKey", "wrong", 400, "Invalid signature."),
            ] {
                let consumer = OAuthConsumer(key: Secret(key), secret: Secret(secret))
                let error = try await discogsError { try await client.requestToken(for: consumer) }
                #expect(error.status == status)
                #expect(error.message == words)
                #expect(error.kind == (status == 401 ? .authentication : .badRequest))
                #expect(error.request?.target == "/oauth/request_token")
            }
        }
    }

    @Test("fails with a wrong code, one that nobody consented to, and one that was used")
    func wrongVerifier() async throws {
        try await withLogin { client, _ in
            let request = try await client.requestToken(for: Self.consumer)
            func error(_ verifier: Secret) async throws -> DiscogsError {
                try await discogsError {
                    try await client.accessToken(
                        for: Self.consumer, requestToken: request, verifier: verifier)
                }
            }
            #expect(try await error(Secret("wrong")).message == "Invalid verifier.")
            let right = try await code(at: client.authorizeAddress(for: request))
            let again = try await error(Secret("wrong"))
            #expect(again.status == 400 && again.kind == .badRequest)
            _ = try await client.accessToken(
                for: Self.consumer, requestToken: request, verifier: right)
            #expect(try await error(right).message == "Invalid request token.")
        }
    }

    @Test("fails 15 minutes after its first step, and not before")
    func late() async throws {
        for (pause, isLate) in [(Duration.seconds(900), false), (.seconds(901), true)] {
            let clock = ManualClock()
            try await withLogin(clock: clock) { client, _ in
                let request = try await client.requestToken(for: Self.consumer)
                let verifier = try await code(at: client.authorizeAddress(for: request))
                clock.advance(by: pause)
                let login = { @Sendable in
                    try await client.accessToken(
                        for: Self.consumer, requestToken: request, verifier: verifier)
                }
                guard isLate else {
                    _ = try await login()
                    return
                }
                let error = try await discogsError(in: login)
                #expect(error.status == 400 && error.message == "The request token has expired.")
            }
        }
    }

    @Test("fails when the reply holds no token, or the server does not answer")
    func noToken() async throws {
        try await withLogin { client, simulator in
            for body in ["", "oauth_token=a", "oauth_token=&oauth_token_secret=b", "{}", "<html>"] {
                await simulator.script([.status(200, body: body)])
                let error = try await discogsError {
                    try await client.requestToken(for: Self.consumer)
                }
                #expect(error.kind == .unexpectedReply(.noToken))
            }
        }
        try await withClient(of: "http://127.0.0.1:1") { client in
            let error = try await discogsError { try await client.requestToken(for: Self.consumer) }
            #expect(error.kind == .network(.refused))
        }
        try await withClient(of: "http://api.discogs.com") { client in
            let error = try await discogsError { try await client.requestToken(for: Self.consumer) }
            #expect(error.kind == .network(.insecureAddress))
        }
    }

    @Test("spends from the same limiter as all other requests")
    func limiter() async throws {
        try await withLogin { client, _ in
            _ = try await client.requestToken(for: Self.consumer)
            _ = try? await client.acting(as: .personalToken(Secret("another")))
                .response(to: .artist)
            #expect(await client.limiterStatus().used == 2)
        }
    }
}

/// A source that knows one account's name, which the simulator itself does.
private struct OneUser: DiscogsSource {
    let name = "one"
    let isFree = true

    func response(to request: DiscogsRequest) async throws -> DiscogsResponse {
        DiscogsResponse(status: 200, body: ["id": 1], requestID: "")
    }
}

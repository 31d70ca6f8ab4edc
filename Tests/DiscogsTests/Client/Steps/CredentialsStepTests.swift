import Testing

@testable import Discogs

@Suite("Credentials")
struct CredentialsStepTests {
    private func authorization(
        at url: String, api: String, credentials: Credentials = .personalToken(Secret("t"))
    ) async throws -> [String] {
        let next = FakeStep<IncomingResponse> { _, _ in .status(200) }
        let origin = try #require(ServerURL(parsing: api)).origin
        let step = CredentialsStep(
            credentials: credentials, apiOrigin: origin, wallClock: { 1_764_000_000 },
            randomness: { 0xABCD }, next: next)
        var request = try OutgoingRequest.get(url)
        request.headers.add(name: "authorization", value: "left over")
        _ = try await step.send(request)
        return try #require(next.requests.first).headers["Authorization"]
    }

    @Test("go to the API's own origin, over https or to this machine")
    func sent() async throws {
        for (url, api) in [
            ("https://api.discogs.com/x", "https://api.discogs.com/v2"),
            ("https://API.discogs.com:443/x", "https://api.discogs.com"),
            ("http://127.0.0.1:81/x", "http://127.0.0.1:81"),
        ] {
            #expect(try await authorization(at: url, api: api) == ["Discogs token=t"])
        }
    }

    @Test(
        "go nowhere else",
        arguments: [
            ("https://evil.example/", "https://api.discogs.com"),
            ("https://api.discogs.com.evil.example/", "https://api.discogs.com"),
            ("https://api.discogs.com:444/", "https://api.discogs.com"),
            ("http://api.discogs.com/", "https://api.discogs.com"),
            ("http://api.discogs.com/", "http://api.discogs.com"),
            ("http://127.0.0.1:82/", "http://127.0.0.1:81"),
            ("http://localhost:81/", "http://127.0.0.1:81"),
        ])
    func withheld(url: String, api: String) async throws {
        #expect(try await authorization(at: url, api: api) == [])
    }

    @Test("may be none")
    func none() async throws {
        let headers = try await authorization(
            at: "https://h/", api: "https://h", credentials: .none)
        #expect(headers == [])
    }

    private static let oauth = Credentials.oauth(
        OAuthConsumer(key: Secret("key"), secret: Secret("con&sumer")),
        OAuthToken(token: Secret("to/ken"), secret: Secret("s3cr3t")))

    @Test("of an application that acts for a user are a signature, to the letter")
    func signature() async throws {
        let headers = try await authorization(
            at: "https://api.discogs.com/x", api: "https://api.discogs.com",
            credentials: Self.oauth)
        #expect(
            headers == [
                #"OAuth oauth_consumer_key="key", oauth_token="to%2Fken", "#
                    + #"oauth_nonce="000000000000abcd000000000000abcd", "#
                    + #"oauth_signature="con%2526sumer%26s3cr3t", "#
                    + #"oauth_signature_method="PLAINTEXT", oauth_timestamp="1764000000""#
            ])
    }

    @Test("of an application that acts for a user go nowhere else either")
    func signatureWithheld() async throws {
        for url in ["https://evil.example/", "http://api.discogs.com/", "https://h:444/"] {
            let headers = try await authorization(
                at: url, api: "https://api.discogs.com", credentials: Self.oauth)
            #expect(headers == [])
        }
    }

    @Test("are signed anew for each attempt")
    func signedAnew() async throws {
        let next = FakeStep<IncomingResponse> { _, _ in .status(200) }
        let numbers = Collector<UInt64>()
        let step = CredentialsStep(
            credentials: Self.oauth,
            apiOrigin: try #require(ServerURL(parsing: "https://h")).origin,
            wallClock: { Int64(numbers.all.count) },
            randomness: {
                numbers.add(1)
                return UInt64(numbers.all.count) &* 0x9E37_79B9_7F4A_7C15
            }, next: next)
        for _ in 1...3 { _ = try await step.send(.get("https://h/")) }
        let headers = next.requests.flatMap { $0.headers["Authorization"] }
        #expect(Set(headers).count == 3)
    }
}

import Testing

@testable import Discogs

@Suite("Credentials")
struct CredentialsStepTests {
    private func authorization(
        at url: String, api: String, credentials: Credentials = .personalToken(Secret("t"))
    ) async throws -> [String] {
        let next = FakeStep<IncomingResponse> { _, _ in .status(200) }
        let origin = try #require(ServerURL(parsing: api)).origin
        let step = CredentialsStep(credentials: credentials, apiOrigin: origin, next: next)
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
}

import NIOHTTP1
import Testing

@testable import Discogs

/// No byte of a login leaves the API's own origin, wherever a redirect leads.
@Suite("Redirects and the login")
struct RedirectedCredentialsTests {
    private static let secrets = ["t0kenOfTheUser", "c0nsumerKey", "c0nsumerS3cret", "t0kenS3cret"]

    private static let logins: [Credentials] = [
        .personalToken(Secret(secrets[0])),
        .consumer(key: Secret(secrets[1]), secret: Secret(secrets[2])),
        .oauth(
            OAuthConsumer(key: Secret(secrets[1]), secret: Secret(secrets[2])),
            OAuthToken(token: Secret(secrets[0]), secret: Secret(secrets[3]))),
    ]

    /// What arrives where, when replies lead from one place to the next.
    private func arrivals(
        _ status: Int, _ places: [String], _ login: Credentials
    ) async throws -> [(url: ServerURL, headers: HTTPHeaders)] {
        let server = FakeStep<IncomingResponse> { _, number in
            number <= places.count
                ? .status(status, headers: ["Location": places[number - 1]]) : .status(200, "{}")
        }
        let origin = try #require(ServerURL(parsing: "https://api.discogs.com")).origin
        let step = RedirectStep(
            next: CredentialsStep(
                credentials: login, apiOrigin: origin, wallClock: { 1_764_000_000 },
                randomness: { 7 }, next: server))
        _ = try? await step.send(.get("https://api.discogs.com/artists/1"))
        return server.requests.map { ($0.url, $0.headers) }
    }

    @Test(
        "Nothing of it goes to another host, port or scheme, at once or over several hops",
        arguments: [301, 302, 303, 307, 308])
    func withheld(status: Int) async throws {
        let others = [
            "https://evil.example/", "//evil.example/", "https://api.discogs.com:8443/",
            "http://api.discogs.com/", "https://api.discogs.com.evil.example/",
            "https://www.discogs.com/", "http://127.0.0.1:80/",
        ]
        let chains = others.map { [$0] } + others.map { ["/artists/2", $0, "/onwards"] }
        for login in Self.logins {
            for chain in chains {
                let arrivals = try await arrivals(status, chain, login)
                #expect(arrivals.first?.headers["Authorization"].count == 1)
                for (url, headers) in arrivals where "\(url.origin)" != "https://api.discogs.com" {
                    let sent = "\(url) \(headers)"
                    #expect(headers["Authorization"].isEmpty)
                    #expect(!Self.secrets.contains { sent.contains($0) }, "\(url)")
                }
            }
        }
    }

    @Test("A way back to the API gets the login again, signed anew")
    func back() async throws {
        for login in Self.logins {
            let arrivals = try await arrivals(
                302, ["https://cdn.example/a", "https://api.discogs.com/b"], login)
            #expect(arrivals.map { $0.headers["Authorization"].count } == [1, 0, 1])
        }
    }

    @Test("The requests of a login are no exception")
    func login() async throws {
        let server = FakeStep<IncomingResponse> { _, number in
            number == 1
                ? .status(307, headers: ["Location": "https://evil.example/"]) : .status(200)
        }
        let origin = try #require(ServerURL(parsing: "https://api.discogs.com")).origin
        let step = RedirectStep(
            next: CredentialsStep(
                credentials: .none, apiOrigin: origin, wallClock: { 1 }, randomness: { 7 },
                next: server))
        var request = try OutgoingRequest.get("https://api.discogs.com/oauth/request_token")
        request.signature = OAuthSignature(
            consumer: OAuthConsumer(key: Secret("k"), secret: Secret("s")), callback: "oob")
        _ = try await step.send(request)
        #expect(server.requests.map { $0.headers["Authorization"].count } == [1, 0])
    }
}

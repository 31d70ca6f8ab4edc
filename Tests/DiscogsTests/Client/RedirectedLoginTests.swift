import DiscogsSimulator
import Testing

@testable import Discogs

/// What arrives at another server, over the network, when the API redirects to it.
@Suite("Redirects to another server", .timeLimit(.minutes(10)))
struct RedirectedLoginTests {
    private static let secrets = ["t0kenOfTheUser", "c0nsumerKey", "c0nsumerS3cret", "t0kenS3cret"]

    private static let logins: [Credentials] = [
        .personalToken(Secret(secrets[0])),
        .consumer(key: Secret(secrets[1]), secret: Secret(secrets[2])),
        .oauth(
            OAuthConsumer(key: Secret(secrets[1]), secret: Secret(secrets[2])),
            OAuthToken(token: Secret(secrets[0]), secret: Secret(secrets[3]))),
    ]

    @Test("carry no byte of the login", arguments: [301, 302, 303, 307, 308], logins)
    func withheld(status: Int, login: Credentials) async throws {
        try await withSimulator { other in
            try await withSimulator { api in
                await other.script([.status(200, body: "{}"), .status(200, body: "{}")])
                await api.script([
                    .status(status, headers: [HeaderField("Location", "/artists/2")], body: ""),
                    .status(
                        status, headers: [HeaderField("Location", "\(other.baseURL)/artists/3")],
                        body: ""),
                    .status(
                        status, headers: [HeaderField("Location", "\(other.baseURL)/oauth/x")],
                        body: ""),
                ])
                try await withClient(of: api.baseURL, configure: { $0.credentials = login }) {
                    client in
                    _ = try await client.response(to: .artist)
                    _ = try? await client.requestToken(
                        for: OAuthConsumer(key: Secret(Self.secrets[1]), secret: Secret("x")))
                }
                let arrived = await other.requests
                #expect(arrived.map(\.target) == ["/artists/3", "/oauth/x"])
                for request in arrived {
                    #expect(request.header("Authorization") == nil)
                    let text = "\(request)"
                    #expect(!Self.secrets.contains { text.contains($0) })
                }
                let own = await api.requests
                #expect(own.count == 3)
                #expect(own.allSatisfy { $0.header("Authorization") != nil })
            }
        }
    }
}

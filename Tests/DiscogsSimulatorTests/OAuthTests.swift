import DiscogsSimulator
import Testing

@Suite("The simulated login of applications", .timeLimit(.minutes(10)))
struct OAuthTests {
    private static var configuration: SimulatorConfiguration {
        var configuration = SimulatorConfiguration()
        configuration.consumers = ["key": "secret"]
        return configuration
    }

    /// A header with what is usual, but for `changes`.
    private func header(_ changes: [String: String] = [:]) -> HeaderField {
        var fields = [
            "oauth_consumer_key": "key", "oauth_nonce": "n", "oauth_signature": "secret%26",
            "oauth_signature_method": "PLAINTEXT", "oauth_timestamp": "1764000000",
            "oauth_callback": "oob",
        ]
        fields.merge(changes) { $1 }
        let text = fields.map { "\($0)=\"\($1)\"" }.joined(separator: ", ")
        return HeaderField("Authorization", "OAuth \(text)")
    }

    private func reply(
        _ target: String, method: String = "GET", _ changes: [String: String] = [:]
    ) async throws -> WireReply {
        try await withSimulator(
            source: RowsSource(), configuration: Self.configuration
        ) { simulator async throws in
            try await WireClient(simulator).get(target, method: method, header(changes))
        }
    }

    @Test("A request token comes as a form, also where the secrets are not encoded")
    func requestToken() async throws {
        for signature in ["secret%26", "secret&"] {
            let reply = try await reply("/oauth/request_token", ["oauth_signature": signature])
            #expect(reply.status == 200)
            #expect(reply["Content-Type"] == "application/x-www-form-urlencoded")
            #expect(
                reply.text.contains(
                    /^oauth_token=[a-z]{40}&oauth_token_secret=[a-z]{40}&oauth_callback_confirmed=true$/
                ))
        }
    }

    @Test(
        "What Discogs refuses is refused, in plain text",
        arguments: [
            ("oauth_consumer_key", "other", 401, "Invalid consumer."),
            ("oauth_signature", "wrong%26", 400, "Invalid signature."),
            ("oauth_signature_method", "HMAC-SHA1", 400, "Invalid signature."),
            ("oauth_timestamp", "1764000000000", 401, "Invalid nonce or timestamp."),
            ("oauth_timestamp", "1764000000.5", 401, "Invalid nonce or timestamp."),
            ("oauth_nonce", String(repeating: "n", count: 65), 401, "Invalid nonce or timestamp."),
        ])
    func refused(field: String, value: String, status: Int, words: String) async throws {
        let reply = try await reply("/oauth/request_token", [field: value])
        #expect(reply.status == status)
        #expect(reply.text == words)
        #expect(reply["Content-Type"]?.hasPrefix("text/plain") == true)
    }

    @Test("A nonce of 64 characters is right")
    func nonce() async throws {
        let nonce = String(repeating: "n", count: 64)
        #expect(try await reply("/oauth/request_token", ["oauth_nonce": nonce]).status == 200)
    }

    @Test("A token that nobody got spoils every call, and gets no access token")
    func unknownToken() async throws {
        let call = try await reply("/releases/1", ["oauth_token": "x"])
        #expect(call.status == 401)
        #expect(call.message?.hasPrefix("Invalid consumer token.") == true)
        let last = try await reply(
            "/oauth/access_token", method: "POST", ["oauth_token": "x", "oauth_verifier": "y"])
        #expect(last.status == 400 && last.text == "Invalid request token.")
    }

    @Test("The page of a request that is not known has no code")
    func page() async throws {
        try await withSimulator(configuration: Self.configuration) { simulator async throws in
            let reply = try await WireClient(simulator).get("/oauth/authorize?oauth_token=x")
            #expect(reply.status == 404 && !reply.text.contains("<code>"))
            #expect(reply["X-Discogs-Ratelimit"] == nil)
        }
    }
}

import Discogs

/// Lets applications in: the three steps of OAuth 1.0a, and the tokens that came of them.
///
/// The page `/oauth/authorize?oauth_token=…` stands for the user's consent; it shows the code:
/// `<code>k7Q2…</code>`.
struct OAuthDesk {
    private struct Request {
        let consumer: String
        let secret: String
        let verifier: String
        /// On the simulator's clock.
        let end: Duration
        /// Whether the user was at the page.
        var isAuthorized = false
    }

    private struct Access {
        let consumer: String
        let secret: String
    }

    /// How long a request token and its code live (developer pages, "OAuth Flow").
    static let patience: Duration = .seconds(15 * 60)

    private let consumers: [String: String]
    /// Whether any application is right.
    private let isAnyRight: Bool
    private var requests: [String: Request] = [:]
    private var accesses: [String: Access] = [:]
    private var count = 0

    init(_ configuration: SimulatorConfiguration) {
        consumers = configuration.consumers
        isAnyRight = configuration.tokens.isEmpty && configuration.consumers.isEmpty
    }

    /// Whether a request is signed by an application for a user who let it in.
    func isUser(_ header: SignedHeader) -> Bool {
        guard header.hasUsableStamp, let access = header.token.flatMap({ accesses[$0] }),
            access.consumer == header.consumer
        else { return false }
        return header.isSigned(by: consumers[access.consumer] ?? secret(in: header), access.secret)
    }

    /// Whether a path is the user's page, which is the site's and no part of the API.
    static func isPage(_ path: some StringProtocol) -> Bool { path == "/oauth/authorize" }

    /// The user's page.
    mutating func page(for query: [QueryItem], at now: Duration) -> SimulatedReply {
        let token = query.first { $0.name == "oauth_token" }?.value ?? ""
        guard let code = authorize(token, at: now) else {
            return .html(404, "This request is not known, or too old.")
        }
        return .html(200, "Your code: <code>\(code)</code>")
    }

    /// What the user does on the page: lets the application in, and gets the code.
    mutating func authorize(_ token: String, at now: Duration) -> String? {
        guard let request = requests[token], request.end >= now else { return nil }
        requests[token]?.isAuthorized = true
        return request.verifier
    }

    /// The reply to the first and the third step; nil for any other path.
    mutating func answer(
        _ request: RecordedRequest, path: some StringProtocol, at now: Duration
    ) -> SimulatedReply? {
        switch (request.method, path) {
        case ("GET", "/oauth/request_token"), ("POST", "/oauth/access_token"): break
        default: return nil
        }
        guard let header = SignedHeader(request) else { return .text(401, "Invalid consumer.") }
        guard header.hasUsableStamp else { return .text(401, "Invalid nonce or timestamp.") }
        guard let secret = isAnyRight ? secret(in: header) : consumers[header.consumer] else {
            return .text(401, "Invalid consumer.")
        }
        return request.method == "GET"
            ? begin(header, secret, at: now) : finish(header, secret, at: now)
    }

    private mutating func begin(
        _ header: SignedHeader, _ secret: String, at now: Duration
    ) -> SimulatedReply {
        guard header.isSigned(by: secret, "") else { return .text(400, "Invalid signature.") }
        guard header.fields["oauth_callback"] != nil else { return .text(400, "Missing callback.") }
        let token = fresh("request")
        let request = Request(
            consumer: header.consumer, secret: fresh("secret"), verifier: fresh("code"),
            end: now + Self.patience)
        requests[token] = request
        return .form([
            ("oauth_token", token), ("oauth_token_secret", request.secret),
            ("oauth_callback_confirmed", "true"),
        ])
    }

    private mutating func finish(
        _ header: SignedHeader, _ secret: String, at now: Duration
    ) -> SimulatedReply {
        guard let token = header.token, let request = requests[token],
            request.consumer == header.consumer
        else { return .text(400, "Invalid request token.") }
        guard header.isSigned(by: secret, request.secret) else {
            return .text(400, "Invalid signature.")
        }
        guard request.end >= now else { return .text(400, "The request token has expired.") }
        guard request.isAuthorized, header.fields["oauth_verifier"] == request.verifier else {
            return .text(400, "Invalid verifier.")
        }
        // Neither is good for a second time.
        requests[token] = nil
        let access = Access(consumer: header.consumer, secret: fresh("secret"))
        let name = fresh("access")
        accesses[name] = access
        return .form([("oauth_token", name), ("oauth_token_secret", access.secret)])
    }

    /// What a signature says that the application's secret is.
    private func secret(in header: SignedHeader) -> String {
        String((header.fields["oauth_signature"] ?? "").prefix { $0 != "&" })
    }

    /// Like those of Discogs: letters alone, 40 of them.
    private mutating func fresh(_ kind: String) -> String {
        count += 1
        var state = UInt64(count) &* 0x9E37_79B9_7F4A_7C15
        var text = kind
        while text.utf8.count < 40 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            text.unicodeScalars.append(Unicode.Scalar(UInt8(97 + (state >> 33) % 26)))
        }
        return text
    }
}

extension SimulatedReply {
    fileprivate static func text(_ status: Int, _ text: String) -> SimulatedReply {
        SimulatedReply(
            status: status, headers: [HeaderField("Content-Type", "text/plain; charset=utf-8")],
            body: Array(text.utf8))
    }

    fileprivate static func html(_ status: Int, _ text: String) -> SimulatedReply {
        SimulatedReply(
            status: status, headers: [HeaderField("Content-Type", "text/html; charset=utf-8")],
            body: Array("<html><title>Authorize</title><body>\(text)</body></html>\n".utf8))
    }

    fileprivate static func form(_ fields: [(String, String)]) -> SimulatedReply {
        let text = fields.map { "\($0)=\($1)" }.joined(separator: "&")
        return SimulatedReply(
            status: 200,
            headers: [HeaderField("Content-Type", "application/x-www-form-urlencoded")],
            body: Array(text.utf8))
    }
}

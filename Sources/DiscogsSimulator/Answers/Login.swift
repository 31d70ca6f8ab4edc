import Discogs

/// Who asks.
enum Login {
    case anonymous
    /// Whoever has a personal token, or let an application in.
    case user
    /// An application without a user.
    case application
    /// Credentials that are wrong: they spoil every call, even one that needs none.
    case wrong

    /// Reads the `Authorization` header, or `token`, `key` and `secret` in the query.
    init(
        _ request: RecordedRequest, query: [QueryItem], _ configuration: SimulatorConfiguration,
        _ desk: OAuthDesk
    ) {
        if let signed = SignedHeader(request) {
            self = desk.isUser(signed) ? .user : .wrong
            return
        }
        var given = Dictionary(
            query.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        if let header = request.header("Authorization") {
            let words = header.split(separator: " ", maxSplits: 1)
            guard words.count == 2, words[0] == "Discogs" else {
                self = .wrong
                return
            }
            given = Self.pairs(words[1])
        }
        let isAnyRight = configuration.tokens.isEmpty && configuration.consumers.isEmpty
        if let token = given["token"] {
            self = isAnyRight || configuration.tokens.contains(token) ? .user : .wrong
        } else if let key = given["key"], let secret = given["secret"] {
            self = isAnyRight || configuration.consumers[key] == secret ? .application : .wrong
        } else {
            self = request.header("Authorization") == nil ? .anonymous : .wrong
        }
    }

    /// Whether it may ask what wants such a login.
    func satisfies(_ login: Endpoint.Login) -> Bool {
        switch login {
        case .optional: true
        case .required: self == .user || self == .application
        case .user: self == .user
        }
    }

    static let queryNames: Set<String> = ["token", "key", "secret"]

    /// `key=K, secret=S`
    private static func pairs(_ text: Substring) -> [String: String] {
        var pairs: [String: String] = [:]
        for part in text.split(separator: ",") {
            let sides = part.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
            if sides.count == 2 { pairs[String(sides[0])] = String(sides[1]) }
        }
        return pairs
    }
}

/// Who asks: nobody, a user, or a registered application.
public enum Credentials: Sendable, Hashable {
    /// Fewer requests per minute, no search, no pictures.
    case none
    /// Acts as the user who made the token.
    case personalToken(Secret)
    /// An application without a user: may search and see pictures.
    case consumer(key: Secret, secret: Secret)
    /// An application that acts as the user who let it (OAuth 1.0a).
    case oauth(OAuthConsumer, OAuthToken)

    /// How many requests per window Discogs grants, before its headers tell.
    /// (Source: developer pages, "Rate limiting".)
    public var customaryRateLimit: Int {
        if case .none = self { 25 } else { Self.highestCustomaryRateLimit }
    }

    static let highestCustomaryRateLimit = 60

    /// Whether a user asks, and not an application or nobody.
    public var isOfUser: Bool {
        switch self {
        case .personalToken, .oauth: true
        case .none, .consumer: false
        }
    }

    /// Everything in it that must not be seen.
    package var secrets: [Secret] {
        switch self {
        case .none: []
        case .personalToken(let token): [token]
        case .consumer(let key, let secret): [key, secret]
        case .oauth(let consumer, let token):
            [consumer.key, consumer.secret, token.token, token.secret]
        }
    }

    /// Tells one account from another, and reveals neither; empty without one.
    package var fingerprint: String {
        switch self {
        case .none: ""
        case .personalToken(let token): token.fingerprint
        case .consumer(let key, _): key.fingerprint
        case .oauth(_, let token): token.token.fingerprint
        }
    }

    /// The value of the `Authorization` header.
    /// - Parameter stamp: for a signature, of which each has its own.
    func headerValue(_ stamp: @autoclosure () -> OAuthSignature.Stamp) -> String? {
        switch self {
        case .none: nil
        case .personalToken(let token): "Discogs token=\(token.reveal())"
        case .consumer(let key, let secret):
            "Discogs key=\(key.reveal()), secret=\(secret.reveal())"
        case .oauth(let consumer, let token):
            OAuthSignature(consumer: consumer, token: token).headerValue(stamp())
        }
    }
}

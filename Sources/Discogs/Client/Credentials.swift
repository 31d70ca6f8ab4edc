/// Who asks: nobody, the owner of a personal token, or a registered application.
public enum Credentials: Sendable, Hashable {
    /// Fewer requests per minute, no search, no pictures.
    case none
    /// Acts as the user who made the token.
    case personalToken(Secret)
    /// An application without a user: may search and see pictures.
    case consumer(key: Secret, secret: Secret)

    /// How many requests per window Discogs grants, before its headers tell.
    /// (Source: developer pages, "Rate limiting".)
    public var customaryRateLimit: Int {
        if case .none = self { 25 } else { Self.highestCustomaryRateLimit }
    }

    static let highestCustomaryRateLimit = 60

    /// Whether a user asks, and not an application or nobody.
    var isOfUser: Bool {
        if case .personalToken = self { true } else { false }
    }

    /// The value of the `Authorization` header.
    var headerValue: String? {
        switch self {
        case .none: nil
        case .personalToken(let token): "Discogs token=\(token.reveal())"
        case .consumer(let key, let secret):
            "Discogs key=\(key.reveal()), secret=\(secret.reveal())"
        }
    }
}

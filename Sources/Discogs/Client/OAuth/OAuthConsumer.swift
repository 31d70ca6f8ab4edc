/// An application as Discogs knows it; registered at `https://www.discogs.com/settings/developers`.
public struct OAuthConsumer: Sendable, Hashable {
    public let key: Secret
    public let secret: Secret

    public init(key: Secret, secret: Secret) {
        self.key = key
        self.secret = secret
    }
}

/// What lets an application act as a user, or ask a user to let it: a token and its secret.
public struct OAuthToken: Sendable, Hashable {
    public let token: Secret
    public let secret: Secret

    public init(token: Secret, secret: Secret) {
        self.token = token
        self.secret = secret
    }
}

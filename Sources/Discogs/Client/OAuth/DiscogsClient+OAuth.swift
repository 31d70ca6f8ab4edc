/// The login of an application as a user, in three steps (OAuth 1.0a, out of band): a request token,
/// the user's consent on a web page, which shows a code, and the code exchanged for an access token.
///
/// Whatever login the client has, these requests are signed by the application alone. They go through
/// the same limiter and connections as all others, and are not repeated when they fail.
extension DiscogsClient {
    /// The first step.
    /// - Throws: `DiscogsError` (`authentication` for an application that Discogs does not know), or
    ///   `CancellationError`.
    public func requestToken(for consumer: OAuthConsumer) async throws -> OAuthToken {
        try await token(
            .raw(.get, "/oauth/request_token"),
            OAuthSignature(consumer: consumer, callback: "oob"))
    }

    /// The page on which the user lets the application in; it then shows a code.
    public func authorizeAddress(for requestToken: OAuthToken) -> String {
        let token = PercentEncoding.encode(requestToken.token.reveal())
        // The site, not the API. A simulator is both.
        let isDiscogs = baseURL.origin == BaseURL.discogs.origin
        let site = isDiscogs ? "https://www.discogs.com" : "\(baseURL)"
        return "\(site)/oauth/authorize?oauth_token=\(token)"
    }

    /// The third step, within 15 minutes of the first one.
    /// - Parameter verifier: the code that the user got.
    /// - Throws: `DiscogsError` (`badRequest` for a code that is wrong or late), or
    ///   `CancellationError`.
    public func accessToken(
        for consumer: OAuthConsumer, requestToken: OAuthToken, verifier: Secret
    ) async throws -> OAuthToken {
        try await token(
            .raw(.post, "/oauth/access_token"),
            OAuthSignature(consumer: consumer, token: requestToken, verifier: verifier))
    }

    private func token(
        _ request: DiscogsRequest, _ signature: OAuthSignature
    ) async throws -> OAuthToken {
        let fields = try await form(request, signed: signature)
        guard let token = fields["oauth_token"], let secret = fields["oauth_token_secret"],
            !token.isEmpty, !secret.isEmpty
        else {
            throw DiscogsError(
                .unexpectedReply(.noToken), message: "The reply holds no token.",
                request: .init(method: request.method, target: request.redactedTarget))
        }
        return OAuthToken(token: Secret(token), secret: Secret(secret))
    }
}

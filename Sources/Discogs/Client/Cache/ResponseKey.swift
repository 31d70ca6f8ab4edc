/// What an answer is kept under: who asked which server for what, and in which form.
///
/// It holds no login: of that, only a fingerprint from which it cannot be found.
public struct ResponseKey: Sendable, Hashable {
    /// Whose answer it is; another account never gets it.
    public let scope: Scope
    /// Without the base URL, percent-encoded: `/users/miles/wants`.
    public let path: String
    /// Without the question mark, percent-encoded; may be empty.
    public let query: String
    /// The value of the `Accept` header.
    public let mediaType: String

    /// An account on a server.
    public struct Scope: Sendable, Hashable {
        /// A fingerprint of the credentials, or `anonymous`.
        public let account: String
        /// The base URL: `https://api.discogs.com`.
        public let server: String

        public init(account: String, server: String) {
            self.account = account
            self.server = server
        }
    }

    public init(scope: Scope, path: String, query: String, mediaType: String) {
        self.scope = scope
        self.path = path
        self.query = query
        self.mediaType = mediaType
    }
}

extension ResponseKey {
    /// The key of a read; nil for one with a login in its query, and for another server.
    init?(_ request: OutgoingRequest, to baseURL: BaseURL, in scope: Scope) {
        let url = request.url
        guard url.origin == baseURL.origin, url.path.hasPrefix(baseURL.pathPrefix),
            url.redactedTarget == url.target
        else { return nil }
        self.init(
            scope: scope, path: String(url.path.dropFirst(baseURL.pathPrefix.count)),
            query: url.query ?? "", mediaType: request.headers.first(name: "Accept") ?? "")
    }
}

extension Credentials {
    /// Tells one account from another, and gives nothing of the login away.
    var accountKey: String {
        switch self {
        case .none: "anonymous"
        case .personalToken(let token): "token-\(token.fingerprint)"
        case .consumer(let key, let secret):
            "consumer-\(Secret("\(key.reveal())\n\(secret.reveal())").fingerprint)"
        case .oauth(_, let token): "oauth-\(token.token.fingerprint)"
        }
    }

    /// Whether a part of the login stands in these bytes: a server may repeat what it was sent.
    func isRevealed(by bytes: [UInt8]) -> Bool {
        secrets.contains { secret in
            let wanted = Array(secret.reveal().utf8)
            return !wanted.isEmpty && bytes.contains(sequence: wanted)
        }
    }
}

extension [UInt8] {
    /// Goes by the first byte, which is fast enough for megabytes.
    fileprivate func contains(sequence wanted: [UInt8]) -> Bool {
        withUnsafeBufferPointer { bytes in
            guard let first = wanted.first, bytes.count >= wanted.count else { return false }
            for start in 0...(bytes.count - wanted.count) where bytes[start] == first {
                if wanted.indices.allSatisfy({ bytes[start + $0] == wanted[$0] }) { return true }
            }
            return false
        }
    }
}

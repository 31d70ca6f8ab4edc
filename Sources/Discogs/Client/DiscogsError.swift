import Records

/// Everything that can go wrong with a request, in one hierarchy.
public struct DiscogsError: Error, Sendable, Hashable {
    public let kind: Kind
    /// The HTTP status, when a reply came.
    public let status: Int?
    /// The server's words, shortened and free of control characters, or ours.
    public let message: String
    /// The pause that the server asks for (`Retry-After`).
    public let retryAfter: Duration?
    /// The same id as in the log; nil when nothing was sent.
    public let requestID: String?
    public let request: RequestLine?

    public enum Kind: Sendable, Hashable {
        /// The login is missing or wrong (401).
        case authentication
        /// The login is right, but may not do this (403).
        case permission
        /// No such object, a page past the end, or a precondition is missing (404).
        case notFound
        /// The request is wrong (400, 405, 415, 422).
        case badRequest
        /// What was asked for is running already (409).
        case conflict
        /// Too many requests (429), with the pause that the server asks for.
        case rateLimit(retryAfter: Duration?)
        /// The server or a gateway before it failed (408, 5xx).
        case server
        case network(NetworkFailure)
        /// The request was refused before anything was sent.
        case validation(RequestValidationError)
        /// A reply that is not what the API sends.
        case unexpectedReply(UnexpectedReply)
        /// The local catalogue does not hold what only the API has.
        case needsDiscogs
        /// The time allowed for the command is over.
        case deadline
        /// Nothing may be sent, and the cache has no answer.
        case offline
        /// A write whose reply was lost: it may or may not have happened.
        case unknownOutcome
    }

    public enum UnexpectedReply: Error, Sendable, Hashable {
        /// An HTML page, of a proxy or of Cloudflare.
        case html
        /// Some other content type, as sent.
        case notJSON(contentType: String)
        /// JSON by its content type, but not readable.
        case unreadableJSON
        /// Text with commas by its content type, but not readable.
        case unreadableTable
        case emptyBody
        /// The reply to a login does not hold a token.
        case noToken
        /// A redirect that is not followed: a write, or one without an address.
        case redirect
        /// A status that the API does not use.
        case status
    }

    /// What was asked for.
    public struct RequestLine: Sendable, Hashable {
        public let method: HTTPMethod
        /// Path and query, without credentials.
        public let target: String

        public init(method: HTTPMethod, target: String) {
            self.method = method
            self.target = target
        }
    }

    public init(
        _ kind: Kind, status: Int? = nil, message: String, retryAfter: Duration? = nil,
        requestID: String? = nil, request: RequestLine? = nil
    ) {
        self.kind = kind
        self.status = status
        self.message = ServerText.clean(message)
        self.retryAfter = retryAfter
        self.requestID = requestID
        self.request = request
    }
}

extension DiscogsError.Kind {
    /// A word for logs and for programs that read our errors.
    public var name: String {
        switch self {
        case .authentication: "authentication"
        case .permission: "permission"
        case .notFound: "not_found"
        case .badRequest: "bad_request"
        case .conflict: "conflict"
        case .rateLimit: "rate_limit"
        case .server: "server"
        case .network: "network"
        case .validation: "validation"
        case .unexpectedReply: "unexpected_reply"
        case .needsDiscogs: "needs_discogs"
        case .deadline: "deadline"
        case .offline: "offline"
        case .unknownOutcome: "unknown_outcome"
        }
    }
}

extension DiscogsError: CustomStringConvertible {
    public var description: String {
        let place = request.map { "\($0.method.rawValue) \($0.target): " } ?? ""
        return place + message + (status.map { " (\($0))" } ?? "")
    }

    /// The error as data: `error`, `message`, and as far as known `status`, `reason`,
    /// `retry_after` (seconds), `request_id`, `method`, `target`.
    public func toDictionary() -> [String: JSONValue] {
        var members: [String: JSONValue] = [
            "error": .string(kind.name), "message": .string(message),
        ]
        members["status"] = status.map { .int(Int64($0)) }
        members["request_id"] = requestID.map(JSONValue.string)
        members["method"] = (request?.method.rawValue).map(JSONValue.string)
        members["target"] = (request?.target).map(JSONValue.string)
        members["retry_after"] = retryAfter.map { .double($0 / .seconds(1)) }
        if case .network(let failure) = kind { members["reason"] = .string(failure.name) }
        return members
    }
}

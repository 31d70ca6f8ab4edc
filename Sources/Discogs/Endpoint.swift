import Records

/// One operation of the Discogs API, declared once: everything else about it is derived.
///
/// From an element of `Endpoint.all` come the URL and its validation, the shell command, argument
/// parsing, help, completion, the reference document and the dry run.
public struct Endpoint: Sendable {
    /// The command's name, in the API's terms, in kebab-case: `master-versions`.
    public let name: String
    public let method: HTTPMethod
    /// The path with placeholders: `/masters/{master_id}/versions`.
    public let path: String
    /// One sentence, without a full stop, that begins with a verb.
    public let summary: String
    public let parameters: [EndpointParameter]
    public let reply: Reply
    public let login: Login
    /// How many members its body has to have.
    public let bodyRule: BodyRule
    /// Where the members of the body come from that nobody gives; nil when they stay as they are.
    public let kept: Kept?
    /// The endpoint that has to be told the members of the body again; nil for none.
    public let followUp: String?
    /// How long its answers may be kept; not at all unless it says so.
    public let cacheClass: CacheClass
    /// Lines that can be typed; each is parsed and run by the tests.
    public let examples: [String]

    public init(
        _ name: String, _ route: StaticString, _ summary: String,
        parameters: [EndpointParameter], body bodyRule: BodyRule = .any, reply: Reply,
        login: Login = .optional, cached cacheClass: CacheClass = .never, keeping kept: Kept? = nil,
        followedBy followUp: String? = nil, examples: [String]
    ) {
        let parts = "\(route)".split(separator: " ", maxSplits: 1).map(String.init)
        self.name = name
        self.method = HTTPMethod(rawValue: parts[0]) ?? .get
        self.path = parts.count > 1 ? parts[1] : "/"
        self.summary = summary
        self.parameters = parameters
        self.reply = reply
        self.login = login
        self.bodyRule = bodyRule
        self.kept = kept
        self.followUp = followUp
        self.cacheClass = cacheClass
        self.examples = examples
    }

    /// Whether it changes something on Discogs.
    public var isWrite: Bool { method != .get }

    /// How many of the parameters that go into its body have to be given.
    public enum BodyRule: Sendable, Hashable {
        case any
        case atLeastOne
        case exactlyOne
    }

    /// For an operation that replaces a thing as a whole: what it has now, so that nothing is lost
    /// that nobody meant to change.
    public struct Kept: Sendable {
        /// The endpoint that shows the thing. Its parameters are among the operation's own.
        public let endpoint: String
        /// By the name of the parameter, the field that holds its value now.
        public let fields: [String: String]
    }

    /// Who may call the operation.
    public enum Login: String, Sendable {
        /// Anybody; a login adds pictures or private fields.
        case optional
        /// Any user, or a consumer key and secret.
        case required
        /// A user: it is about the account whose token is sent.
        case user
    }
}

public enum HTTPMethod: String, Sendable, Hashable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case delete = "DELETE"
}

/// The kinds of things that Discogs numbers.
public enum IDKind: String, Sendable, Hashable, CaseIterable {
    case release
    case master
    case artist
    case label
}

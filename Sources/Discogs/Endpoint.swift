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
    /// Lines that can be typed; each is parsed and run by the tests.
    public let examples: [String]

    public init(
        _ name: String, _ route: StaticString, _ summary: String,
        parameters: [EndpointParameter], reply: Reply, login: Login = .optional,
        examples: [String]
    ) {
        let parts = "\(route)".split(separator: " ", maxSplits: 1).map(String.init)
        self.name = name
        self.method = HTTPMethod(rawValue: parts[0]) ?? .get
        self.path = parts.count > 1 ? parts[1] : "/"
        self.summary = summary
        self.parameters = parameters
        self.reply = reply
        self.login = login
        self.examples = examples
    }

    /// What a successful reply holds.
    public struct Reply: Sendable {
        /// What a row is: it decides table columns and cards.
        public let kind: RowKind
        /// The member that holds the rows; nil when the reply itself is the row.
        public let rowsKey: String?
        /// Whether the endpoint takes `page` and `per_page`.
        public let isPaged: Bool
        /// Fields a row may have, for completion and for telling a typing error from an absent field.
        public var fields: [String] { makeFields() }
        /// Values of the API's `sort` parameter (with `sort_order`) that the server is known to
        /// honour, mapped from the row field that they order: `["year": "year"]`.
        public let sortKeys: [String: String]
        /// The API's own ceiling on rows, however many match.
        public let rowCeiling: Int?
        /// The last page that the API gives to anybody but the owner of the rows; a page behind it
        /// is refused with 403.
        public let pageCeilingForOthers: Int?
        // Made when asked for: most lines never do, and the models cost a millisecond.
        private let makeFields: @Sendable () -> [String]

        /// One object.
        public static func object(
            _ kind: RowKind, fields: @autoclosure @escaping @Sendable () -> [String]
        ) -> Reply {
            Reply(
                kind: kind, rowsKey: nil, isPaged: false, sortKeys: [:], rowCeiling: nil,
                pageCeilingForOthers: nil, makeFields: fields)
        }

        /// Pages of rows.
        public static func pages(
            _ kind: RowKind, of rowsKey: String,
            fields: @autoclosure @escaping @Sendable () -> [String],
            sortKeys: [String: String] = [:], rowCeiling: Int? = nil,
            pageCeilingForOthers: Int? = nil
        ) -> Reply {
            Reply(
                kind: kind, rowsKey: rowsKey, isPaged: true, sortKeys: sortKeys,
                rowCeiling: rowCeiling, pageCeilingForOthers: pageCeilingForOthers,
                makeFields: fields)
        }
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

/// A parameter of an endpoint, with what it accepts.
public struct EndpointParameter: Sendable {
    /// As the API and the shell call it: `release_title`. (The shell accepts `-` for `_` too.)
    public let name: String
    public let kind: Kind
    public let place: Place
    public let isRequired: Bool
    /// Whether the value may be given without the name: `search "Kind of Blue"`.
    public let isPositional: Bool
    /// Sent along with this parameter unless the other one is given too.
    public let implied: QueryItem?
    /// What stands in the path when nobody gives the parameter; nil when it must be given, and in
    /// a query, where it is left out.
    public let standIn: StandIn?
    /// A phrase without a full stop: `the title of the release`.
    public let summary: String

    public enum Place: String, Sendable { case path, query }

    public enum StandIn: Sendable, Hashable {
        /// The name of the account whose token is sent: `GET /oauth/identity` tells it.
        case ownUsername
        case value(String)
    }

    public enum Kind: Sendable, Hashable {
        case text
        /// The name of an account: blanks around it are none of it.
        case username
        /// A whole number within the range.
        case integer(ClosedRange<Int64>)
        /// One of these, compared without case, sent as written here.
        case choice([String])
        /// Any text; these are offered by completion.
        case suggestion([String])
        /// A year, four digits. When `allowsRange`, `1970..1979` is sent as `1970-1979`.
        case year(allowsRange: Bool)
        case id(IDKind)
        case currency
    }

    public static func path(
        _ name: String, _ kind: Kind, _ summary: String, isPositional: Bool = true,
        standIn: StandIn? = nil
    ) -> Self {
        Self(
            name: name, kind: kind, place: .path, isRequired: standIn == nil,
            isPositional: isPositional, implied: nil, standIn: standIn, summary: summary)
    }

    public static func query(
        _ name: String, _ kind: Kind, _ summary: String, isRequired: Bool = false,
        isPositional: Bool = false, implying implied: QueryItem? = nil
    ) -> Self {
        Self(
            name: name, kind: kind, place: .query, isRequired: isRequired,
            isPositional: isPositional, implied: implied, standIn: nil, summary: summary)
    }

    /// Of every endpoint with pages; not in its list of parameters.
    public static let page = query("page", .integer(1...Int64.max), "the page, from 1")

    /// Of every endpoint with pages; not in its list of parameters. The API cuts it at 100.
    public static let perPage = query("per_page", .integer(1...100), "rows on each page")

    /// The name with `_` for `-`.
    static func canonicalName(_ name: String) -> String {
        String(name.map { $0 == "-" ? "_" : $0 })
    }
}

extension EndpointParameter.Kind {
    /// Values to offer to a person: all that are allowed when `isClosed`, else the usual ones.
    public var offeredValues: [String] {
        switch self {
        case .choice(let values), .suggestion(let values): values
        case .currency: Vocabulary.currencies
        case .text, .username, .integer, .year, .id: []
        }
    }

    /// Whether nothing but the values offered is allowed.
    public var isClosed: Bool {
        switch self {
        case .choice, .currency: true
        case .text, .username, .integer, .suggestion, .year, .id: false
        }
    }
}

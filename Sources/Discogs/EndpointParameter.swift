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

    public enum Place: String, Sendable {
        case path
        case query
        /// A member of the JSON that is sent along.
        case body
        /// The path of a file whose text is sent along.
        case upload
        /// Nowhere: whoever sends the request acts on it.
        case sender
    }

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
        /// The number of a listing, or its address.
        case listing
        /// The number of an order, such as `150295-1254`, or its address.
        case order
        /// An amount of money, without a currency; sent with a decimal point.
        case amount
        case boolean
        /// A whole number within the range, or `auto`: Discogs finds out.
        case integerOrAuto(ClosedRange<Int64>)
        /// The state of a record or, with a few more words, of its sleeve: `Mint (M)`. The letters
        /// and the name are understood, too.
        case condition(ofSleeve: Bool)
        /// A day or a moment: `2026-11-25`, `2026-11-25T10:00:00Z`.
        case moment
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

    public static func body(
        _ name: String, _ kind: Kind, _ summary: String, isRequired: Bool = false,
        isPositional: Bool = false
    ) -> Self {
        Self(
            name: name, kind: kind, place: .body, isRequired: isRequired,
            isPositional: isPositional, implied: nil, standIn: nil, summary: summary)
    }

    /// A file whose text is sent.
    public static func upload(_ name: String, _ summary: String) -> Self {
        Self(
            name: name, kind: .text, place: .upload, isRequired: true, isPositional: true,
            implied: nil, standIn: nil, summary: summary)
    }

    /// Of an endpoint that shows how far something is, in its field `finished_ts`.
    static let wait = Self(
        name: "wait", kind: .boolean, place: .sender, isRequired: false, isPositional: false,
        implied: nil, standIn: nil, summary: "whether to ask again until it is finished")

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
        case .condition(let ofSleeve): Vocabulary.conditions(ofSleeve: ofSleeve)
        case .boolean: ["true", "false"]
        case .integerOrAuto: ["auto"]
        case .text, .username, .integer, .year, .id, .listing, .order, .amount, .moment: []
        }
    }

    /// Whether nothing but the values offered is allowed.
    public var isClosed: Bool {
        switch self {
        case .choice, .currency, .condition, .boolean: true
        case .text, .username, .integer, .suggestion, .year, .id, .listing, .order, .amount,
            .integerOrAuto, .moment:
            false
        }
    }
}

import Discogs
import Records

/// A request as the simulated account sees it.
struct AccountCall {
    let request: DiscogsRequest
    let endpoint: Endpoint
    /// The values in the request's path.
    let arguments: [String: String]
    /// Whether it is the account itself that asks.
    let isOwner: Bool
    /// The members of what was sent along; none for anything but JSON.
    let body: JSONObject
    /// What was sent along, as text, with its type.
    let upload: (type: String, text: String)

    /// Of prices.
    let currency: String
    /// Where the simulator is.
    let baseURL: String

    /// A number in the path; 0 for what is none.
    func number(_ name: String) -> Int64 { arguments[name].flatMap { Int64($0) } ?? 0 }

    /// A value of the query.
    func value(_ name: String) -> String? { request.value(of: name) }

    /// A page of these rows.
    func page(
        of rows: [Row], _ rowsKey: String, sorted orders: [String: FieldPath] = [:]
    ) -> AccountAnswer {
        .page(AccountPage(of: rows, rowsKey, sorted: orders).json(for: request))
    }
}

/// What the account answers.
enum AccountAnswer {
    /// What the rules for pages are applied to.
    case page(JSONValue)
    case object(Row, status: Int = 200)
    /// A reply as it is.
    case reply(SimulatedReply)

    /// 204
    static var nothing: Self { .reply(SimulatedReply(status: 204)) }

    /// What was begun can be found there.
    static func begun(_ path: String) -> Self {
        .reply(SimulatedReply(status: 200, headers: [HeaderField("Location", path)]))
    }
}

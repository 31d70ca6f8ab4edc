import Discogs
import Records

/// The API's rules for pages, applied to what a source answers.
struct Paging {
    /// What the source is asked: without credentials and currency, and for a page that can be.
    let request: DiscogsRequest
    private let original: DiscogsRequest
    private let baseURL: String
    private let page: Int
    private let perPage: Int
    private let rowCeiling: Int?

    /// Parameters that the simulator reads itself, or that no source of its has an answer to.
    private static let own = Login.queryNames.union(["page", "per_page", "curr_abbr"])

    init(_ original: DiscogsRequest, baseURL: String, _ reply: Endpoint.Reply) {
        self.original = original
        self.baseURL = baseURL
        rowCeiling = reply.rowCeiling
        page = original.page ?? 1
        // More than 100 is cut without a word; what is no number counts as not given.
        let asked = original.perPage ?? 50
        perPage = asked < 1 ? 50 : min(asked, 100)
        var query = original.query.filter { !Self.own.contains($0.name) }
        if reply.isPaged {
            // The source need not know what a page before the first one is.
            query += [
                QueryItem("page", String(max(page, 1))), QueryItem("per_page", String(perPage)),
            ]
        }
        request = (try? .received(original.method, original.path, query: query)) ?? original
    }

    /// The source's reply with `urls` and the `Link` header, or 404 for a page out of range.
    func reply(with response: DiscogsResponse) -> SimulatedReply {
        guard var object = response.body.objectValue,
            var pagination = object["pagination"]?.objectValue
        else { return SimulatedReply(status: response.status, json: response.body) }
        let found = Int(pagination["pages"]?.intValue ?? 1)
        let pages = min(found, rowCeiling.map { max($0 / perPage, 1) } ?? found)
        guard (1...pages).contains(page) else { return .pageOutOfRange(page, of: pages) }
        let addresses = addresses(of: pages)
        pagination["pages"] = .int(Int64(pages))
        pagination["urls"] = .object(JSONObject(addresses.map { ($0.relation, .string($0.url)) }))
        object["pagination"] = .object(pagination)
        var reply = SimulatedReply(status: response.status, json: .object(object))
        if !addresses.isEmpty {
            let links = addresses.map { "<\($0.url)>; rel=\"\($0.relation)\"" }
            reply.headers.append(HeaderField("Link", links.joined(separator: ", ")))
        }
        return reply
    }

    private func addresses(of pages: Int) -> [(relation: String, url: String)] {
        var addresses: [(String, String)] = []
        if page > 1 { addresses += [("first", url(1)), ("prev", url(page - 1))] }
        if page < pages { addresses += [("last", url(pages)), ("next", url(page + 1))] }
        return addresses
    }

    /// All parameters stay where they are, credentials too: so does the API.
    private func url(_ page: Int) -> String {
        var query = original.query.map { item in
            switch item.name {
            case "page": QueryItem("page", String(page))
            case "per_page": QueryItem("per_page", String(perPage))
            default: item
            }
        }
        for (name, number) in [("per_page", perPage), ("page", page)]
        where !query.contains(where: { $0.name == name }) {
            query.append(QueryItem(name, String(number)))
        }
        let request = try? DiscogsRequest.received(original.method, original.path, query: query)
        return baseURL + (request ?? original).target
    }
}

import Discogs
import Records

/// The part of all rows that a request asks for, by the API's rules.
struct CatalogPage {
    let number: Int
    let size: Int
    let pageCount: Int
    private let itemCount: Int
    private let request: DiscogsRequest

    /// - Throws: `CatalogFailure.notFound` for a page that does not exist; the first always does.
    init(of itemCount: Int, for request: DiscogsRequest) throws(CatalogFailure) {
        self.itemCount = itemCount
        self.request = request
        number = request.page ?? 1
        size = min(max(request.perPage ?? 50, 1), 100)
        pageCount = max(1, (itemCount + size - 1) / size)
        guard (1...pageCount).contains(number) else {
            throw .notFound("Page \(number) is outside of valid range [1, \(pageCount)].")
        }
    }

    var offset: Int { (number - 1) * size }

    /// - Parameter baseURL: what the addresses of other pages begin with.
    func envelope(_ rowsKey: String, _ rows: [JSONObject], baseURL: String) -> JSONObject {
        let address = { (page: Int) in JSONValue.string(baseURL + target(page)) }
        var addresses = JSONObject()
        if number > 1 {
            addresses["first"] = address(1)
            addresses["prev"] = address(number - 1)
        }
        if number < pageCount {
            addresses["next"] = address(number + 1)
            addresses["last"] = address(pageCount)
        }
        return [
            "pagination": [
                "page": .int(Int64(number)),
                "pages": .int(Int64(pageCount)),
                "per_page": .int(Int64(size)),
                "items": .int(Int64(itemCount)),
                "urls": .object(addresses),
            ],
            rowsKey: .array(rows.map(JSONValue.object)),
        ]
    }

    /// The request for another page, with every other parameter where it was.
    private func target(_ page: Int) -> String {
        var query = request.query.filter { $0.name != "page" && $0.name != "per_page" }
        query.append(QueryItem("page", String(page)))
        query.append(QueryItem("per_page", String(size)))
        // The path was fine in the request itself.
        let other = try? DiscogsRequest.raw(request.method, request.path, query: query)
        return other?.target ?? request.path
    }
}

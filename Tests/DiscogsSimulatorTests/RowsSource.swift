import Discogs
import Records

/// Answers every request with a page of so many numbered rows, or with an error.
struct RowsSource: DiscogsSource {
    let name = "rows"
    let isFree = true
    var count = 0
    var error: DiscogsError?

    func response(to request: DiscogsRequest) async throws -> DiscogsResponse {
        if let error { throw error }
        let page = request.page ?? 1
        let perPage = request.perPage ?? 50
        let first = (page - 1) * perPage
        let rows = (first..<max(first, min(first + perPage, count))).map { number in
            JSONValue.object(["id": .int(Int64(number + 1)), "asked": .string(request.target)])
        }
        return DiscogsResponse(
            status: 200,
            body: [
                "pagination": [
                    "page": .int(Int64(page)), "pages": .int(Int64(count / perPage + 1)),
                    "per_page": .int(Int64(perPage)), "items": .int(Int64(count)), "urls": [:],
                ],
                "results": .array(rows),
            ], requestID: "1")
    }
}

extension JSONValue {
    /// A whole number somewhere inside objects.
    func int(_ keys: String...) -> Int64? {
        var value: JSONValue? = self
        for key in keys { value = value?[key] }
        return value?.intValue
    }
}

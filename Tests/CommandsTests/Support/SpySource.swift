import Catalog
import Discogs
import Records
import Synchronization

/// A source that answers as it is told and keeps the requests it was sent.
final class SpySource: DiscogsSource {
    typealias Answer = @Sendable (DiscogsRequest) async throws -> DiscogsResponse

    let name = "spy"
    let isFree: Bool
    private let answer: Answer
    private let pictures: @Sendable (String) async throws -> Picture
    private let log = Mutex<[String]>([])

    init(
        isFree: Bool = false,
        pictures: @escaping @Sendable (String) async throws -> Picture = { _ in
            throw DiscogsError(.needsDiscogs, message: "no pictures")
        }, answer: @escaping Answer
    ) {
        self.pictures = pictures
        self.isFree = isFree
        self.answer = answer
    }

    func response(to request: DiscogsRequest) async throws -> DiscogsResponse {
        log.withLock { $0.append("\(request.method.rawValue) \(request.target)") }
        return try await answer(request)
    }

    func picture(at address: String) async throws -> Picture { try await pictures(address) }

    /// What was sent since the last time.
    func takeRequests() -> [String] {
        log.withLock { requests in
            defer { requests = [] }
            return requests
        }
    }
}

extension SpySource {
    /// The sample catalogue, opened once for all tests.
    static func catalog() -> SpySource {
        SpySource(isFree: true) { try await sample.response(to: $0) }
    }

    private static let sample = SampleCatalog()

    /// A search with this many generated rows, paged as the API does it.
    static func pages(of total: Int, isFree: Bool = false) -> SpySource {
        pages(GeneratedPages(total: total), isFree: isFree)
    }

    static func pages(_ pages: GeneratedPages, isFree: Bool = false) -> SpySource {
        SpySource(isFree: isFree) { try pages.response(to: $0) }
    }

    /// One reply for every request: what `raw GET /rows` gives, these rows.
    static func rows(_ rows: [Row]) -> SpySource {
        body(.array(rows.map(JSONValue.object)))
    }

    static func body(_ body: JSONValue) -> SpySource {
        SpySource { _ in DiscogsResponse(status: 200, body: body, requestID: "1") }
    }

    static func failing(_ error: DiscogsError) -> SpySource { SpySource { _ in throw error } }
}

/// Pages of rows `{"id": 1, "type": "release", "title": "Title 1", "year": "1901"}` and so on.
struct GeneratedPages: Sendable {
    var total: Int
    /// What the server says there is, where it gives fewer.
    var items: Int?
    /// From this page on there is nothing any more, whatever page one promised.
    var vanishesFrom = Int.max
    var rowsKey = "results"
    /// Changes the rows of a page on their way out.
    var change: @Sendable (_ page: Int, _ rows: [Row]) -> [Row] = { $1 }

    static func row(_ number: Int) -> Row {
        [
            "id": .int(Int64(number)), "type": "release", "title": .string("Title \(number)"),
            "year": .string(String(1900 + number % 100)),
        ]
    }

    func response(to request: DiscogsRequest) throws -> DiscogsResponse {
        let page = request.page ?? 1
        let size = min(request.perPage ?? 50, 100)
        let count = max(1, (total + size - 1) / size)
        guard page <= count, page < vanishesFrom else {
            throw DiscogsError(
                .notFound, status: 404,
                message: "Page \(page) is outside of valid range [1, \(count)].")
        }
        let numbers = ((page - 1) * size + 1)..<(min(page * size, total) + 1)
        let rows = change(page, numbers.map(Self.row))
        return DiscogsResponse(
            status: 200,
            body: [
                "pagination": [
                    "page": .int(Int64(page)), "pages": .int(Int64(count)),
                    "per_page": .int(Int64(size)), "items": .int(Int64(items ?? total)),
                ],
                rowsKey: .array(rows.map(JSONValue.object)),
            ], requestID: "1")
    }
}

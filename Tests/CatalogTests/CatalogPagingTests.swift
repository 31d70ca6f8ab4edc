import Catalog
import Discogs
import Records
import Testing

@Suite("Pages of the catalogue")
struct CatalogPagingTests {
    private let catalog = SmallCatalogue.catalog()

    @Test("A page says where it stands, and where the others are")
    func describesPages() async throws {
        let body = try await catalog.search(["q": "miles", "per_page": "3", "page": "2"])
        #expect(
            body["pagination"]?.json() == """
                {"page":2,"pages":3,"per_page":3,"items":7,"urls":{\
                "first":"/database/search?q=miles&page=1&per_page=3",\
                "prev":"/database/search?q=miles&page=1&per_page=3",\
                "next":"/database/search?q=miles&page=3&per_page=3",\
                "last":"/database/search?q=miles&page=3&per_page=3"}}
                """)
        #expect(body.rows("results").count == 3)
        #expect(body.objectValue?.keys == ["pagination", "results"])
    }

    @Test("The first page has no address before it, the last none behind it")
    func leavesOutAddresses() async throws {
        let first = try await catalog.search(["per_page": "10"])
        #expect(first["pagination", "urls"]?.objectValue?.keys == ["next", "last"])
        let last = try await catalog.search(["per_page": "10", "page": "2"])
        #expect(last["pagination", "urls"]?.objectValue?.keys == ["first", "prev"])
        #expect(last.rows("results").count == 4)
        let only = try await catalog.search(["q": "debut"])
        #expect(only["pagination", "urls"] == [:])
    }

    @Test("Pages together are all rows, each once")
    func cutsEvenly() async throws {
        var ids: [Int64] = []
        for page in 1...5 {
            ids += try await catalog.ids("/database/search", ["per_page": "3", "page": "\(page)"])
        }
        #expect(ids == (try await catalog.ids("/database/search")))
        #expect(Set(ids).count == 14)
    }

    @Test("Fifty rows are a page unless asked for otherwise, a hundred at most")
    func limitsPageSize() async throws {
        let size = { (query: KeyValuePairs<String, String>) in
            try await catalog.search(query)["pagination", "per_page"]
        }
        #expect(try await size([:]) == 50)
        #expect(try await size(["per_page": "500"]) == 100)
        #expect(try await size(["per_page": "0"]) == 1)
        #expect(try await size(["per_page": "many"]) == 50)
    }

    @Test("No rows are one empty page")
    func hasEmptyPage() async throws {
        let body = try await catalog.search(["q": "nobody"])
        #expect(
            body.json() == """
                {"pagination":{"page":1,"pages":1,"per_page":50,"items":0,"urls":{}},"results":[]}
                """)
    }

    @Test("A page that does not exist is not found", arguments: ["3", "0", "-1"])
    func refusesMissingPage(_ page: String) async throws {
        let error = await catalog.error("/database/search", ["per_page": "10", "page": "\(page)"])
        #expect(error?.kind == .notFound)
        #expect(error?.status == 404)
        #expect(error?.message == "Page \(page) is outside of valid range [1, 2].")
    }

    @Test("Addresses begin with the server's own, and keep what was asked for")
    func beginsWithBaseURL() async throws {
        let served = SmallCatalogue.catalog(baseURL: "http://127.0.0.1:8080")
        let body = try await served.search(["q": "miles & davis", "per_page": "2"])
        #expect(
            body["pagination", "urls", "next"]
                == "http://127.0.0.1:8080/database/search?q=miles%20%26%20davis&page=2&per_page=2")
        #expect(
            body["results", "0", "resource_url"] == "http://127.0.0.1:8080/artists/9000000001")
    }
}

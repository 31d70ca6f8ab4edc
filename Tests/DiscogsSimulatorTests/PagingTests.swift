import DiscogsSimulator
import Records
import Testing

@Suite("Pages of the simulator", .timeLimit(.minutes(10)))
struct PagingTests {
    private func reply(_ query: String, rows: Int = 120) async throws -> WireReply {
        try await withSimulator(source: RowsSource(count: rows)) { simulator async throws in
            try await WireClient(simulator).get(
                "/database/search" + query, HeaderField("Authorization", "Discogs token=t"))
        }
    }

    private func url(_ relation: String, _ reply: WireReply) -> String? {
        reply.json?["pagination"]?["urls"]?[relation]?.stringValue
            .map { String($0.drop { $0 != "?" }) }
    }

    @Test("Without parameters there are fifty rows")
    func defaults() async throws {
        let json = try #require(try await reply("").json)
        #expect(json.int("pagination", "page") == 1)
        #expect(json.int("pagination", "per_page") == 50)
        #expect(json["results"]?.arrayValue?.count == 50)
    }

    @Test("More than a hundred rows per page become a hundred")
    func perPage() async throws {
        let json = try #require(try await reply("?per_page=500").json)
        #expect(json.int("pagination", "per_page") == 100)
        #expect(json["results"]?.arrayValue?.count == 100)
    }

    @Test(
        "A page out of range is not found, in the API's words",
        arguments: [("?page=4", 4), ("?page=0", 0), ("?page=-2", -2)])
    func outOfRange(query: String, page: Int) async throws {
        let reply = try await reply(query)
        #expect(reply.status == 404)
        #expect(reply.message == "Page \(page) is outside of valid range [1, 3].")
    }

    @Test("The first page has addresses of the next and the last one")
    func firstPage() async throws {
        let reply = try await reply("?q=a%26b&page=1&artist=X")
        #expect(url("first", reply) == nil)
        #expect(url("prev", reply) == nil)
        #expect(url("next", reply) == "?q=a%26b&page=2&artist=X&per_page=50")
        #expect(url("last", reply) == "?q=a%26b&page=3&artist=X&per_page=50")
    }

    @Test("The last page has addresses of the first and the one before, credentials included")
    func lastPage() async throws {
        let reply = try await reply("?page=3&token=t")
        #expect(url("first", reply) == "?page=1&token=t&per_page=50")
        #expect(url("prev", reply) == "?page=2&token=t&per_page=50")
        #expect(url("next", reply) == nil)
        #expect(url("last", reply) == nil)
        let link = try #require(reply["Link"])
        #expect(link.contains(#"?page=2&token=t&per_page=50>; rel="prev""#))
        #expect(link.contains(#"rel="first""#))
    }

    @Test("A single page has no addresses")
    func singlePage() async throws {
        let reply = try await reply("", rows: 10)
        #expect(reply.json?["pagination"]?["urls"]?.objectValue?.isEmpty == true)
        #expect(reply["Link"] == nil)
    }

    @Test("The source does not see credentials")
    func credentials() async throws {
        let reply = try await reply("?q=x&token=t")
        let asked = reply.json?["results"]?.arrayValue?.first?["asked"]?.stringValue
        #expect(asked == "/database/search?q=x&page=1&per_page=50")
    }

    @Test("A search shows the true number of rows but ends after ten thousand")
    func ceiling() async throws {
        let json = try #require(try await reply("?per_page=100", rows: 250_000).json)
        #expect(json.int("pagination", "items") == 250_000)
        #expect(json.int("pagination", "pages") == 100)
        let past = try await reply("?per_page=100&page=101", rows: 250_000)
        #expect(past.message == "Page 101 is outside of valid range [1, 100].")
    }
}

import Catalog
import Discogs
import DiscogsSimulator
import Records
import Testing

@Suite("The simulated account", .timeLimit(.minutes(10)))
struct AccountTests {
    private func replies(
        _ targets: [String], _ authorization: String? = "Discogs token=t"
    ) async throws -> [WireReply] {
        try await withSimulator(source: SampleCatalog()) { simulator async throws in
            let client = WireClient(simulator)
            var replies: [WireReply] = []
            for target in targets {
                guard let authorization else {
                    replies.append(try await client.get(target))
                    continue
                }
                replies.append(
                    try await client.get(target, HeaderField("Authorization", authorization)))
            }
            return replies
        }
    }

    private static let base = "/users/sample-owner"

    @Test("Belongs to whoever has a token, and to nobody else")
    func identity() async throws {
        let own = try await replies(["/oauth/identity"])[0]
        #expect(own.json?["username"] == "sample-owner")
        for authorization in [nil, "Discogs key=k, secret=s"] {
            let reply = try await replies(["/oauth/identity"], authorization)[0]
            #expect(reply.status == 401)
            #expect(reply.message == "You must authenticate to access this resource.")
        }
    }

    @Test("Has rows that the models read, of releases that there are")
    func rows() async throws {
        let all = try await replies([
            Self.base + "/wants", "/users/Sample-Owner/collection/folders/0/releases?per_page=100",
            Self.base + "/inventory",
        ])
        let wants = try #require(all[0].json?["wants"]?.arrayValue).map(Want.fromAPIResponse)
        #expect(wants.count == 12)
        #expect(wants[0].basicInformation?.title == "Kind Of Blue")
        #expect(wants[0].basicInformation?.id == wants[0].id && wants[0].notes != nil)
        let items = try #require(all[1].json?["releases"]?.arrayValue)
            .map(CollectionItem.fromAPIResponse)
        #expect(items.count == 100 && all[1].json?.int("pagination", "items") == 120)
        #expect(items.allSatisfy { $0.folderID != nil && $0.notes.count == 1 })
        let listings = try #require(all[2].json?["listings"]?.arrayValue)
            .map(Listing.fromAPIResponse)
        #expect(listings.count == 8 && listings[0].release?.id == wants[0].id)
        #expect(listings[0].price?.currency == "USD" && listings[0].location == "Shelf 1")
    }

    @Test("Shows others less: folder 0, what is for sale, no notes")
    func others() async throws {
        let all = try await replies(
            [
                Self.base + "/wants", Self.base + "/collection/folders/0/releases",
                Self.base + "/collection/folders/1/releases", Self.base + "/inventory?status=Draft",
            ], nil)
        #expect(all[0].json?["wants"]?.arrayValue?.first?["notes"] == nil)
        #expect(all[1].json?["releases"]?.arrayValue?.first?["folder_id"] == nil)
        #expect(all[2].status == 403)
        #expect(all[3].json?.int("pagination", "items") == 7)
    }

    @Test("Sorts and filters as the API does it")
    func order() async throws {
        let all = try await replies([
            Self.base + "/collection/folders/0/releases?sort=year&sort_order=desc&per_page=3",
            Self.base + "/inventory?sort=price&sort_order=desc",
            Self.base + "/inventory?status=Draft",
            Self.base + "/inventory?sort=colour", Self.base + "/inventory?status=Lost",
            Self.base + "/collection/folders/2/releases",
        ])
        let years = all[0].json?["releases"]?.arrayValue?.compactMap {
            $0["basic_information"]?["year"]?.intValue
        }
        #expect(years == years?.sorted(by: >) && years?.first != 0)
        let prices = all[1].json?["listings"]?.arrayValue?.compactMap {
            $0["price"]?["value"]?.doubleValue
        }
        #expect(prices == prices?.sorted(by: >))
        #expect(all[2].json?.int("pagination", "items") == 1)
        #expect(all[3].status == 422 && all[4].status == 422)
        #expect(all[5].json?.int("pagination", "items") == 40)
    }

    @Test("Has prices of every release, the same each time, and none of what is not there")
    func prices() async throws {
        let all = try await replies([
            "/marketplace/stats/9300000001?curr_abbr=EUR", "/marketplace/stats/9300000001",
            "/marketplace/price_suggestions/9300000001", "/marketplace/stats/1",
        ])
        let stats = try all[0...1].map {
            try MarketplaceStatistics.fromAPIResponse($0.json ?? .null)
        }
        #expect(stats[0].lowestPrice?.currency == "EUR" && stats[1].lowestPrice?.currency == "USD")
        #expect(stats[0].lowestPrice?.value == stats[1].lowestPrice?.value)
        let suggestions = try PriceSuggestions.fromAPIResponse(all[2].json ?? .null)
        let mint = try #require(suggestions.mint?.value)
        let poor = try #require(suggestions.poor?.value)
        #expect(mint > poor)
        #expect(all[3].status == 404 && all[3].message == "Release not found.")
    }

    @Test("Is the only one", arguments: ["/wants", "/inventory", "/collection/folders/0/releases"])
    func unknown(path: String) async throws {
        let all = try await replies(["/users/nobody" + path, Self.base + path + "?page=99"])
        #expect(all.map(\.status) == [404, 404])
        #expect(all[1].message?.hasPrefix("Page 99 is outside of valid range") == true)
    }

    @Test("A folder that is not there is not found")
    func folder() async throws {
        let reply = try await replies([Self.base + "/collection/folders/9/releases"])[0]
        #expect(reply.message == "The requested folder does not exist.")
    }
}

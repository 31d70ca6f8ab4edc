import Testing

@testable import Discogs

@Suite("How long answers are kept")
struct CacheClassTests {
    @Test("Every class stays below the six hours that the terms allow")
    func terms() {
        #expect(CacheClass.longestShown == 21_600)
        #expect(CacheClass.allCases.allSatisfy { $0.lifetime < CacheClass.longestShown })
        #expect(CacheClass.market.lifetime <= 3600)
    }

    @Test(
        "The endpoint table says it, once for each endpoint",
        arguments: [
            ("search", .database), ("release", .database), ("master-versions", .database),
            ("marketplace-stats", .market), ("price-suggestions", .market), ("inventory", .market),
            ("identity", .account), ("collection", .account), ("wantlist", .account),
        ] as [(String, CacheClass)])
    func table(name: String, expected: CacheClass) {
        #expect(Endpoint.named(name)?.cacheClass == expected)
    }

    @Test("What writes is never kept", arguments: Endpoint.all)
    func writes(endpoint: Endpoint) {
        #expect(endpoint.method == .get || endpoint.cacheClass == .never)
    }

    @Test("A raw request is kept briefly, whatever its path")
    func raw() throws {
        for path in ["/releases/1", "/nothing/known", "/marketplace/stats/1"] {
            #expect(try DiscogsRequest.raw(.get, path).cacheClass == .brief)
            #expect(try DiscogsRequest.raw(.post, path).cacheClass == .never)
        }
    }
}

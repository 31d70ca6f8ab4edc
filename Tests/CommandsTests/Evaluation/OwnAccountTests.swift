import Catalog
import Discogs
import Records
import Testing

@testable import Commands

@Suite("The own account")
struct OwnAccountTests {
    /// Knows who asks, and has three rows of everything for everybody.
    private static func source(isFree: Bool = false) -> SpySource {
        SpySource(isFree: isFree) { request in
            let ids: [JSONValue] = [1, 2, 3]
            let rows = ids.map { id -> JSONValue in
                [
                    "id": id, "rating": id, "release": ["id": id],
                    "basic_information": ["title": "T", "year": 1959, "labels": [["name": "L"]]],
                ]
            }
            let paging: JSONValue = ["page": 1, "pages": 1, "per_page": 100, "items": 3]
            let body: JSONValue =
                switch request.endpointName {
                case "identity": ["id": 7, "username": "Käfer & co", "consumer_name": nil]
                case "marketplace-stats": ["lowest_price": nil, "num_for_sale": 0]
                case "price-suggestions": ["Mint (M)": ["currency": "USD", "value": 3.5]]
                case "wantlist": ["pagination": paging, "wants": .array(rows)]
                case "inventory": ["pagination": paging, "listings": .array(rows)]
                default: ["pagination": paging, "releases": .array(rows)]
                }
            return DiscogsResponse(status: 200, body: body, requestID: "1")
        }
    }

    private static let ownWants =
        "GET /users/K%C3%A4fer%20%26%20co/wants?page=1&per_page=100"

    @Test("Is asked for once in a session, when a line needs it")
    func once() async {
        let session = TestSession(.script, Self.source())
        let first = await session.run("identity | select username\nwantlist | count\nwantlist")
        #expect(first.problems == [])
        #expect(first.lines.prefix(2) == [#"{"username":"Käfer & co"}"#, #"{"count":3}"#])
        #expect(
            first.requests == [
                "GET /oauth/identity", "GET /oauth/identity", Self.ownWants, Self.ownWants,
            ])
        let later = await session.run("let mine = collection\ninventory | count")
        #expect(
            later.requests == [
                "GET /users/K%C3%A4fer%20%26%20co/collection/folders/0/releases?page=1&per_page=100",
                "GET /users/K%C3%A4fer%20%26%20co/inventory?page=1&per_page=100",
            ])
    }

    @Test("Is not asked for where a line names somebody")
    func named() async {
        let lines = "wantlist somebody | count\ncollection ' a.b ' folder=3\ninventory username=x"
        #expect(
            await TestSession(.script, Self.source()).run(lines).requests == [
                "GET /users/somebody/wants?page=1&per_page=100",
                "GET /users/a.b/collection/folders/3/releases?page=1&per_page=100",
                "GET /users/x/inventory?page=1&per_page=100",
            ])
    }

    @Test("Is asked for once by lines that run at the same time")
    func together() async {
        let session = TestSession(.script, Self.source())
        let ran = await session.run("wantlist x | each { collection | limit 1 } | count")
        #expect(ran.problems == [] && ran.lines == [#"{"count":3}"#])
        #expect(ran.requests.count { $0 == "GET /oauth/identity" } == 1)
    }

    @Test("Counts among the requests that a run may send, and no row is needed for a limit of 0")
    func cost() async {
        let session = TestSession(.script, Self.source()) { $0.maxRequests = 1 }
        let ran = await session.run("wantlist | limit 0\nwantlist")
        #expect(ran.requests == ["GET /oauth/identity"])
        #expect(ran.problems.count == 1)
    }

    @Test("A dry run shows the request for the name once, and then where the name goes")
    func dryRun() async {
        let session = TestSession(.script, Self.source()) { $0.isDryRun = true }
        let ran = await session.run(
            "wantlist | limit 5\ncollection folder=2 | sort -rating\ninventory x status=sold"
                + "\nwantlist | each marketplace-stats $.id\nidentity")
        #expect(ran.problems == [] && ran.requests == [])
        #expect(
            ran.lines.map { $0.replacing("GET https://api.discogs.com", with: "") } == [
                "/oauth/identity", "/users/{username}/wants?page=1&per_page=5",
                "/users/{username}/collection/folders/2/releases?sort=rating&sort_order=desc"
                    + "&page=1&per_page=100",
                "/users/x/inventory?status=Sold&page=1&per_page=100",
                "/users/{username}/wants?page=1&per_page=100", "/oauth/identity",
            ])
    }

    @Test("The sample catalogue says that it has no accounts, and no prices")
    func sample() async {
        for line in ["wantlist", "collection", "inventory", "identity", "wantlist somebody"] {
            let ran = await TestSession(.script).run(line)
            #expect(ran.problems.first?.contains("has no accounts") == true, "\(line)")
        }
        for line in ["marketplace-stats 9300000001", "price-suggestions 9300000001"] {
            let ran = await TestSession(.script).run(line)
            #expect(ran.problems.first?.contains("has no prices") == true, "\(line)")
        }
    }

    @Test("A reply that names nobody is no answer")
    func nobody() async {
        let session = TestSession(.script, .body(["id": 7]))
        #expect(await session.run("wantlist").problems.count == 1)
    }

    @Test("Lists and prices go together in each")
    func each() async {
        let session = TestSession(.script, Self.source())
        let stats = await session.run(
            "wantlist | each marketplace-stats $.id | select id num_for_sale")
        #expect(stats.lines.first == #"{"id":1,"num_for_sale":0}"#)
        #expect(stats.requests.suffix(3).sorted().first == "GET /marketplace/stats/1")
        let prices = await session.run(
            #"inventory | each price-suggestions $.release.id | select id mint="Mint (M).value""#)
        #expect(prices.problems == [])
        #expect(prices.lines.last == #"{"id":3,"mint":3.5}"#)
    }

    @Test("A field of basic_information is found by its own name")
    func hint() async {
        let session = TestSession(.script, Self.source())
        #expect(
            await session.run("collection | where year<1960").problems
                == ["«year» no field 'year' → did you mean 'basic_information.year'?"])
    }

    @Test("A row of these tables is the release that it is about")
    func tableRows() async {
        let session = TestSession(.prompt, Self.source())
        for line in ["wantlist", "collection", "inventory"] {
            await session.run(line)
            #expect(await session.run("release @2").requests == ["GET /releases/2"])
        }
    }

    @Test(
        "What is no name, no folder and no state of a listing is an error before anything is sent")
    func problems() async {
        let ran = await TestSession(.script, Self.source()).run(
            "wantlist a b\ncollection folder=-1\ninventory status=lost\nwantlist --all\nwantlist .."
        )
        #expect(ran.requests == [])
        #expect(ran.problems.count == 5, "\(ran.problems)")
        #expect(ran.problems.contains("«--all» wantlist has no options → type help wantlist"))
    }

    // MARK: Inventories of others

    @Test("Somebody else's inventory ends at page 100, and a warning says so")
    func ceiling() async {
        let pages = GeneratedPages(total: 320, rowsKey: "listings")
        let source = SpySource { request in
            // As the API does it behind page 100.
            guard (request.page ?? 1) <= 100 else {
                throw DiscogsError(
                    .permission, status: 403,
                    message: "Pagination above 100 disabled for inventories besides your own")
            }
            return try pages.response(to: request)
        }
        let session = TestSession(.script, source)
        let ran = await session.run("inventory shop | per-page 3 | count")
        #expect(ran.problems == [] && ran.lines == [#"{"count":300}"#])
        #expect(
            ran.notes == [
                "warning: inventory of others ends at 300 of 320 rows; "
                    + "sorted the other way, it begins with the last"
            ])
        #expect(await session.run("inventory shop | per-page 3 | page 101").problems.count == 1)
    }
}

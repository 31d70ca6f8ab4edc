import Catalog
import Discogs
import Records
import Testing

@Suite("Searching the catalogue")
struct CatalogSearchTests {
    private let catalog = SmallCatalogue.catalog()

    private static let blue = "Miles Davis - Kind Of Blue"
    private static let anniversary = "Miles Davis - Kind Of Blue (50th Anniversary)"
    private static let debut = "Björk - Debut"
    private static let melody = "Røyksopp & 坂本龍一 - Melody A.M."

    @Test("Free text finds artists first, then masters, then releases")
    func ordersByKind() async throws {
        let rows = try await catalog.search(["q": "miles davis"]).rows("results")
        #expect(
            rows.compactMap { $0["type"]?.text } == [
                "artist", "artist", "master", "master", "release", "release", "release",
            ])
        // Debut only has a credit of that name.
        #expect(
            rows.compactMap { $0["title"]?.text } == [
                "Miles Davis", "The Miles Davis Quintet", Self.blue, Self.debut, Self.blue,
                Self.anniversary, Self.debut,
            ])
    }

    @Test("Nothing asked for is everything there is, labels after artists")
    func findsEverything() async throws {
        let rows = try await catalog.search([:]).rows("results")
        #expect(rows.count == 14)
        #expect(rows[5]["type"] == "label")
    }

    @Test(
        "Each filter finds what it is for",
        arguments: [
            (["type": "label"], ["Columbia", "Legacy", "One Little Indian"]),
            (["type": "artist", "q": "bjork"], ["Björk"]),
            (["title": "Miles Davis - Kind of Blue", "type": "master"], [blue]),
            (["release_title": "anniversary"], [anniversary]),
            (["release_title": "miles"], []),
            (["credit": "bill evans", "type": "master"], [blue]),
            (["artist": "BJÖRK"], ["Björk", debut, debut]),
            (["artist": "royksopp"], ["Røyksopp", melody]),
            (["artist": "龍一"], ["坂本龍一", melody]),
            (["artist": "bill evans"], []),
            (["anv": "m. davis"], ["Miles Davis", blue, blue, anniversary]),
            (["anv": "マイルス"], ["Miles Davis", blue, blue, anniversary]),
            (["label": "legacy"], ["Legacy", anniversary]),
            (["label": "indian", "type": "release"], [debut, melody]),
            (["genre": "Folk, World, & Country", "type": "master"], [debut]),
            (["genre": "folk", "type": "master"], [debut]),
            (["style": "hard bop", "type": "master"], [blue]),
            (["style": "bop hard"], []),
            (["country": "us", "type": "release"], [blue]),
            (["year": "1959", "type": "release"], [blue]),
            (["year": "1990-1995", "type": "release"], [debut]),
            (["year": "1990-", "type": "release"], [anniversary, debut]),
            (["year": "-1993", "type": "master"], [blue, debut]),
            (["year": "1995-1990"], []),
            (["year": "soon"], []),
            (["format": "vinyl", "type": "release"], [blue]),
            (["format": "album", "type": "release"], [blue, anniversary, debut]),
            (["format": "lp mono", "type": "release"], [blue]),
            (["catno": "cl-1355"], [blue, blue]),
            (["catno": "CL1355", "type": "release"], [blue]),
            (["catno": "88697 271052"], [anniversary]),
            (["barcode": "886972710529"], [anniversary]),
            (["barcode": "8-86972-71052-9"], [anniversary]),
            (["track": "so what", "type": "master"], [blue]),
            (["track": "freeloader", "artist": "björk"], []),
            (["artist": "miles davis", "year": "2009", "format": "cd"], [anniversary]),
            (["q": "debut uk 1993", "type": "release"], [debut]),
            (["q": "& miles", "type": "master"], [blue, debut]),
            (["artist": "!!!"], []),
            (["catno": "--"], []),
            (["q": "\"miles\" OR (davis*", "type": "master"], []),
            (["q": "", "type": "master"], [blue, debut]),
        ] as [(KeyValuePairs<String, String>, [String])])
    func filters(_ query: KeyValuePairs<String, String>, _ titles: [String]) async throws {
        #expect(try await catalog.titles(query) == titles)
    }

    @Test(
        "What only Discogs knows is an error, not an empty list",
        arguments: ["submitter", "contributor"])
    func needsDiscogs(_ parameter: String) async throws {
        let error = await catalog.error("/database/search", ["artist": "x", "\(parameter)": "me"])
        #expect(error?.kind == .needsDiscogs)
        #expect(error?.status == nil)
        #expect(error?.message.contains("'\(parameter)' needs Discogs") == true)
    }

    @Test("An unknown type is an error that names those there are")
    func refusesUnknownType() async throws {
        let error = await catalog.error("/database/search", ["type": "track"])
        #expect(error?.kind == .badRequest)
        #expect(error?.status == 422)
        #expect(
            error?.message == "Invalid type: expected one of release, master, artist, label.")
    }

    @Test("An artist's row has the API's members")
    func showsArtist() async throws {
        let row = try await catalog.search(["type": "artist", "q": "björk"])["results", "0"]
        #expect(
            row?.json() == """
                {"id":9000000002,"type":"artist","master_id":null,"master_url":null,"uri":"",\
                "title":"Björk","thumb":"","cover_image":"","resource_url":"/artists/9000000002"}
                """)
    }

    @Test("A release's row has the API's members, in its order and of its types")
    func showsRelease() async throws {
        let row = try await catalog.search(["catno": "88697271052"])["results", "0"]
        #expect(
            row?.json() == """
                {"country":"Europe","year":"2009","format":["CD","Album","DVD","PAL"],\
                "label":["Legacy"],"type":"release","genre":["Jazz"],\
                "style":["Modal","Hard Bop"],"id":9300000002,"barcode":["8 86972 71052 9"],\
                "master_id":9200000001,"master_url":"/masters/9200000001","uri":"",\
                "catno":"88697-27105 2","title":"\(Self.anniversary)","thumb":"",\
                "cover_image":"","resource_url":"/releases/9300000002",\
                "community":{"want":0,"have":0},"format_quantity":3,"formats":[\
                {"name":"CD","qty":"2","descriptions":["Album"]},\
                {"name":"DVD","qty":"1","descriptions":["PAL"]}]}
                """)
    }

    @Test("A master's row has the particulars of its main release")
    func showsMaster() async throws {
        let row = try await catalog.search(["type": "master", "artist": "davis"])["results", "0"]
        #expect(row?["id"] == 9_200_000_001)
        #expect(row?["master_id"] == 9_200_000_001)
        #expect(row?["year"] == "1959")
        #expect(row?["country"] == "US")
        #expect(row?["catno"] == "CL 1355, 62066")
        #expect(row?["format_quantity"] == nil)
    }

    @Test("A release without year and master says so as the API does")
    func showsUnknown() async throws {
        let row = try await catalog.search(["release_title": "melody"])["results", "0"]
        #expect(row?["year"] == nil)
        #expect(row?["country"] == "")
        #expect(row?["master_id"] == .null)
        #expect(row?["master_url"] == .null)
        #expect(row?["catno"] == "none")
    }
}

import Catalog
import Discogs
import Records
import Testing

@Suite("Objects of the catalogue")
struct CatalogObjectTests {
    private let catalog = SmallCatalogue.catalog()

    @Test("A release has what every recorded release has")
    func showsRelease() async throws {
        let body = try await catalog.get("/releases/\(SmallCatalogue.firstPressing)")
        #expect(
            body.objectValue?.keys == [
                "id", "status", "year", "resource_url", "uri", "artists", "artists_sort", "labels",
                "series", "companies", "formats", "data_quality", "community", "format_quantity",
                "num_for_sale", "lowest_price", "master_id", "master_url", "title", "country",
                "released", "notes", "released_formatted", "identifiers", "genres", "styles",
                "tracklist", "extraartists", "images", "thumb", "estimated_weight",
                "blocked_from_sale", "is_offensive",
            ])
        #expect(body["title"] == "Kind Of Blue")
        #expect(body["released_formatted"] == "17 Aug 1959")
        #expect(body["notes"] == "First pressing.")
        #expect(body["data_quality"] == "Sample")
        #expect(
            body["artists"]?.json() == """
                [{"name":"Miles Davis","anv":"","join":"","role":"","tracks":"",\
                "id":9000000001,"resource_url":"/artists/9000000001"}]
                """)
        #expect(
            body["labels", "1"]?.json() == """
                {"name":"CBS","catno":"62066","entity_type":"1","entity_type_name":"Label",\
                "id":0,"resource_url":""}
                """)
        #expect(
            body["extraartists", "0"]?.json() == """
                {"name":"Bill Evans","anv":"","join":"","role":"Piano","tracks":"","id":0,\
                "resource_url":""}
                """)
        #expect(
            body["tracklist"]?.json() == """
                [{"position":"","type_":"heading","title":"Side One","duration":""},\
                {"position":"A1","type_":"track","title":"So What","duration":"9:22"},\
                {"position":"A2","type_":"track","title":"Freddie Freeloader","duration":""}]
                """)
        let release = try Release.fromAPIResponse(body)
        #expect(release.id == SmallCatalogue.firstPressing)
        #expect(release.toDictionary()["tracklist"]?.arrayValue?.count == 3)
    }

    @Test("A release may differ from its master in title, date and format")
    func showsVariant() async throws {
        let body = try await catalog.get("/releases/9300000002")
        #expect(body["title"] == "Kind Of Blue (50th Anniversary)")
        #expect(body["released"] == "2009-01-00")
        #expect(body["released_formatted"] == "Jan 2009")
        #expect(body["format_quantity"] == 3)
        #expect(body["identifiers", "0", "type"] == "Barcode")
        #expect(body["identifiers", "0", "value"] == "8 86972 71052 9")
        #expect(body["notes"] == "Sample catalogue of MusicAgent")
        #expect(body.rows("tracklist").count == 3)
    }

    @Test("A release without master, date and country has no such members, or null")
    func showsSingleRelease() async throws {
        let body = try await catalog.get("/releases/\(SmallCatalogue.melody)")
        #expect(body["master_id"] == nil)
        #expect(body["released"] == nil)
        #expect(body["released_formatted"] == nil)
        #expect(body["styles"] == nil)
        #expect(body["country"] == .null)
        #expect(body["year"] == 0)
        #expect(body["artists_sort"] == "Røyksopp & 坂本龍一")
    }

    @Test("A master has what every recorded master has")
    func showsMaster() async throws {
        let body = try await catalog.get("/masters/\(SmallCatalogue.kindOfBlue)")
        #expect(
            body.objectValue?.keys == [
                "id", "main_release", "most_recent_release", "resource_url", "uri", "versions_url",
                "main_release_url", "most_recent_release_url", "num_for_sale", "lowest_price",
                "images", "genres", "styles", "year", "tracklist", "artists", "title", "notes",
                "data_quality",
            ])
        #expect(body["main_release"] == 9_300_000_001)
        #expect(body["most_recent_release"] == 9_300_000_002)
        #expect(body["versions_url"] == "/masters/9200000001/versions")
        #expect(try Master.fromAPIResponse(body).title == "Kind Of Blue")
    }

    @Test("An artist has names, groups, members and aliases where there are any")
    func showsArtists() async throws {
        let miles = try await catalog.get("/artists/9000000001")
        #expect(
            miles.json() == """
                {"name":"Miles Davis","id":9000000001,"resource_url":"/artists/9000000001",\
                "uri":"","releases_url":"/artists/9000000001/releases","images":[],\
                "realname":"Miles Dewey Davis III","profile":"Trumpeter.",\
                "urls":["https://www.milesdavis.com"],\
                "namevariations":["M. Davis","マイルス・デイビス"],\
                "groups":[{"id":9000000003,"name":"The Miles Davis Quintet",\
                "resource_url":"/artists/9000000003"}],"data_quality":"Sample"}
                """)
        let quintet = try await catalog.get("/artists/9000000003")
        #expect(
            quintet["members"]?.json() == """
                [{"id":9000000001,"name":"Miles Davis","resource_url":"/artists/9000000001"},\
                {"id":0,"name":"Red Garland","resource_url":""}]
                """)
        let sakamoto = try await catalog.get("/artists/9000000004")
        #expect(sakamoto["aliases", "0", "name"] == "Ryuichi Sakamoto")
        #expect(try Artist.fromAPIResponse(miles).groups.count == 1)
    }

    @Test("A label has its parent and its sublabels where there are any")
    func showsLabels() async throws {
        let columbia = try await catalog.get("/labels/9100000001")
        #expect(
            columbia.json() == """
                {"id":9100000001,"name":"Columbia","resource_url":"/labels/9100000001","uri":"",\
                "releases_url":"/labels/9100000001/releases","images":[],\
                "profile":"American label.","data_quality":"Sample",\
                "urls":["https://columbiarecords.com"],"sublabels":[{"id":9100000002,\
                "name":"Legacy","resource_url":"/labels/9100000002"}]}
                """)
        let legacy = try await catalog.get("/labels/9100000002")
        #expect(legacy["parent_label", "name"] == "Columbia")
        #expect(try Label.fromAPIResponse(legacy).id == 9_100_000_002)
    }

    @Test(
        "What does not exist is not found, in the API's words",
        arguments: [
            ("/releases/249504", "Release not found."),
            ("/releases/abc", "Release not found."),
            ("/masters/9300000001", "Master Release not found."),
            ("/masters/9300000004", "Master Release not found."),
            ("/masters/1/versions", "Master Release not found."),
            ("/artists/0", "Artist not found."),
            ("/artists/1/releases", "Artist not found."),
            ("/labels/1", "Label not found."),
            ("/labels/1/releases", "Label not found."),
        ])
    func reportsMissing(_ path: String, _ message: String) async throws {
        let error = await catalog.error(path)
        #expect(error?.kind == .notFound)
        #expect(error?.status == 404)
        #expect(error?.message == message)
        #expect(error?.request?.target == path)
        #expect(error?.requestID?.hasPrefix("catalog-") == true)
    }

    @Test(
        "Whatever else the API has needs Discogs",
        arguments: [
            ("/", "GET / is not in the sample catalogue; it needs Discogs."),
            ("/masters", "GET /masters is not in the sample catalogue; it needs Discogs."),
            (
                "/releases/9300000001/rating",
                "GET /releases/9300000001/rating is not in the sample catalogue; it needs Discogs."
            ),
            (
                "/users/someone",
                "The sample catalogue has no accounts; GET /users/someone needs Discogs."
            ),
            (
                "/oauth/identity",
                "The sample catalogue has no accounts; GET /oauth/identity needs Discogs."
            ),
            (
                "/marketplace/stats/1",
                "The sample catalogue has no prices; GET /marketplace/stats/1 needs Discogs."
            ),
        ])
    func needsDiscogs(_ path: String, _ message: String) async throws {
        let error = await catalog.error(path)
        #expect(error?.kind == .needsDiscogs)
        #expect(error?.message == message)
    }

    @Test("So do other methods, and prices in a currency")
    func needsDiscogsForWritesAndPrices() async throws {
        await #expect {
            try await catalog.response(to: .raw(.put, "/releases/9300000001"))
        } throws: { error in
            (error as? DiscogsError)?.kind == .needsDiscogs
        }
        let error = await catalog.error("/releases/9300000001", ["curr_abbr": "EUR"])
        #expect(error?.kind == .needsDiscogs)
    }

    @Test("A built request and a raw one have the same answer")
    func answersRawRequests() async throws {
        let built = try DiscogsRequest.to(.release).with("release_id", 9_300_000_001).build()
        let answer = try await catalog.response(to: built)
        #expect(answer.status == 200)
        #expect(answer.body == (try await catalog.get("/releases/9300000001")))
        #expect(catalog.name == "catalog")
        #expect(catalog.isFree)
    }

    @Test("A data file that cannot be read is an error with its line")
    func reportsBrokenFile() async throws {
        let broken = SampleCatalog { try CatalogReader.read("artist A\nsinger B") }
        let error = await broken.error("/artists/9000000001")
        #expect(error?.message.contains("line 2: unknown block 'singer'") == true)
    }

    @Test("Nothing is read before the first request, and once only")
    func isLazy() async throws {
        let (reads, count) = AsyncStream.makeStream(of: Void.self)
        let catalog = SampleCatalog {
            count.yield()
            return try CatalogReader.read(SmallCatalogue.text)
        }
        _ = try await catalog.get("/artists/9000000001")
        _ = try await catalog.get("/artists/9000000002")
        count.finish()
        var number = 0
        for await _ in reads { number += 1 }
        #expect(number == 1)
    }
}

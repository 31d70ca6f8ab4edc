import Catalog
import Discogs
import Records
import Testing

@Suite("Lists of the catalogue")
struct CatalogListTests {
    private let catalog = SmallCatalogue.catalog()
    private let versions = "/masters/9200000001/versions"

    @Test("A version has the API's members")
    func showsVersion() async throws {
        let body = try await catalog.get(versions)
        #expect(
            body["versions", "0"]?.json() == """
                {"id":9300000001,"label":"Columbia, CBS","country":"US","title":"Kind Of Blue",\
                "major_formats":["Vinyl"],"format":"LP, Album, Mono",\
                "catno":"CL 1355, 62066","released":"1959-08-17","status":"Accepted",\
                "resource_url":"/releases/9300000001","thumb":"",\
                "stats":{"community":{"in_wantlist":0,"in_collection":0}}}
                """)
        #expect(try MasterVersion.fromAPIResponse(body["versions", "1"] ?? nil).id == 9_300_000_002)
        #expect(body["pagination", "items"] == 2)
    }

    @Test(
        "Versions are filtered by format, label, country and year",
        arguments: [
            (["format": "Vinyl"], [9_300_000_001]),
            (["format": "album"], [9_300_000_001, 9_300_000_002]),
            (["label": "Legacy"], [9_300_000_002]),
            (["country": "europe"], [9_300_000_002]),
            (["released": "1959"], [9_300_000_001]),
            (["format": "CD", "country": "US"], []),
            // A version of another master.
            (["label": "One Little Indian"], []),
            (["format": ""], [9_300_000_001, 9_300_000_002]),
        ] as [(KeyValuePairs<String, String>, [Int64])])
    func filtersVersions(_ query: KeyValuePairs<String, String>, _ ids: [Int64]) async throws {
        #expect(try await catalog.ids(versions, query) == ids)
    }

    @Test(
        "Versions are sorted by any of the API's keys, both ways",
        arguments: ["released", "title", "format", "label", "catno", "country"])
    func sortsVersions(_ key: String) async throws {
        let up = try await catalog.ids(versions, ["sort": "\(key)", "sort_order": "asc"])
        let down = try await catalog.ids(versions, ["sort": "\(key)", "sort_order": "desc"])
        #expect(Set(up) == [9_300_000_001, 9_300_000_002])
        #expect(up == down.reversed())
    }

    @Test("A key that cannot sort is an error that names those that can")
    func refusesUnknownSortKey() async throws {
        let error = await catalog.error(versions, ["sort": "price"])
        #expect(error?.status == 422)
        #expect(
            error?.message
                == "Invalid sort: expected one of catno, country, format, label, released, title.")
        let order = await catalog.error(versions, ["sort": "title", "sort_order": "up"])
        #expect(order?.message == "Invalid sort_order: expected one of asc, desc.")
    }

    @Test("An artist's records are masters and releases without one, in the order of years")
    func listsArtistReleases() async throws {
        let miles = try await catalog.get("/artists/9000000001/releases")
        #expect(
            miles["releases"]?.json() == """
                [{"id":9200000001,"title":"Kind Of Blue","type":"master",\
                "main_release":9300000001,"artist":"Miles Davis","role":"Main",\
                "resource_url":"/masters/9200000001","year":1959,"thumb":"",\
                "stats":{"community":{"in_wantlist":0,"in_collection":0}}}]
                """)
        let quintet = try await catalog.get("/artists/9000000003/releases")
        #expect(quintet["releases", "0", "role"] == "Inspiration")
        let royksopp = try await catalog.get("/artists/9000000005/releases")
        #expect(
            royksopp["releases"]?.json() == """
                [{"id":9300000004,"status":"Accepted","type":"release","format":"CD",\
                "label":"One Little Indian","title":"Melody A.M.",\
                "resource_url":"/releases/9300000004","role":"Main",\
                "artist":"Røyksopp & 坂本龍一","year":2001,"thumb":"",\
                "stats":{"community":{"in_wantlist":0,"in_collection":0}}}]
                """)
        #expect(
            try ArtistRelease.fromAPIResponse(royksopp["releases", "0"] ?? nil).title
                == "Melody A.M.")
    }

    @Test("An artist's records are sorted by year, title and format, both ways")
    func sortsArtistReleases() async throws {
        let sample = SampleCatalog()
        let path = "/artists/9000000001/releases"
        for key in ["year", "title", "format"] {
            let up = try await sample.get(path, ["sort": "\(key)", "sort_order": "asc"])
            let down = try await sample.get(path, ["sort": "\(key)", "sort_order": "desc"])
            #expect(up["pagination", "items"] == down["pagination", "items"])
            guard key != "format" else { continue }
            let values = up.rows("releases").compactMap { $0[key]?.text.lowercased() }
            #expect(values == values.sorted())
            let reversed = down.rows("releases").compactMap { $0[key]?.text.lowercased() }
            #expect(reversed == reversed.sorted(by: >))
        }
        #expect(await sample.error(path, ["sort": "price"])?.kind == .badRequest)
    }

    @Test("A label's releases are rows of their own, one for each release")
    func listsLabelReleases() async throws {
        let body = try await catalog.get("/labels/9100000003/releases")
        #expect(
            body["releases", "1"]?.json() == """
                {"status":"Accepted","format":"CD, Album","catno":"TPLP 31 CD","thumb":"",\
                "resource_url":"/releases/9300000003","title":"Debut","id":9300000003,\
                "year":1993,"artist":"Björk"}
                """)
        #expect(body["pagination", "items"] == 2)
        let legacy = try await catalog.get("/labels/9100000002/releases")
        #expect(legacy["releases", "0", "format"] == "2xCD, Album + DVD, PAL")
        #expect(try LabelRelease.fromAPIResponse(legacy["releases", "0"] ?? nil).year == 2009)
    }

    @Test("Lists are paged like searches")
    func pagesLists() async throws {
        let body = try await catalog.get(versions, ["per_page": "1", "page": "2"])
        #expect(body["pagination", "pages"] == 2)
        #expect(body["versions", "0", "id"] == 9_300_000_002)
        let error = await catalog.error(versions, ["page": "2"])
        #expect(error?.message == "Page 2 is outside of valid range [1, 1].")
    }
}

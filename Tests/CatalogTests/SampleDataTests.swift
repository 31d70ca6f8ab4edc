import Catalog
import Discogs
import Records
import Testing

@Suite("The bundled sample")
struct SampleDataTests {
    private let catalog = SampleCatalog()

    private func count(_ query: KeyValuePairs<String, String>) async throws -> Int64 {
        try await catalog.search(query)["pagination", "items"]?.intValue ?? 0
    }

    @Test("There are enough artists, labels, masters and releases")
    func isLargeEnough() async throws {
        #expect(try await count(["type": "artist"]) >= 40)
        #expect(try await count(["type": "label"]) >= 25)
        #expect(try await count(["type": "master"]) >= 120)
        #expect(try await count(["type": "release"]) >= 300)
    }

    @Test("Miles Davis fills more than a page, Sun Ra has ten rows")
    func knowsItsHeroes() async throws {
        #expect(try await count(["artist": "Miles Davis"]) >= 60)
        #expect(try await count(["artist": "Sun Ra"]) >= 10)
        #expect(try await catalog.titles(["artist": "Miles Davis"]).first == "Miles Davis")
    }

    @Test(
        "Every master has tracks, an artist of the catalogue, and a year that its releases bear out"
    )
    func isComplete() throws {
        let text = try SampleCatalog.bundledText()
        let artists = Set(text.artists.map(\.name))
        for work in text.works {
            #expect(!work.tracks.isEmpty || !work.isMaster, "\(work.title)")
            #expect(!work.genres.isEmpty, "\(work.title)")
            #expect(work.artists.contains { artists.contains($0.name) }, "\(work.title)")
            for release in work.releases where release.year != 0 && work.year != 0 {
                #expect(release.year >= work.year, "\(work.title)")
            }
        }
    }

    @Test("It spans the years 1955 to 2024, several countries and formats")
    func isVaried() throws {
        let releases = try SampleCatalog.bundledText().works.flatMap(\.releases)
        let years = releases.map(\.year).filter { $0 != 0 }
        #expect(years.min() ?? 9999 <= 1955)
        #expect(years.max() ?? 0 >= 2024)
        #expect(Set(releases.map(\.country)).count >= 8)
        #expect(Set(releases.flatMap(\.formats).map(\.name)).count >= 4)
    }

    @Test("Names have accents, Japanese or Chinese characters, and numbers of namesakes")
    func hasDifficultNames() throws {
        let names = try SampleCatalog.bundledText().artists.flatMap { [$0.name] + $0.variations }
        #expect(names.contains { $0.unicodeScalars.contains { (0xC0...0x17F).contains($0.value) } })
        #expect(
            names.contains { $0.unicodeScalars.contains { (0x3040...0x9FFF).contains($0.value) } })
        #expect(names.contains { $0.hasSuffix("(2)") })
    }

    @Test("Every object can be read as its model, and no id can be taken for one of Discogs")
    func decodesThroughout() async throws {
        for (kind, path) in [
            ("artist", "/artists/"), ("label", "/labels/"), ("master", "/masters/"),
            ("release", "/releases/"),
        ] {
            for id in try await allIDs(["type": kind]) {
                #expect(id > 9_000_000_000)
                let body = try await catalog.get("\(path)\(id)")
                switch kind {
                case "artist":
                    #expect(try Artist.fromAPIResponse(body).id == id)
                    let releases = try await catalog.get("\(path)\(id)/releases")
                    for row in releases.rows("releases") {
                        #expect(try ArtistRelease.fromAPIResponse(row).id > 9_000_000_000)
                    }
                case "label":
                    #expect(try Label.fromAPIResponse(body).id == id)
                    let releases = try await catalog.get("\(path)\(id)/releases")
                    for row in releases.rows("releases") {
                        #expect(try LabelRelease.fromAPIResponse(row).id > 9_000_000_000)
                    }
                case "master":
                    #expect(try Master.fromAPIResponse(body).id == id)
                    #expect(!body.rows("tracklist").isEmpty)
                    let versions = try await catalog.get("\(path)\(id)/versions")
                    for row in versions.rows("versions") {
                        #expect(try MasterVersion.fromAPIResponse(row).id > 9_000_000_000)
                    }
                default: #expect(try Release.fromAPIResponse(body).id == id)
                }
            }
        }
    }

    private func allIDs(_ query: KeyValuePairs<String, String>) async throws -> [Int64] {
        var request = try DiscogsRequest.raw(
            .get, "/database/search",
            query: query.map { QueryItem($0.key, $0.value) } + [QueryItem("per_page", "100")])
        var ids: [Int64] = []
        while true {
            let body = try await catalog.response(to: request).body
            for row in body.rows("results") {
                ids.append(try SearchResult.fromAPIResponse(row).id)
            }
            guard body["pagination", "urls", "next"] != nil else { return ids }
            request = request.atPage((request.page ?? 1) + 1)
        }
    }
}

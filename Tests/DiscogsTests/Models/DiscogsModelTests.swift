import Records
import Testing

@testable import Discogs

@Suite("Models")
struct DiscogsModelTests {
    @Test("read the members they declare, whatever else is there")
    func reading() throws {
        let release = try Release.fromAPIResponse(
            try JSONValue(
                parsing: """
                    {"id": 9300000001, "title": "Kind Of Blue", "year": 1959, "surprise": [1],
                     "artists": [{"name": "Miles Davis", "id": 23755, "join": ","}],
                     "formats": [{"name": "Vinyl", "qty": "2", "descriptions": ["LP", "Album"]}],
                     "tracklist": [{"position": "", "type_": "index", "title": "Suite",
                       "sub_tracks": [{"position": "A1", "type_": "track", "title": "One"}]}],
                     "community": {"have": 5, "rating": {"count": 2, "average": 4.5}},
                     "lowest_price": 12, "blocked_from_sale": true}
                    """))
        #expect(release.id == 9_300_000_001)
        #expect(release.title == "Kind Of Blue")
        #expect(release.year == 1959)
        #expect(release.artistLine == "Miles Davis")
        #expect(release.formats.first?.quantity == 2)
        #expect(release.formats.first?.descriptions == ["LP", "Album"])
        #expect(release.tracklist.first?.subTracks.first?.position == "A1")
        #expect(release.community?.rating?.average == 4.5)
        #expect(release.lowestPrice == 12)
        #expect(release.isBlockedFromSale && !release.isOffensive)
        #expect(release.country == nil && release.videos.isEmpty)
    }

    @Test("take numbers as text, text as numbers, flags as 0 and 1, and 0 for unknown")
    func leniency() throws {
        let result = try SearchResult(json: [
            "id": "45", "title": 1999, "year": "1959", "master_id": 0, "label": ["a", 7, nil],
            "user_data": ["in_wantlist": 1, "in_collection": false],
            "community": ["have": "3", "want": 2.0],
        ])
        #expect(result.id == 45 && result.title == "1999" && result.year == 1959)
        #expect(result.masterID == nil)
        #expect(result.label == ["a", "7"])
        #expect(result.userData?.isInWantlist == true)
        #expect(result.userData?.isInCollection == false)
        #expect(result.community?.have == 3 && result.community?.want == 2)
        #expect(try LabelRelease(json: ["id": 1, "title": "x", "year": 0]).year == nil)
    }

    @Test("take a member of another type for unknown, unless it is required")
    func otherTypes() throws {
        let master = try Master(json: [
            "id": 1, "title": "x", "year": "unknown", "genres": "Jazz", "artists": ["x"],
            "lowest_price": ["value": 3], "notes": true,
        ])
        #expect(master.year == nil && master.genres.isEmpty && master.artists.isEmpty)
        #expect(master.lowestPrice == nil && master.notes == nil)
    }

    @Test("need an id and a title: without, the error names model, member and both kinds")
    func required() throws {
        expectError("Release", "id", .number, nil) { try Release(json: ["title": "x"]) }
        expectError("Master", "title", .text, .null) { try Master(json: ["id": 1, "title": nil]) }
        expectError("Label", "name", .text, .list) { try Label(json: ["id": 1, "name": []]) }
        expectError("Artist", "id", .number, .text) { try Artist(json: ["id": "x"]) }
        expectError("SearchResult", nil, .object, .list) { try SearchResult.fromAPIResponse([]) }
        expectError("Pagination", "items", .number, .boolean) {
            try Pagination(json: ["page": 1, "pages": 1, "per_page": 50, "items": true])
        }
    }

    private func expectError<Model: DiscogsModel>(
        _ model: String, _ field: String?, _ expected: JSONKind, _ found: JSONKind?,
        _ read: () throws -> Model
    ) {
        let error = #expect(throws: DiscogsModelError.self) { try read() }
        #expect(error?.model == model && error?.field == field)
        #expect(error?.expected == expected && error?.found == found)
    }

    @Test("write every declared member under the API's name, and read it back")
    func writing() throws {
        let label = try Label(json: [
            "id": 1, "name": "Planet E (2)", "sublabels": [["id": 2, "name": "Antidote (4)"]],
        ])
        let written = label.toDictionary()
        #expect(written.keys == Label.fields)
        #expect(written["contact_info"] == .null)
        #expect(written["urls"] == [])
        #expect(written["sublabels"]?.arrayValue?.first?["name"] == "Antidote (4)")
        #expect(try Label(json: written) == label)
        #expect(label.displayName == "Planet E")
        #expect(label.sublabels.map(\.displayName) == ["Antidote"])
        #expect(label.toJSON().hasPrefix(#"{"id":1,"name":"Planet E (2)","profile":null"#))
        #expect(label.toJSON(pretty: true).hasPrefix("{\n  \"id\": 1,\n"))
    }

    @Test("give the fields of the endpoints that answer with them")
    func fields() {
        #expect(Endpoint.release.reply.fields == Release.fields)
        #expect(Endpoint.search.reply.fields.contains("catno"))
        #expect(MasterVersion.fields.prefix(2) == ["id", "title"])
    }
}

@Suite("Pagination")
struct PaginationTests {
    @Test("is read from a reply, numbers or text, and comes back whole")
    func reading() throws {
        let body: JSONValue = [
            "pagination": ["page": 1, "pages": "2", "per_page": 50, "items": 51, "urls": [:]],
            "results": [],
        ]
        let first = try Pagination.fromAPIResponse(body)
        #expect(first.page == 1 && first.pages == 2 && first.perPage == 50 && first.items == 51)
        let last = try Pagination(json: ["page": 2, "pages": 2, "per_page": 50, "items": 51])
        #expect(last.toDictionary().keys == ["page", "pages", "per_page", "items"])
    }

    @Test("of an empty result has one page")
    func empty() throws {
        let page = try Pagination.fromAPIResponse([
            "page": 1, "pages": 1, "per_page": 50, "items": 0,
        ])
        #expect(page.pages == 1 && page.items == 0)
        #expect(throws: DiscogsModelError.self) { try Pagination.fromAPIResponse(["a": 1]) }
        #expect(throws: DiscogsModelError.self) { try Pagination.fromAPIResponse("x") }
    }
}

import Testing

@testable import Discogs

@Suite("Request builder")
struct DiscogsRequestBuilderTests {
    @Test("A search keeps its arguments in order and encodes them")
    func search() throws {
        let request = try DiscogsRequest.to(.search)
            .with("artist", "Miles Davis").with("title", "AC/DC & Friends + 100% #1")
            .with("label", "Ωmega").with("type", "release").page(2).perPage(100).build()
        #expect(request.endpointName == "search")
        #expect(request.method == .get)
        #expect(request.path == "/database/search")
        #expect(
            request.query.map(\.name) == [
                "artist", "title", "label", "type", "page", "per_page",
            ])
        #expect(
            request.target == "/database/search?artist=Miles%20Davis"
                + "&title=AC%2FDC%20%26%20Friends%20%2B%20100%25%20%231"
                + "&label=%CE%A9mega&type=release&page=2&per_page=100")
        #expect(request.page == 2 && request.perPage == 100)
    }

    @Test("An id goes into the path, in any of its forms")
    func path() throws {
        let builder = DiscogsRequest.to(.masterVersions)
        #expect(try builder.with("master_id", 5460).build().target == "/masters/5460/versions")
        #expect(try builder.with("master-id", "[m5460]").build().path == "/masters/5460/versions")
    }

    @Test("A user's name goes into the path, encoded; without one it is the own account's")
    func username() throws {
        let builder = DiscogsRequest.to(.wantlist)
        #expect(
            try builder.with("username", " a/b?ü ").build().path == "/users/a%2Fb%3F%C3%BC/wants")
        #expect(builder.needsOwnUsername && !builder.with("username", "x").needsOwnUsername)
        let error = #expect(throws: RequestValidationError.self) { try builder.build() }
        #expect(error?.parameter == "username" && error?.problem == .missing)
        #expect(try builder.ownUsername("me").build().path == "/users/me/wants")
        #expect(
            try builder.with("username", "x").ownUsername("me").build().path == "/users/x/wants")
        #expect(throws: RequestValidationError.self) {
            try builder.with("username", "..").build()
        }
    }

    @Test("A part of the path that nobody gave has what stands for it")
    func standIns() throws {
        let builder = DiscogsRequest.to(.collection).with("username", "x")
        #expect(try builder.build().path == "/users/x/collection/folders/0/releases")
        #expect(
            try builder.with("folder", "7").build().path == "/users/x/collection/folders/7/releases"
        )
        #expect(
            try DiscogsRequest.to(.collection).outline.page(2).build().target
                == "/users/{username}/collection/folders/0/releases?page=2")
    }

    @Test("A later value takes the place of an earlier one")
    func replacement() throws {
        let request = try DiscogsRequest.to(.search)
            .with("release-title", "a").with("q", "b").with("release_title", "c").build()
        #expect(request.query == [QueryItem("release_title", "c"), QueryItem("q", "b")])
    }

    @Test("A builder is a value: a step leaves the one before as it was")
    func values() throws {
        let builder = DiscogsRequest.to(.artistReleases).with("artist_id", 1)
        _ = builder.page(3).sorted(by: "year", descending: true)
        #expect(try builder.build().target == "/artists/1/releases")
    }

    @Test(
        "What describes releases only makes a search one for releases",
        arguments: ["track", "barcode", "year", "format"])
    func impliedType(name: String) throws {
        let builder = DiscogsRequest.to(.search).with(name, "1959")
        #expect(try builder.build().target == "/database/search?\(name)=1959&type=release")
        let masters = try builder.with("type", "MASTER").build()
        #expect(masters.target == "/database/search?\(name)=1959&type=master")
        #expect(
            try builder.with("year", 1959).with("format", "CD").build().query
                .filter { $0.name == "type" }.count == 1)
    }

    @Test(
        "What else may be searched for leaves the type open",
        arguments: ["q", "artist", "label", "genre", "style", "country", "catno"])
    func openType(name: String) throws {
        let request = try DiscogsRequest.to(.search).with(name, "x").build()
        #expect(request.query == [QueryItem(name, "x")])
    }

    @Test("A sort key of the API goes along with its direction")
    func sorting() throws {
        let builder = DiscogsRequest.to(.artistReleases).with("artist_id", 1)
        #expect(
            try builder.sorted(by: "year").page(2).build().target
                == "/artists/1/releases?sort=year&sort_order=asc&page=2")
        #expect(
            try builder.sorted(by: "title", descending: true).build().target
                == "/artists/1/releases?sort=title&sort_order=desc")
    }

    @Test("Another page replaces the page that was asked for, or is added")
    func anotherPage() throws {
        let request = try DiscogsRequest.to(.search).with("q", "x").page(1).perPage(50).build()
        #expect(request.atPage(7).target == "/database/search?q=x&page=7&per_page=50")
        let open = try DiscogsRequest.to(.search).with("q", "x").build()
        #expect(open.page == nil)
        #expect(open.atPage(7).target == "/database/search?q=x&page=7")
    }

    @Test("What is wrong is an error that names endpoint, parameter and problem")
    func problems() throws {
        let search = DiscogsRequest.to(.search)
        let release = DiscogsRequest.to(.release)
        let artists = DiscogsRequest.to(.artistReleases).with("artist_id", 1)
        let known = Endpoint.search.parameters.map(\.name)
        #expect(search.with("artst", "x").problem == ("artst", .unknownParameter(known: known)))
        #expect(search.with("artist", " ").problem == ("artist", .emptyValue))
        #expect(release.problem == ("release_id", .missing))
        #expect(
            search.page(0).problem == ("page", .outOfRange("0", allowed: 1...Int64.max)))
        #expect(
            search.perPage(101).problem == ("per_page", .outOfRange("101", allowed: 1...100)))
        #expect(release.with("release_id", 1).page(1).problem == ("page", .notPaged))
        #expect(release.with("release_id", 1).perPage(1).problem == ("per_page", .notPaged))
        #expect(
            artists.sorted(by: "label").problem
                == ("sort", .notAllowed("label", allowed: ["format", "title", "year"])))
        #expect(
            search.sorted(by: "year").problem == ("sort", .notAllowed("year", allowed: [])))
        #expect(
            release.with("release_id", "a45").problem
                == ("release_id", .wrongIDKind("a45", expected: .release, found: .artist)))
        do {
            _ = try release.build()
            Issue.record("built without an id")
        } catch {
            #expect(error.endpoint == "release")
        }
    }
}

extension DiscogsRequestBuilder {
    /// What `build()` complains about; empty when it does not.
    fileprivate var problem: (String, RequestValidationError.Problem?) {
        do {
            _ = try build()
            return ("", nil)
        } catch {
            return (error.parameter ?? "", error.problem)
        }
    }
}

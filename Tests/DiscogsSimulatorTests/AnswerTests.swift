import Discogs
import DiscogsSimulator
import Records
import Testing

@Suite("Answers of the simulator", .timeLimit(.minutes(10)))
struct AnswerTests {
    private static let login = HeaderField("Authorization", "Discogs token=t")

    private func reply(
        _ target: String, method: String = "GET", source: RowsSource = RowsSource(count: 120)
    ) async throws -> WireReply {
        try await withSimulator(source: source) { simulator async throws in
            try await WireClient(simulator).get(target, method: method, Self.login)
        }
    }

    @Test("JSON is marked as such, and the older backend shows its media type")
    func headers() async throws {
        let artist = try await reply("/artists/1")
        #expect(artist["Content-Type"] == "application/json")
        #expect(artist["X-Discogs-Media-Type"] == "discogs.v2")
        #expect(try await reply("/releases/1")["X-Discogs-Media-Type"] == nil)
    }

    @Test(
        "What the API does not have is not found",
        arguments: ["/nothing", "/releases/abc", "/releases/0", "/releases/1/nothing", "/"])
    func notFound(target: String) async throws {
        let reply = try await reply(target)
        #expect(reply.status == 404)
        #expect(reply.message == "The requested resource was not found.")
    }

    @Test("Another method is not allowed", arguments: ["POST", "DELETE", "PATCH"])
    func method(method: String) async throws {
        let reply = try await reply("/releases/1", method: method)
        #expect(reply.status == 405)
        #expect(reply["Allow"] == "GET")
    }

    @Test(
        "Values that the API does not know are named with those that it knows",
        arguments: [
            (
                "/artists/1/releases?sort=colour",
                "Invalid sort: expected one of format, title, year."
            ),
            ("/artists/1/releases?sort_order=up", "Invalid sort_order: expected one of asc, desc."),
            (
                "/database/search?type=song",
                "Invalid type: expected one of release, master, artist, label."
            ),
        ])
    func invalid(target: String, text: String) async throws {
        let reply = try await reply(target)
        #expect(reply.status == 422)
        #expect(reply.message == text)
    }

    @Test("An error of the source keeps its status and its words")
    func sourceError() async throws {
        let missing = RowsSource(
            error: DiscogsError(.notFound, status: 404, message: "Release not found."))
        #expect(try await reply("/releases/1", source: missing).message == "Release not found.")
        let broken = RowsSource(error: DiscogsError(.deadline, message: "late"))
        #expect(try await reply("/releases/1", source: broken).status == 500)
        let local = RowsSource(error: DiscogsError(.needsDiscogs, message: "Only Discogs knows."))
        #expect(try await reply("/releases/1", source: local).status == 404)
    }

    @Test("A path prefix is needed when there is one")
    func prefix() async throws {
        var configuration = SimulatorConfiguration()
        configuration.pathPrefix = "/discogs/v2"
        try await withSimulator(
            source: RowsSource(count: 60), configuration: configuration
        ) { simulator async throws in
            #expect(simulator.baseURL.hasSuffix("/discogs/v2"))
            let client = WireClient(simulator)
            let reply = try await client.get("/discogs/v2/artists/1/releases")
            #expect(reply.status == 200)
            #expect(reply["Link"]?.contains(simulator.baseURL + "/artists/1/releases?") == true)
            #expect(try await client.get("/releases/1").status == 404)
        }
    }

    @Test("Requests are recorded as they came, with the status of their replies")
    func recorded() async throws {
        try await withSimulator(source: RowsSource()) { simulator async throws in
            _ = try await WireClient(simulator).send(
                "POST /releases/1?a=%26 HTTP/1.1\r\nHost: h:1\r\nUser-Agent: Me/1\r\n"
                    + "accept-encoding: br, gzip;q=0.5\r\nX-Two: 1\r\nX-Two: 2\r\n"
                    + "Connection: close\r\nContent-Length: 2\r\n\r\n{}")
            let request = try #require(await simulator.requests.first)
            #expect(request.method == "POST")
            #expect(request.target == "/releases/1?a=%26")
            #expect(request.header("user-agent") == "Me/1")
            #expect(request.header("Host") == "h:1")
            #expect(request.header("Accept-Encoding") == "br, gzip;q=0.5")
            #expect(request.header("x-two") == "1, 2")
            #expect(request.header("X-Three") == nil)
            #expect(request.body == Array("{}".utf8))
            #expect(request.status == 405)
        }
    }

    @Test("gzip is used when it is accepted, deflate never")
    func gzip() async throws {
        try await withSimulator(source: RowsSource(count: 50)) { simulator async throws in
            let client = WireClient(simulator)
            let plain = try await client.get("/artists/1/releases")
            #expect(plain["Content-Encoding"] == nil)
            #expect(plain.length == plain.body.count)
            for accepted in ["gzip", "deflate, gzip", "gzip;q=0.5, *;q=0"] {
                let zipped = try await client.get(
                    "/artists/1/releases", HeaderField("Accept-Encoding", accepted))
                #expect(zipped["Content-Encoding"] == "gzip")
                #expect(zipped.body.starts(with: [0x1F, 0x8B]))
                #expect(zipped.length == zipped.body.count)
                // gzip ends with the length of what is in it.
                let count = zipped.body.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
                #expect(count == plain.body.count)
            }
            let other = try await client.get(
                "/artists/1/releases", HeaderField("Accept-Encoding", "deflate, br"))
            #expect(other["Content-Encoding"] == nil)
        }
    }
}

import Discogs
import DiscogsSimulator
import Foundation
import Testing

@Suite("Recorded replies", .timeLimit(.minutes(10)))
struct RecordedReplyTests {
    private static let login = HeaderField("Authorization", "Discogs token=t")

    /// Writes a folder of replies whose bodies say what they answer.
    private func withFolder(
        _ lines: [String], files: [String: String] = [:],
        _ body: (DiscogsSimulator) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "recorded-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var index = "file\tanswers\tstatus\tcaptured\tkind\n"
        for (number, line) in lines.enumerated() {
            let parts = line.split(separator: "|", omittingEmptySubsequences: false)
            index += "\(number).json\t\(parts[0])\t\(parts[1])\t\t\(parts[2])\n"
            try Data(#"{"reply":\#(number)}"#.utf8)
                .write(to: folder.appending(path: "\(number).json"))
        }
        try Data(index.utf8).write(to: folder.appending(path: "INDEX.tsv"))
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
        var configuration = SimulatorConfiguration()
        configuration.recorded = try RecordedReplies(folder: folder.path())
        try await withSimulator(
            source: RowsSource(count: 10), configuration: configuration, body)
    }

    private func number(_ client: WireClient, _ target: String) async throws -> Int64? {
        try await client.get(target, Self.login).json?.int("reply")
    }

    @Test("The reply with the same parameters is the best, then a successful, then a real one")
    func best() async throws {
        try await withFolder([
            "GET /releases/1|404|real", "GET /releases/1|200|docs-example",
            "GET /releases/1|200|real", "GET /releases/1?curr_abbr=USD|200|docs-example",
        ]) { simulator async throws in
            let client = WireClient(simulator)
            #expect(try await number(client, "/releases/1") == 2)
            #expect(try await number(client, "/releases/1?curr_abbr=USD") == 3)
            #expect(try await number(client, "/releases/1?curr_abbr=EUR") == 2)
        }
    }

    @Test("A search with other filters or for another page is left to the source")
    func filters() async throws {
        try await withFolder([
            "GET /database/search?q=nirvana&page=1&per_page=50|200|real",
            "GET /artists/1/releases?page=2|200|real",
        ]) { simulator async throws in
            let client = WireClient(simulator)
            #expect(try await number(client, "/database/search?q=nirvana") == 0)
            #expect(try await number(client, "/database/search?token=t&q=nirvana") == 0)
            #expect(try await number(client, "/database/search?q=nirvana&page=2") == nil)
            #expect(try await number(client, "/database/search?q=nirvana&type=artist") == nil)
            #expect(try await number(client, "/artists/1/releases?sort=year&page=2") == 1)
            #expect(try await number(client, "/artists/1/releases") == nil)
        }
    }

    @Test("Status, body and the headers that matter are those of the recording")
    func headers() async throws {
        try await withFolder(
            ["GET /artists/5|200|real", "POST /marketplace/listings|422|real"],
            files: [
                "0.headers.txt":
                    "HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nContent-Length: 9999\r\n"
                    + "X-Discogs-Ratelimit: 240\r\nLink: <https://a.b/c>; rel=next\r\n"
            ]
        ) { simulator async throws in
            let client = WireClient(simulator)
            let artist = try await client.get("/artists/5")
            #expect(artist["Content-Type"] == "text/csv")
            #expect(artist["Link"] == "<https://a.b/c>; rel=next")
            #expect(artist["X-Discogs-Ratelimit"] == "25")
            #expect(artist.text == #"{"reply":0}"#)
            let listing = try await client.get(
                "/marketplace/listings", method: "POST",
                HeaderField("Authorization", "Discogs token=t"))
            #expect(listing.status == 422)
        }
    }

    @Test("A documented path with placeholders answers what no endpoint does")
    func placeholders() async throws {
        try await withFolder([
            "GET /{missing}|404|real", "GET /labels/{label_id}/logo|200|docs-example",
            "GET /releases/{release_id}|200|docs-example",
        ]) { simulator async throws in
            let client = WireClient(simulator)
            #expect(try await number(client, "/labels/123/logo") == 1)
            #expect(try await number(client, "/labels/123/logo/more") == nil)
            #expect(try await client.get("/other").status == 404)
            #expect(try await number(client, "/releases/7") == nil)
        }
    }

    @Test("A search needs credentials even when there is a recording")
    func login() async throws {
        try await withFolder(["GET /database/search?q=x|200|real"]) { simulator async throws in
            #expect(try await WireClient(simulator).get("/database/search?q=x").status == 401)
        }
    }

    @Test("A folder without an index is an error")
    func noIndex() {
        #expect(throws: (any Error).self) { try RecordedReplies(folder: "/nowhere") }
    }

    private static let shared = "../shared/recorded"

    @Test(
        "Everything in the shared folder is served byte for byte",
        .enabled(if: FileManager.default.fileExists(atPath: Self.sharedFolder)))
    func all() async throws {
        let recorded = try RecordedReplies(folder: Self.sharedFolder)
        #expect(recorded.replies.count > 100)
        var configuration = SimulatorConfiguration()
        configuration.limit = 10_000
        try await withSimulator(configuration: configuration) { simulator async throws in
            let client = WireClient(simulator)
            for reply in recorded.replies {
                await simulator.script([.reply(reply.read())])
                let served = try await client.get(
                    reply.request.target, method: reply.request.method.rawValue, Self.login)
                #expect(served.status == reply.status)
                if reply.status != 204 {
                    let body = FileManager.default.contents(atPath: reply.file)
                    #expect(served.body == body.map { Array($0) })
                }
            }
        }
    }

    private static var sharedFolder: String {
        let package = ProcessInfo.processInfo.environment["MUSICAGENT_PACKAGE"] ?? "."
        return package + "/" + shared
    }
}

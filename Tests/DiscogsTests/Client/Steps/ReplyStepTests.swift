import NIOHTTP1
import Records
import Testing

@testable import Discogs

@Suite("Reading replies")
struct ReplyStepTests {
    private func answer(
        _ response: IncomingResponse, to method: Discogs.HTTPMethod = .get
    ) async throws -> DiscogsResponse {
        let step = ReplyStep(wallClock: { 0 }, next: FakeStep { _, _ in response })
        return try await step.send(.get("https://h/artists/1?token=abc", method))
    }

    private func error(
        _ response: IncomingResponse, to method: Discogs.HTTPMethod = .get
    ) async throws -> DiscogsError {
        try await discogsError { try await answer(response, to: method) }
    }

    @Test("JSON becomes a value")
    func success() async throws {
        let response = try await answer(.status(200, #"{"id": 1}"#))
        #expect(response.body == ["id": 1])
        #expect(response.status == 200)
        #expect(response.requestID == "0000abcd")
        let vendor = "application/vnd.discogs.v2.discogs+json; charset=utf-8"
        #expect(try await answer(.status(201, "[1]", type: vendor)).body == [1])
    }

    @Test("a broken character costs itself, and not the whole reply")
    func brokenCharacter() async throws {
        let response = try await answer(.status(200, #"{"title": "Half a note: \ud83c"}"#))
        #expect(response.body == ["title": "Half a note: \u{FFFD}"])
        let cut = try await error(.status(200, #"{"title": "\ud83c"#))
        #expect(cut.kind == .unexpectedReply(.unreadableJSON))
    }

    @Test("without a content type JSON is read if it is JSON")
    func noType() async throws {
        #expect(try await answer(.status(200, "[1]", type: nil)).body == [1])
        let page = try await error(.status(200, "<html>", type: nil))
        #expect(page.kind == .unexpectedReply(.html))
    }

    @Test("204 has no body, nor need a write's reply have one")
    func empty() async throws {
        #expect(try await answer(.status(204, type: nil)).body == .null)
        #expect(try await answer(.status(201), to: .put).body == .null)
        #expect(try await error(.status(200)).kind == .unexpectedReply(.emptyBody))
    }

    @Test(
        "a success that is not JSON is an error",
        arguments: [
            (
                "<html><title>Log in to WiFi</title>", "text/html", .html,
                "A web page came instead of data: Log in to WiFi"
            ),
            (
                "{\"id\": 1, \"na", "application/json", .unreadableJSON,
                "The reply is not complete, readable JSON."
            ),
            (
                "a,b\n1,\"2", "text/csv", .unreadableTable,
                "The reply is not a complete, readable table."
            ),
            (
                "{}", "text/plain", .notJSON(contentType: "text/plain"),
                "Data of the type text/plain came instead of JSON."
            ),
        ] as [(String, String, DiscogsError.UnexpectedReply, String)])
    func notJSON(
        body: String, type: String, problem: DiscogsError.UnexpectedReply, message: String
    ) async throws {
        let error = try await error(.status(200, body, type: type))
        #expect(error.kind == .unexpectedReply(problem))
        #expect(error.status == 200)
        #expect(error.message == message)
    }

    @Test(
        "each status means a kind of error",
        arguments: [
            (400, .badRequest), (401, .authentication), (403, .permission), (404, .notFound),
            (405, .badRequest), (408, .server), (409, .conflict), (415, .badRequest),
            (418, .badRequest), (422, .badRequest), (429, .rateLimit(retryAfter: nil)),
            (500, .server), (502, .server), (503, .server), (504, .server), (520, .server),
            (524, .server), (301, .unexpectedReply(.redirect)), (304, .unexpectedReply(.status)),
            (407, .network(.proxy("it wants a login"))),
        ] as [(Int, DiscogsError.Kind)])
    func kinds(status: Int, kind: DiscogsError.Kind) async throws {
        let said = try await error(.status(status, #"{"message": "said"}"#))
        #expect(said.kind == kind)
        #expect(said.status == status)
        #expect(said.message == "said")
        #expect(said.requestID == "0000abcd")
        #expect(said.request == .init(method: .get, target: "/artists/1?token=••••"))
        // Nor does it need a body, or one that can be read.
        for body in ["", "{\"mess", "<html>"] {
            let silent = try await error(.status(status, body))
            #expect(silent.kind == kind)
            #expect(!silent.message.isEmpty)
        }
    }

    @Test(
        "the server's words are found in each of its shapes",
        arguments: [
            (#"{"message": "Artist not found."}"#, "application/json", "Artist not found."),
            (#"{"message": "", "detail": "gone"}"#, "application/json", "gone"),
            (
                #"{"detail": [{"loc": ["query", "page"], "msg": "not a number", "type": "int"}]}"#,
                "application/json", "query.page: not a number"
            ),
            (
                #"{"detail": [{"msg": "one"}, {"msg": "two", "loc": []}, "three"]}"#,
                "application/json", "one; two; three"
            ),
            ("Invalid consumer.", "text/plain", "Invalid consumer."),
            (
                "<html><title>404 | Not here</title>", "text/html; charset=UTF-8",
                "A web page came instead of data: 404 | Not here"
            ),
            ("<html></html>", "text/html", "A web page came instead of data: it has no title."),
            ("[]", "application/json", "The requested resource was not found."),
            ("{\"message\": 7}", "application/json", "The requested resource was not found."),
            ("", "text/html", "A web page came instead of data: it has no title."),
        ])
    func messages(body: String, type: String, message: String) async throws {
        #expect(try await error(.status(404, body, type: type)).message == message)
    }

    @Test("no page and no control character gets into a message")
    func hostile() async throws {
        let long = String(repeating: "x\u{1B}[2J", count: 100_000)
        for type in ["text/plain", "text/html", "application/json"] {
            let body =
                switch type {
                case "text/html": "<title>\(long)</title>"
                case "application/json": JSONValue.object(["message": .string(long)]).json()
                default: long
                }
            let message = try await error(.status(500, body, type: type)).message
            #expect(message.count < 300)
            #expect(!message.contains("\u{1B}"))
        }
    }

    @Test("a pause that the server asks for is passed on")
    func retryAfter() async throws {
        let error = try await error(.status(429, headers: ["Retry-After": "7"]))
        #expect(error.kind == .rateLimit(retryAfter: .seconds(7)))
        #expect(error.retryAfter == .seconds(7))
        #expect(error.message == "You are making requests too quickly.")
        let busy = try await self.error(.status(503, headers: ["Retry-After": "8"]))
        #expect(busy.kind == .server)
        #expect(busy.retryAfter == .seconds(8))
    }

    @Test("a failure of the network and the end of the time become errors too")
    func failures() async throws {
        let broken = ReplyStep(
            wallClock: { 0 }, next: FakeStep { _, _ in throw NetworkFailure.reset })
        let error = try await discogsError { try await broken.send(.get("https://h/")) }
        #expect(error.kind == .network(.reset))
        #expect(error.message == "No reply: the connection was closed before a reply came.")
        let late = ReplyStep(wallClock: { 0 }, next: FakeStep { _, _ in throw TimeLimitExceeded() })
        #expect(
            try await discogsError { try await late.send(.get("https://h/")) }.kind == .deadline)
    }
}

import AsyncHTTPClient
import DiscogsSimulator
import NIOCore
import Testing

@Suite("Chaos", .timeLimit(.minutes(10)))
struct ChaosTests {
    private func reply(_ mode: ChaosMode) async throws -> WireReply {
        try await withChaos(mode) { server async throws in
            try await WireClient(server).send("GET /a?b=c HTTP/1.1\r\nHost: h\r\n\r\n") {
                Self.isComplete($0)
            }
        }
    }

    /// Whether the bytes hold as much as their `Content-Length` says.
    private static func isComplete(_ bytes: [UInt8]) -> Bool {
        let reply = WireReply(bytes: bytes, wasReset: false)
        return reply.length.map { reply.body.count >= $0 } ?? false
    }

    @Test("Without chaos the reply is good, and another follows on the same connection")
    func pass() async throws {
        try await withChaos(.pass) { server async throws in
            let request = "GET / HTTP/1.1\r\n\r\n"
            let reply = try await WireClient(server).send(request + request) { bytes in
                bytes.split(separator: UInt8(ascii: "}")).count == 2 && bytes.last == 0x7D
            }
            #expect(reply.status == 200)
            #expect(await server.requests.count == 2)
        }
    }

    @Test("It records what the client sent")
    func records() async throws {
        try await withChaos(.tooManyRequests) { server async throws in
            let reply = try await WireClient(server).send(
                "PUT /a?b HTTP/1.1\r\nX-One: 1\r\nContent-Length: 3\r\n\r\nabc"
            ) { Self.isComplete($0) }
            #expect(reply.status == 429)
            let request = try #require(await server.requests.first)
            #expect(request.head.hasPrefix("PUT /a?b HTTP/1.1\r\nX-One: 1"))
            #expect(request.method == "PUT")
            #expect(request.target == "/a?b")
            #expect(request.header("x-one") == "1")
            #expect(request.body == Array("abc".utf8))
        }
    }

    @Test("Modes follow one another, and the last one stays")
    func modes() async throws {
        try await withChaos(.errorPage(status: 503), .tooManyRequests, .emptyBody) {
            server async throws in
            var statuses: [Int?] = []
            for _ in 1...4 {
                let reply = try await WireClient(server).send("GET / HTTP/1.1\r\n\r\n") {
                    Self.isComplete($0)
                }
                statuses.append(reply.status)
            }
            #expect(statuses == [503, 429, 200, 200])
        }
    }

    @Test("A late reply is the good one")
    func latency() async throws {
        let clock = ManualClock()
        try await withChaos(.latency(.seconds(20)), clock: clock) { server async throws in
            let client = WireClient(server)
            async let reply = client.send("GET / HTTP/1.1\r\n\r\n") { Self.isComplete($0) }
            await server.waitForRequests(1)
            await clock.waitForSleeper()
            clock.advance(by: .seconds(20))
            #expect(try await reply.json?["id"] == 1)
        }
    }

    @Test("A silent server stops when it is told to")
    func silence() async throws {
        let server = try await ChaosServer.start(mode: .silence)
        let client = WireClient(server)
        async let reply = client.send("GET / HTTP/1.1\r\n\r\n")
        await server.waitForRequests(1)
        await server.stop()
        #expect(try await reply.bytes.isEmpty)
    }

    @Test(
        "The connection is reset",
        arguments: [ChaosMode.ResetPoint.beforeReply, .afterHead, .inBody])
    func reset(point: ChaosMode.ResetPoint) async throws {
        let reply = try await withChaos(.reset(point)) { server async throws in
            try await WireClient(server).send("GET / HTTP/1.1\r\n\r\n")
        }
        #expect(reply.wasReset)
        if point == .beforeReply { #expect(reply.bytes.isEmpty) }
    }

    @Test("A truncated reply ends before its length")
    func truncation() async throws {
        let reply = try await reply(.truncation)
        #expect(!reply.wasReset)
        #expect(reply.body.count < (reply.length ?? 0))
    }

    @Test("Truncated JSON has the right length but cannot be read")
    func truncatedJSON() async throws {
        let reply = try await reply(.truncatedJSON)
        #expect(reply.body.count == reply.length)
        #expect(!reply.body.isEmpty)
        #expect(reply.json == nil)
    }

    @Test("A wrong length is wrong by as much as is asked for", arguments: [-5, 5])
    func wrongLength(excess: Int) async throws {
        let reply = try await withChaos(.wrongLength(by: excess)) { server async throws in
            try await WireClient(server).send("GET / HTTP/1.1\r\n\r\n")
        }
        #expect(reply.length == reply.body.count + excess)
        #expect(reply.json != nil)
    }

    @Test("Drips go on byte by byte")
    func drips() async throws {
        try await withChaos(.slowDrip(every: .milliseconds(1))) { server async throws in
            let reply = try await WireClient(server).send("GET / HTTP/1.1\r\n\r\n") { bytes in
                WireReply(bytes: bytes, wasReset: false).body.count >= 60
            }
            #expect(reply["Transfer-Encoding"] == "chunked")
            #expect(reply.text.hasPrefix("1\r\n \r\n1\r\n \r\n"))
        }
        try await withChaos(.slowHead(every: .milliseconds(1))) { server async throws in
            let reply = try await WireClient(server).send("GET / HTTP/1.1\r\n\r\n") {
                $0.count >= 50
            }
            #expect(reply.head.hasSuffix("aaaaaaaaaa"))
        }
    }

    @Test("Pages of gateways and proxies are HTML")
    func pages() async throws {
        let gateway = try await reply(.errorPage(status: 502))
        #expect(gateway.status == 502)
        #expect(gateway["Content-Type"] == "text/html; charset=UTF-8")
        #expect(gateway["Server"] == "cloudflare")
        #expect(gateway.text.contains("Bad Gateway"))
        let proxy = try await reply(.htmlPage)
        #expect(proxy.status == 200)
        #expect(proxy.text.hasPrefix("<html>"))
    }

    @Test("Replies without anything", arguments: [ChaosMode.tooManyRequests, .emptyBody])
    func empty(mode: ChaosMode) async throws {
        let reply = try await reply(mode)
        #expect(reply.status == (mode == .emptyBody ? 200 : 429))
        #expect(reply.length == 0)
        #expect(reply.body.isEmpty)
    }

    @Test("No reply at all, and no HTTP")
    func noHTTP() async throws {
        #expect(try await reply(.emptyReply).bytes.isEmpty)
        let garbage = try await reply(.garbage)
        #expect(garbage.bytes.count == 512)
        #expect(!garbage.bytes.starts(with: Array("HTTP".utf8)))
    }

    @Test("Redirects lead to the same target elsewhere, or in a circle")
    func redirects() async throws {
        let away = try await reply(.redirect(to: "http://127.0.0.1:9", status: 307))
        #expect(away.status == 307)
        #expect(away["Location"] == "http://127.0.0.1:9/a?b=c")
        #expect(try await reply(.redirectLoop)["Location"] == "/a?b=c")
    }

    @Test("Too many headers and too long a body come as announced")
    func floods() async throws {
        let flood = try await reply(.headerFlood(count: 200))
        #expect(flood["X-Flood-199"]?.count == 1000)
        let huge = try await reply(.hugeBody(mebibytes: 1))
        #expect(huge.body.count == 1 << 20)
        #expect(huge["Content-Encoding"] == nil)
    }

    @Test("What is called gzip need not be gzip")
    func invalidGzip() async throws {
        let reply = try await reply(.invalidGzip)
        #expect(reply["Content-Encoding"] == "gzip")
        #expect(reply.json != nil)
    }

    @Test("The bomb is true gzip of zeros", arguments: [1, 3])
    func bomb(mebibytes: Int) async throws {
        let wire = try await reply(.gzipBomb(mebibytes: mebibytes))
        #expect(wire.length == wire.body.count)
        #expect(wire.body.count < mebibytes << 13)
        let client = HTTPClient(
            eventLoopGroupProvider: .singleton,
            configuration: .init(decompression: .enabled(limit: .none)))
        try await withChaos(.gzipBomb(mebibytes: mebibytes)) { server async throws in
            let response = try await client.execute(
                HTTPClientRequest(url: server.baseURL), timeout: .hours(1))
            let body = try await response.body.collect(upTo: 64 << 20)
            #expect(body == ByteBuffer(repeating: 0, count: mebibytes << 20))
        }
        try await client.shutdown()
    }

    @Test("In front of a simulator it passes on requests and spoils the replies")
    func upstream() async throws {
        try await withSimulator(source: RowsSource(count: 60)) { simulator async throws in
            try await withChaos(.pass, .truncation, upstream: simulator.port) {
                server async throws in
                let client = WireClient(server)
                let request =
                    "GET /artists/1/releases?page=2 HTTP/1.1\r\nHost: me:1\r\nUser-Agent: T\r\n"
                    + "Accept-Encoding: gzip\r\n\r\n"
                let good = try await client.send(request) { Self.isComplete($0) }
                #expect(good.status == 200)
                #expect(good.json?["results"]?.arrayValue?.count == 10)
                #expect(good["Link"]?.hasPrefix("<http://me:1/artists") == true)
                #expect(good["Content-Encoding"] == nil)
                let cut = try await client.send(request)
                #expect(cut["X-Discogs-Ratelimit-Used"] == "2")
                #expect(cut.body.count < (cut.length ?? 0))
                #expect(await simulator.requests.map(\.status) == [200, 200])
            }
        }
    }
}

import Records
import Testing

@testable import Discogs

@Suite("The cache of the chain")
struct CacheStepTests {
    private let rig = CacheRig()

    // MARK: Ages

    @Test(
        "An answer is fresh up to the last second of its class, and not one longer",
        arguments: [CacheClass.brief, .account, .market, .database])
    func lifetime(cacheClass: CacheClass) async throws {
        let next = rig.numbering
        let step = try rig.step(next: next)
        let request = try rig.get("/x", cacheClass)
        #expect(try await step.send(request).provenance == .source)
        rig.wallClock.advance(by: cacheClass.lifetime - 1)
        let hit = try await step.send(request)
        #expect(hit.body == ["number": 1])
        #expect(hit.provenance == .cache(age: .seconds(cacheClass.lifetime - 1)))
        #expect(hit.requestID == request.id)
        rig.wallClock.advance(by: 1)
        #expect(try await step.send(request).body == ["number": 2])
        #expect(next.requests.count == 2)
        #expect(rig.counter.use == CacheUse(hits: 1, misses: 2))
    }

    @Test("What is never kept is neither looked for nor stored")
    func never() async throws {
        let next = rig.numbering
        let step = try rig.step(next: next)
        for _ in 0..<2 { _ = try await step.send(try rig.get("/x", .never)) }
        #expect(next.requests.count == 2)
        #expect(await rig.store.entries.isEmpty)
        #expect(rig.counter.use == CacheUse())
    }

    @Test("An answer from the future is none: the clock was set back")
    func future() async throws {
        let next = rig.numbering
        let step = try rig.step(next: next)
        _ = try await step.send(try rig.get("/x"))
        rig.wallClock.advance(by: -1)
        #expect(try await step.send(try rig.get("/x")).body == ["number": 2])
    }

    @Test("The age counts from before the request, however long it was under way")
    func slow() async throws {
        let clock = rig.wallClock
        let next = FakeStep<DiscogsResponse> { request, _ in
            clock.advance(by: 40)
            return DiscogsResponse(status: 200, body: [:], requestID: request.id)
        }
        let step = try rig.step(next: next)
        _ = try await step.send(try rig.get("/x", .brief))
        rig.wallClock.advance(by: 19)
        #expect(
            try await step.send(try rig.get("/x", .brief)).provenance == .cache(age: .seconds(59)))
        rig.wallClock.advance(by: 1)
        #expect(try await step.send(try rig.get("/x", .brief)).provenance == .source)
    }

    // MARK: Whose and what

    @Test("Another account, server, path, query or media type is another answer")
    func isolation() async throws {
        let next = rig.numbering
        _ = try await rig.step(next: next).send(try rig.get("/x?a=1"))
        let others: [(Credentials, String, String, String)] = [
            (.none, CacheRig.base, "/x?a=1", "application/json"),
            (.personalToken(Secret("t0ken2")), CacheRig.base, "/x?a=1", "application/json"),
            (
                .consumer(key: Secret("t0ken"), secret: Secret("")), CacheRig.base, "/x?a=1",
                "application/json"
            ),
            (
                .consumer(key: Secret(""), secret: Secret("t0ken")), CacheRig.base, "/x?a=1",
                "application/json"
            ),
            (CacheRig.token, "https://api.discogs.com:444", "/x?a=1", "application/json"),
            (CacheRig.token, "https://api.discogs.com/v2", "/x?a=1", "application/json"),
            (CacheRig.token, CacheRig.base, "/x?a=2", "application/json"),
            (CacheRig.token, CacheRig.base, "/x", "application/json"),
            (CacheRig.token, CacheRig.base, "/X?a=1", "application/json"),
            (CacheRig.token, CacheRig.base, "/x?a=1", "text/html"),
        ]
        for (place, other) in others.enumerated() {
            let step = try rig.step(as: other.0, at: other.1, next: next)
            let response = try await step.send(try rig.get(other.2, at: other.1, accept: other.3))
            #expect(response.body == ["number": .int(Int64(place + 2))], "\(other)")
        }
        #expect(try await rig.step(next: next).send(try rig.get("/x?a=1")).body == ["number": 1])
        #expect(next.requests.count == others.count + 1)
    }

    @Test(
        "Only a whole success is kept",
        arguments: [(201, ["a": 1]), (204, .null), (200, .null)] as [(Int, JSONValue)])
    func success(status: Int, body: JSONValue) async throws {
        let next = FakeStep<DiscogsResponse> { request, _ in
            DiscogsResponse(status: status, body: body, requestID: request.id)
        }
        _ = try await rig.step(next: next).send(try rig.get("/x"))
        #expect(await rig.store.entries.isEmpty)
    }

    @Test(
        "No failure is kept",
        arguments: [
            (.authentication, 401), (.permission, 403), (.notFound, 404),
            (.rateLimit(retryAfter: nil), 429), (.server, 503), (.network(.reset), nil),
            (.unexpectedReply(.html), 200),
        ] as [(DiscogsError.Kind, Int?)])
    func failures(kind: DiscogsError.Kind, status: Int?) async throws {
        let next = rig.failing(kind, status: status)
        for _ in 0..<2 {
            let step = try rig.step(next: next)
            let request = try rig.get("/x")
            #expect(try await discogsError { try await step.send(request) }.kind == kind)
        }
        #expect(next.requests.count == 2)
        #expect(await rig.store.entries.isEmpty)
    }

    @Test("A body that is damaged is asked for again")
    func damage() async throws {
        let next = rig.numbering
        let step = try rig.step(next: next)
        _ = try await step.send(try rig.get("/x"))
        await rig.store.damage(Array(#"{"number": "#.utf8))
        #expect(try await step.send(try rig.get("/x")).body == ["number": 2])
    }

    @Test("An answer that repeats the login is not kept, and no key holds it")
    func secrets() async throws {
        let echo = FakeStep<DiscogsResponse> { request, _ in
            DiscogsResponse(
                status: 200, body: ["you": "sent Discogs token=t0ken"], requestID: request.id)
        }
        _ = try await rig.step(next: echo).send(try rig.get("/x"))
        _ = try await rig.step(next: rig.numbering).send(try rig.get("/x?token=t0ken"))
        #expect(await rig.store.entries.isEmpty)
        _ = try await rig.step(next: rig.numbering).send(try rig.get("/x"))
        #expect(await rig.store.entries.count == 1)
        #expect(await !"\(rig.store.entries)".contains("t0ken"))
    }
}

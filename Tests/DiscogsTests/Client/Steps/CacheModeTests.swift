import Records
import Testing

@testable import Discogs

@Suite("--fresh, --offline, and a server that is down")
struct CacheModeTests {
    private let rig = CacheRig()

    @Test("--fresh asks, and keeps what is answered")
    func fresh() async throws {
        let next = rig.numbering
        _ = try await rig.step(next: next).send(try rig.get("/x"))
        #expect(
            try await rig.step(.fresh, next: next).send(try rig.get("/x")).body == ["number": 2])
        #expect(try await rig.step(next: next).send(try rig.get("/x")).body == ["number": 2])
        let down = rig.failing(.network(.refused))
        let step = try rig.step(.fresh, next: down)
        let request = try rig.get("/x")
        #expect(try await discogsError { try await step.send(request) }.kind == .network(.refused))
    }

    @Test("Who wants the answer of this moment gets it, or the failure of this moment")
    func latest() async throws {
        let next = rig.numbering
        let step = try rig.step(next: next)
        _ = try await step.send(try rig.get("/x"))
        var request = try rig.get("/x")
        request.wantsLatest = true
        let latest = request
        #expect(try await step.send(latest).body == ["number": 2])
        #expect(try await step.send(try rig.get("/x")).body == ["number": 2])
        let down = try rig.step(next: rig.failing(.network(.refused)))
        #expect(try await discogsError { try await down.send(latest) }.status == nil)
        let offline = try rig.step(.offline, next: next)
        #expect(try await offline.send(latest).body == ["number": 2])
        #expect(next.requests.count == 2)
    }

    @Test("--offline gives what is there for six hours, says how old it is, and sends nothing")
    func offline() async throws {
        _ = try await rig.step(next: rig.numbering).send(try rig.get("/x", .account))
        let next = rig.numbering
        let step = try rig.step(.offline, next: next)
        let request = try rig.get("/x", .account)
        #expect(try await step.send(request).provenance == .cache(age: .zero))
        rig.wallClock.advance(by: 21_599)
        let old = try await step.send(request)
        #expect(old.body == ["number": 1])
        #expect(old.provenance == .stale(age: .seconds(21_599), .offline))
        rig.wallClock.advance(by: 1)
        let error = try await discogsError { try await step.send(request) }
        #expect(error.kind == .offline && error.status == nil)
        #expect(
            error.message == "the cache has no answer of the last six hours to GET /x")
        #expect(next.requests.isEmpty)
    }

    @Test("--offline does nothing that is not a read, and asks nothing that is never kept")
    func offlineWrites() async throws {
        let next = rig.numbering
        let step = try rig.step(.offline, next: next)
        let write = try rig.get("/users/miles/wants/1", method: .put)
        let error = try await discogsError { try await step.send(write) }
        #expect(error.message == "PUT /users/miles/wants/1 cannot be done offline")
        let read = try rig.get("/x", .never)
        #expect(try await discogsError { try await step.send(read) }.kind == .offline)
        #expect(next.requests.isEmpty)
    }

    // MARK: Outages

    @Test(
        "While Discogs is down an older answer stands in, and says so",
        arguments: [
            (.server, 503), (.server, 500), (.network(.refused), nil), (.network(.timeout), nil),
            (.network(.dnsFailed), nil), (.network(.truncated), nil),
        ] as [(DiscogsError.Kind, Int?)])
    func outage(kind: DiscogsError.Kind, status: Int?) async throws {
        _ = try await rig.step(next: rig.numbering).send(try rig.get("/x", .market))
        rig.wallClock.advance(by: 7200)
        let step = try rig.step(next: rig.failing(kind, status: status))
        let request = try rig.get("/x", .market)
        let response = try await step.send(request)
        #expect(response.body == ["number": 1])
        #expect(response.provenance == .stale(age: .seconds(7200), .outage))
        rig.wallClock.advance(by: 21_600 - 7200)
        #expect(try await discogsError { try await step.send(request) }.kind == kind)
    }

    @Test(
        "Anything else that goes wrong is told, and no older answer hides it",
        arguments: [
            (.authentication, 401), (.permission, 403), (.notFound, 404), (.badRequest, 422),
            (.rateLimit(retryAfter: nil), 429), (.network(.tls("not trusted")), nil),
            (.deadline, nil),
        ] as [(DiscogsError.Kind, Int?)])
    func noOutage(kind: DiscogsError.Kind, status: Int?) async throws {
        _ = try await rig.step(next: rig.numbering).send(try rig.get("/x", .brief))
        rig.wallClock.advance(by: 60)
        let step = try rig.step(next: rig.failing(kind, status: status))
        let request = try rig.get("/x", .brief)
        #expect(try await discogsError { try await step.send(request) }.kind == kind)
    }

    @Test("What Discogs says is gone does not come back out of the cache")
    func gone() async throws {
        _ = try await rig.step(next: rig.numbering).send(try rig.get("/x"))
        _ = try await rig.step(next: rig.numbering).send(try rig.get("/x?page=2"))
        let fresh = try rig.step(.fresh, next: rig.failing(.notFound, status: 404))
        let request = try rig.get("/x")
        _ = try await discogsError { try await fresh.send(request) }
        #expect(await rig.store.targets == ["/x?page=2"])
    }
}

import Records
import Testing

@testable import Discogs

@Suite("Writes through the cache, and what costs a request")
struct CacheWriteTests {
    private let rig = CacheRig()

    @Test(
        "A write forgets what it touches, before and after, however it ends",
        arguments: [Discogs.HTTPMethod.post, .put, .delete], [true, false])
    func writes(method: Discogs.HTTPMethod, succeeds: Bool) async throws {
        let paths = [
            "/users/miles/wants?page=1", "/database/search?q=x", "/releases/1", "/releases/2",
            "/marketplace/stats/1",
        ]
        let step = try rig.step(next: rig.numbering)
        for path in paths { _ = try await step.send(try rig.get(path)) }
        _ = try await rig.step(as: .none, next: rig.numbering).send(
            try rig.get("/users/miles/wants"))
        let (store, wallClock) = (rig.store, rig.wallClock)
        let lost = FakeStep<DiscogsResponse> { request, _ in
            #expect(await store.targets == ["/releases/1", "/releases/2", "/users/miles/wants"])
            // Somebody else asked meanwhile, and was told what was right before.
            let key = ResponseKey(
                scope: .init(account: CacheRig.token.accountKey, server: CacheRig.base),
                path: "/users/miles/wants", query: "", mediaType: "")
            let found = await store.find(key)
            await store.keep(
                StoredResponse(body: [], time: wallClock.now), under: key,
                ticket: try #require(found.ticket))
            #expect(await store.targets.count == 4)
            guard succeeds else { throw DiscogsError(.unknownOutcome, message: "Lost.") }
            return DiscogsResponse(status: 204, body: .null, requestID: request.id)
        }
        let write = try rig.get("/users/miles/wants/7", method: method)
        let writing = try rig.step(next: lost)
        _ = try? await writing.send(write)
        #expect(lost.requests.count == 1)
        #expect(await rig.store.targets == ["/releases/1", "/releases/2", "/users/miles/wants"])
        #expect(
            await rig.store.entries.keys.filter { $0.path.hasPrefix("/users") }.map(\.scope.account)
                == ["anonymous"])
    }

    @Test("A read that was under way during a write is not kept")
    func readDuringWrite() async throws {
        let write = try rig.get("/users/miles/wants/7", method: .put)
        let writing = try rig.step(next: rig.numbering)
        let next = FakeStep<DiscogsResponse> { request, _ in
            _ = try await writing.send(write)
            return DiscogsResponse(status: 200, body: ["old": true], requestID: request.id)
        }
        _ = try await rig.step(next: next).send(try rig.get("/users/miles/wants"))
        #expect(await rig.store.entries.isEmpty)
    }

    @Test("A base address with a path finds the paths behind it")
    func prefix() async throws {
        let base = "https://proxy.example/discogs"
        let next = rig.numbering
        let step = try rig.step(at: base, next: next)
        for path in ["/users/miles/wants", "/releases/1"] {
            _ = try await step.send(try rig.get(path, at: base))
        }
        #expect(await rig.store.targets == ["/releases/1", "/users/miles/wants"])
        _ = try await step.send(try rig.get("/users/miles/wants/1", at: base, method: .delete))
        #expect(await rig.store.targets == ["/releases/1"])
    }

    // MARK: Cost

    @Test("Only what is sent has to be admitted; who is not lets nothing out")
    func admission() async throws {
        struct Enough: Error {}
        let next = rig.numbering
        let step = try rig.step(next: next)
        let admitted = Collector<Int>()
        var request = try rig.get("/x")
        request.admission = { admitted.add(1) }
        for _ in 0..<3 { _ = try await step.send(request) }
        #expect(admitted.all.count == 1)
        request.admission = { throw Enough() }
        #expect(try await step.send(request).body == ["number": 1])
        var other = try rig.get("/y")
        other.admission = { throw Enough() }
        let unsent = other
        await #expect(throws: Enough.self) { try await step.send(unsent) }
        var write = try rig.get("/users/miles/wants/7", method: .put)
        write.admission = { throw Enough() }
        let refused = write
        await #expect(throws: Enough.self) { try await step.send(refused) }
        #expect(next.requests.count == 1)
        #expect(await rig.store.forgettings == 0)
    }

    @Test("Without a store every request goes through, once admitted")
    func noStore() async throws {
        let next = rig.numbering
        let admitted = Collector<Int>()
        let step = CacheStep(
            store: nil, mode: .standard, baseURL: .discogs, credentials: .none,
            wallClock: { 0 }, counter: rig.counter, log: RequestLog(logger: .silent, observer: nil),
            next: next)
        for method in [Discogs.HTTPMethod.get, .get, .put] {
            var request = try rig.get("/x", method: method)
            request.admission = { admitted.add(1) }
            _ = try await step.send(request)
        }
        #expect(next.requests.count == 3 && admitted.all.count == 3)
    }
}

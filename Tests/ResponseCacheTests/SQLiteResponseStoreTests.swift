import Discogs
import Foundation
import Testing

@testable import ResponseCache

@Suite("The cache's file")
struct SQLiteResponseStoreTests {
    private let folder = CacheFolder()

    @Test("What was kept is found by every connection, under its own key alone")
    func keys() async throws {
        let store = folder.store()
        let key = ResponseKey.of("/releases/1", query: "curr_abbr=EUR")
        await store.put(bytes(1), key, at: folder.now)
        for store in [store, folder.store()] {
            #expect(
                await store.find(key).response == StoredResponse(body: bytes(1), time: folder.now))
            for other in [
                ResponseKey.of("/releases/1"), .of("/releases/2", query: "curr_abbr=EUR"),
                .of("/releases/1", query: "curr_abbr=EUR", account: "token-2"),
                .of("/releases/1", query: "curr_abbr=EUR", server: "https://other.example"),
                .of("/releases/1", query: "curr_abbr=EUR", mediaType: "text/html"),
                .of("/RELEASES/1", query: "curr_abbr=EUR"),
            ] {
                #expect(await store.find(other).response == nil)
            }
        }
        #expect(folder.failures == [])
    }

    @Test("A newer answer takes the place of an older one")
    func replaced() async {
        let store = folder.store()
        await store.put(bytes(1), .of("/x"), at: folder.now)
        await store.put(bytes(2), .of("/x"), at: folder.now + 5)
        #expect(
            await store.find(.of("/x")).response
                == StoredResponse(body: bytes(2), time: folder.now + 5))
        #expect(await store.contents().entries == 1)
    }

    @Test("Nothing is made before the first request; then all is for the user alone")
    func permissions() async {
        let store = folder.store()
        #expect(await store.contents() == .init())
        #expect(await store.clear() == .init())
        #expect(!FileManager.default.fileExists(atPath: "\(folder.base)/cache"))
        await store.put(bytes(1), .of("/x"), at: folder.now)
        #expect(folder.mode(folder.path) == 0o700)
        #expect(folder.mode("\(folder.base)/cache") == 0o700)
        #expect(!folder.names.isEmpty)
        for name in folder.names { #expect(folder.mode("\(folder.path)/\(name)") == 0o600) }
    }

    @Test("A folder and a file that others could read are made private")
    func madePrivate() async throws {
        await folder.store().put(bytes(1), .of("/x"), at: folder.now)
        let manager = FileManager.default
        try manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
        try manager.setAttributes([.posixPermissions: 0o644], ofItemAtPath: folder.file)
        #expect(await folder.store().body(.of("/x")) == bytes(1))
        #expect(folder.mode(folder.path) == 0o700)
        #expect(folder.mode(folder.file) == 0o600)
    }

    // MARK: Forgetting

    @Test("Only what is wrong goes, of the one account")
    func forget() async {
        let store = folder.store()
        let keys = [
            ResponseKey.of("/a"), .of("/a", query: "page=2"), .of("/b"),
            .of("/a", account: "token-2"),
            .of("/a", server: "https://other.example"),
        ]
        for key in keys { await store.put(bytes(1), key, at: folder.now) }
        await store.forget(in: keys[0].scope) { path, _ in path == "/a" }
        var left: [Bool] = []
        for key in keys { left.append(await store.body(key) != nil) }
        #expect(left == [false, false, true, true, true])
    }

    @Test("Who keeps nothing makes no file, and forgets all the same")
    func forgetting() async {
        let store = folder.store()
        let off = ForgettingStore(store)
        let ticket = StoreTicket(number: 1)
        let answer = StoredResponse(body: bytes(1), time: folder.now)
        await off.keep(answer, under: .of("/x"), ticket: ticket)
        await off.forget(in: ResponseKey.of("/x").scope) { _, _ in true }
        #expect(!FileManager.default.fileExists(atPath: folder.path))
        await store.put(bytes(1), .of("/x"), at: folder.now)
        #expect(await off.find(.of("/x")) == FoundResponse(response: nil, ticket: nil))
        await off.forget(in: ResponseKey.of("/x").scope) { _, _ in true }
        #expect(await store.body(.of("/x")) == nil)
    }

    @Test("An answer that was asked for before something was forgotten is not kept")
    func tickets() async throws {
        let (store, other) = (folder.store(), folder.store())
        let ticket = try #require(await store.find(.of("/x")).ticket)
        await other.forget(in: ResponseKey.of("/y").scope) { _, _ in true }
        await store.keep(
            StoredResponse(body: bytes(1), time: folder.now), under: .of("/x"), ticket: ticket)
        #expect(await store.body(.of("/x")) == nil)
        #expect(await store.find(.of("/x")).ticket != ticket)
    }

    @Test("clear empties it for everybody and gives the room back")
    func clear() async {
        let (store, other) = (folder.store(), folder.store())
        for number in 0..<50 {
            await store.put(bytes(number, count: 20_000), .of("/\(number)"), at: folder.now)
        }
        #expect(await other.contents().entries == 50)
        let removed = await other.clear()
        #expect(removed.entries == 50 && removed.bytes > 1_000_000)
        #expect(await store.body(.of("/1")) == nil)
        #expect(await store.contents().entries == 0)
        #expect(folder.bytes < 100_000)
    }

    // MARK: Room

    @Test(
        "The file never grows beyond its limit; what was not used for the longest time goes first")
    func leastRecentlyUsed() async {
        let limit = 1_000_000
        let store = folder.store(limit: limit)
        for number in 0..<120 {
            await store.put(bytes(number, count: 30_000), .of("/\(number)"), at: folder.now)
            folder.advance(by: 1)
            // Used again and again, so it stays.
            #expect(await store.body(.of("/0")) == bytes(0, count: 30_000))
            folder.advance(by: 1)
            #expect(folder.bytes <= limit)
        }
        var kept: [Int] = []
        for number in 0..<120 where await store.body(.of("/\(number)")) != nil {
            kept.append(number)
        }
        // All but the first are the last that came, without a gap.
        #expect(kept.first == 0)
        #expect(Array(kept.dropFirst()) == Array((120 - kept.count + 1)..<120))
        #expect((20...33).contains(kept.count))
        #expect(await store.contents().entries == kept.count)
    }

    @Test("Small answers fill the room, too")
    func smallAnswers() async {
        let limit = 400_000
        let store = folder.store(limit: limit)
        for number in 0..<1500 {
            await store.put(
                bytes(number, count: 300), .of("/users/miles/\(number)"), at: folder.now)
        }
        #expect(folder.bytes <= limit)
        #expect(await store.contents().entries > 300)
        #expect(folder.failures == [])
    }

    @Test("An answer that would push out most others is not kept")
    func tooLarge() async {
        let store = folder.store(limit: 1_000_000)
        await store.put(bytes(1), .of("/small"), at: folder.now)
        await store.put(bytes(2, count: 400_000), .of("/large"), at: folder.now)
        #expect(await store.body(.of("/large")) == nil)
        #expect(await store.body(.of("/small")) == bytes(1))
    }

    @Test("A lower limit makes the file smaller when it is opened")
    func lowerLimit() async {
        let store = folder.store(limit: 4_000_000)
        for number in 0..<100 {
            await store.put(bytes(number, count: 30_000), .of("/\(number)"), at: folder.now)
            folder.advance(by: 1)
        }
        await store.close()
        #expect(folder.bytes > 3_000_000)
        let smaller = folder.store(limit: 1_000_000)
        #expect(await smaller.body(.of("/99")) == bytes(99, count: 30_000))
        #expect(await smaller.body(.of("/0")) == nil)
        #expect(folder.bytes <= 1_000_000)
    }

    @Test("What nobody may be shown any more leaves the file with the next answer")
    func sixHours() async {
        let store = folder.store()
        await store.put(bytes(1), .of("/old"), at: folder.now)
        folder.advance(by: 21_599)
        await store.put(bytes(2), .of("/new"), at: folder.now)
        #expect(await store.contents().entries == 2)
        folder.advance(by: 1)
        await store.put(bytes(3), .of("/newer"), at: folder.now)
        #expect(await store.contents().entries == 2)
        #expect(await store.body(.of("/old")) == nil)
    }

    // MARK: Several at once

    @Test("Connections that write at the same time lose nothing and mix nothing up")
    func together() async {
        let stores = (0..<4).map { _ in folder.store() }
        await withTaskGroup { group in
            for (place, store) in stores.enumerated() {
                group.addTask { [folder] in
                    for number in 0..<40 {
                        let key = ResponseKey.of("/\(place)/\(number)")
                        await store.put(bytes(place * 100 + number), key, at: folder.now)
                        let found = await store.body(key)
                        #expect(found == nil || found == bytes(place * 100 + number))
                    }
                }
            }
        }
        let reader = folder.store()
        var count = 0
        for place in 0..<4 {
            for number in 0..<40 {
                guard let body = await reader.body(.of("/\(place)/\(number)")) else { continue }
                #expect(body == bytes(place * 100 + number))
                count += 1
            }
        }
        // One that found the file locked for too long kept nothing, which is no harm.
        #expect(count > 100)
        #expect(folder.failures == [])
    }
}

import Discogs
import Foundation
import Testing

@testable import ResponseCache

@Suite("A damaged cache")
struct DamageTests {
    private let folder = CacheFolder()
    private static let count = 24

    /// Fills the file and gives its bytes.
    private func filled() async throws -> [UInt8] {
        let store = folder.store()
        for number in 0..<Self.count {
            // Some on one page with others, some on several pages.
            let body = bytes(number, count: number % 3 == 0 ? 9000 : 300 + number)
            await store.put(body, .of("/releases/\(number)"), at: folder.now)
        }
        await store.close()
        return try folder.read()
    }

    /// Every answer is right or missing, and the file can be used afterwards.
    private func check(_ comment: String) async {
        let store = folder.store()
        for number in 0..<Self.count {
            guard let found = await store.find(.of("/releases/\(number)")).response else {
                continue
            }
            let body = bytes(number, count: number % 3 == 0 ? 9000 : 300 + number)
            #expect(found.body == body && found.time == folder.now, "\(comment)")
        }
        for attempt in 0..<4 {
            await store.put(bytes(99), .of("/new"), at: folder.now)
            if await store.body(.of("/new")) == bytes(99) { break }
            #expect(attempt < 3, "\(comment): nothing can be kept any more")
        }
        await store.forget(in: ResponseKey.of("/").scope) { _, _ in true }
        #expect(await store.body(.of("/new")) == nil)
        await store.close()
        let failures = folder.takeFailures()
        #expect(
            failures.allSatisfy { if case .damaged = $0 { true } else { false } },
            "\(comment): \(failures)")
    }

    @Test("One bit that is wrong, wherever it is, costs answers and never gives a wrong one")
    func bits() async throws {
        let whole = try await filled()
        // Every byte of the header, and places all over the file, each with another bit.
        let places = Array(0..<100) + stride(from: 100, to: whole.count, by: 1031)
        for (number, place) in places.enumerated() {
            var bytes = whole
            bytes[place] ^= 1 << (number % 8)
            CacheFile(folder: folder.path).remove()
            try folder.write(bytes)
            await check("bit \(number % 8) of byte \(place)")
        }
    }

    @Test("A page of nothing, or of something else, is no better")
    func pages() async throws {
        let whole = try await filled()
        for page in 0..<(whole.count / 4096) {
            for filling in [0, 0xFF, page] {
                var bytes = whole
                for place in (page * 4096)..<((page + 1) * 4096) {
                    bytes[place] = UInt8(truncatingIfNeeded: filling == page ? place * 17 : filling)
                }
                CacheFile(folder: folder.path).remove()
                try folder.write(bytes)
                await check("page \(page) filled with \(filling)")
            }
        }
    }

    @Test("A file that was cut off is begun anew, or misses what is gone")
    func truncated() async throws {
        let whole = try await filled()
        for size in [0, 1, 16, 99, 100, 512, 4095, 4096, 4097, whole.count / 2, whole.count - 1] {
            CacheFile(folder: folder.path).remove()
            try folder.write(Array(whole.prefix(size)))
            await check("\(size) bytes")
        }
    }

    @Test("What never was a cache is begun anew")
    func garbage() async throws {
        _ = try await filled()
        for text in ["garbage", String(repeating: "no database at all\n", count: 1000)] {
            try folder.write(Array(text.utf8))
            await check(text)
        }
    }

    @Test("A journal of garbage beside it does no harm")
    func journal() async throws {
        let whole = try await filled()
        for text in ["x", String(repeating: "\0\u{1}journal", count: 2000)] {
            CacheFile(folder: folder.path).remove()
            try folder.write(whole)
            try Data(text.utf8).write(to: URL(filePath: folder.file + "-journal"))
            await check("journal of \(text.utf8.count) bytes")
        }
    }

    @Test("A file that is taken away while it is open is made anew, and nothing wrong is kept")
    func removed() async throws {
        _ = try await filled()
        let store = folder.store()
        #expect(await store.body(.of("/releases/1")) != nil)
        CacheFile(folder: folder.path).remove()
        let scope = ResponseKey.of("/").scope
        await store.forget(in: scope) { _, _ in true }
        #expect(await store.body(.of("/releases/1")) == nil)
        await store.put(bytes(5), .of("/new"), at: folder.now)
        #expect(await folder.store().body(.of("/new")) == bytes(5))
    }

    // MARK: Where nothing can be kept

    @Test("Where no file can be, nothing is kept, and that is told once")
    func noPlace() async throws {
        try Data("x".utf8).write(to: URL(filePath: "\(folder.base)/file"))
        let store = folder.store(at: "\(folder.base)/file/cache")
        for number in 0..<3 {
            await store.put(bytes(1), .of("/\(number)"), at: folder.now)
            #expect(
                await store.find(.of("/\(number)")) == FoundResponse(response: nil, ticket: nil))
            await store.forget(in: ResponseKey.of("/").scope) { _, _ in true }
        }
        #expect(folder.failures.count == 1)
        #expect(await store.contents().failure == folder.failures.first)
        #expect(await store.clear().entries == 0)
    }

    @Test("Something else in the place of the file stays as it is", arguments: ["folder", "link"])
    func somethingElse(_ kind: String) async throws {
        let manager = FileManager.default
        try manager.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        let target = "\(folder.base)/precious"
        try Data("precious".utf8).write(to: URL(filePath: target))
        if kind == "link" {
            try manager.createSymbolicLink(atPath: folder.file, withDestinationPath: target)
        } else {
            try manager.createDirectory(atPath: folder.file, withIntermediateDirectories: true)
        }
        let store = folder.store()
        await store.put(bytes(1), .of("/x"), at: folder.now)
        #expect(await store.body(.of("/x")) == nil)
        #expect(folder.failures == [.notOurs(path: folder.file)])
        #expect(manager.contents(atPath: target) == Data("precious".utf8))
        #expect(folder.names == ["responses.sqlite"])
    }
}

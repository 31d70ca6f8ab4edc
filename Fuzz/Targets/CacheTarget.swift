import Discogs
import ResponseCache
import Synchronization

/// The file of the response cache, damaged: an answer is right or not there. The input says what is
/// damaged, three bytes the place and one what is put there; or, from a zero on, where it ends.
enum CacheTarget {
    private static let scope = ResponseKey.Scope(account: "fuzz", server: "https://fuzz.example")
    private static let bodies: [[UInt8]] = [
        Array("{\"id\":1}".utf8), [UInt8](repeating: 0x20, count: 6000), Array("[]".utf8),
    ]

    private static func key(_ number: Int) -> ResponseKey {
        ResponseKey(scope: scope, path: "/releases/\(number)", query: "", mediaType: "json")
    }

    /// A file with answers.
    private static let sound = Task {
        let place = TemporaryFile(named: CacheFile.name)
        defer { place.remove() }
        let store = makeStore(place) { _ in }
        for (number, body) in bodies.enumerated() {
            guard let ticket = await store.find(key(number)).ticket else { continue }
            await store.keep(
                StoredResponse(body: body, time: 1000), under: key(number), ticket: ticket)
        }
        await store.close()
        return place.read()
    }

    private static func makeStore(
        _ place: TemporaryFile, _ onFailure: @escaping @Sendable (CacheFailure) -> Void
    ) -> SQLiteResponseStore {
        SQLiteResponseStore(
            folder: place.folder, limit: 1 << 20, wallClock: { 1000 }, onFailure: onFailure)
    }

    static func check(_ bytes: [UInt8]) async throws(Violation) {
        let place = TemporaryFile(named: CacheFile.name)
        defer {
            CacheFile(folder: place.folder).remove()
            place.remove()
        }
        place.write(damaged(await sound.value, by: bytes))
        let failures = Mutex<[CacheFailure]>([])
        let store = makeStore(place) { failure in failures.withLock { $0.append(failure) } }
        for (number, body) in bodies.enumerated() {
            let found = await store.find(key(number)).response?.body ?? body
            try Violation.unless(found == body, "\(bytes) gave another answer")
        }
        var isKept = false
        for _ in 0..<4 where !isKept {
            if let ticket = await store.find(key(9)).ticket {
                await store.keep(
                    StoredResponse(body: bodies[0], time: 1000), under: key(9), ticket: ticket)
            }
            isKept = await store.find(key(9)).response?.body == bodies[0]
        }
        await store.close()
        try Violation.unless(isKept, "\(bytes): nothing can be kept any more")
        for failure in failures.withLock(\.self) {
            guard case .damaged = failure else { throw Violation("\(bytes): \(failure)") }
        }
    }

    private static func damaged(_ sound: [UInt8], by bytes: [UInt8]) -> [UInt8] {
        var damaged = sound
        for start in stride(from: 0, to: bytes.count - 3, by: 4) {
            let place =
                bytes[start..<start + 3].reduce(0) { $0 << 8 | Int($1) } % max(1, damaged.count)
            let isEnd = bytes[start] == 0 && bytes[start + 3] == 0
            if isEnd { return Array(damaged.prefix(place)) }
            if !damaged.isEmpty { damaged[place] = bytes[start + 3] }
        }
        return damaged
    }
}

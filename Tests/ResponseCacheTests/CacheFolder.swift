import Discogs
import Foundation
import Synchronization

@testable import ResponseCache

/// A folder for a cache, gone with the test, and a clock to go with it.
final class CacheFolder: Sendable {
    let base: String
    private let clock = Mutex(Int64(1_764_000_000))
    private let told = Mutex<[CacheFailure]>([])

    init() {
        base =
            FileManager.default.temporaryDirectory
            .appending(path: "response-cache-tests-" + UUID().uuidString).path
        try? FileManager.default.createDirectory(atPath: base, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: base) }

    /// Not made yet, and neither is the one it is in.
    var path: String { "\(base)/cache/musicagent" }
    var file: String { "\(path)/responses.sqlite" }

    var now: Int64 { clock.withLock(\.self) }
    func advance(by seconds: Int64) { clock.withLock { $0 += seconds } }

    /// What was wrong so far.
    var failures: [CacheFailure] { told.withLock(\.self) }

    /// What was wrong since the last time.
    func takeFailures() -> [CacheFailure] {
        told.withLock { told in
            defer { told = [] }
            return told
        }
    }

    /// One more connection to it.
    func store(limit: Int = 10_000_000, at path: String? = nil) -> SQLiteResponseStore {
        SQLiteResponseStore(
            folder: path ?? self.path, limit: limit, wallClock: { [self] in now },
            onFailure: { [self] failure in told.withLock { $0.append(failure) } })
    }

    var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }

    /// Of all files in the folder.
    var bytes: Int {
        names.reduce(0) { sum, name in
            sum + (FileManager.default.contents(atPath: "\(path)/\(name)")?.count ?? 0)
        }
    }

    func mode(_ path: String) -> Int? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.posixPermissions] as? NSNumber)?.intValue
    }

    func read() throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: file))) }

    func write(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(filePath: file)) }
}

extension ResponseKey {
    static func of(
        _ path: String, query: String = "", account: String = "token-1",
        server: String = "https://api.discogs.com", mediaType: String = "application/json"
    ) -> ResponseKey {
        ResponseKey(
            scope: Scope(account: account, server: server), path: path, query: query,
            mediaType: mediaType)
    }
}

extension SQLiteResponseStore {
    /// Keeps a body, as the client does.
    func put(_ body: [UInt8], _ key: ResponseKey, at time: Int64) {
        guard let ticket = find(key).ticket else { return }
        keep(StoredResponse(body: body, time: time), under: key, ticket: ticket)
    }

    func body(_ key: ResponseKey) -> [UInt8]? { find(key).response?.body }
}

/// Bytes that no other seed gives.
func bytes(_ seed: Int, count: Int = 1000) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: ($0 &* 31) ^ (seed &* 7919 &+ $0 / 251)) }
}

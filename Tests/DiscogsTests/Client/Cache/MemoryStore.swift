import Synchronization

@testable import Discogs

/// A store in memory that does what a store promises.
actor MemoryStore: ResponseStore {
    private(set) var entries: [ResponseKey: StoredResponse] = [:]
    private(set) var forgettings = 0

    func find(_ key: ResponseKey) -> FoundResponse {
        FoundResponse(
            response: entries[key], ticket: StoreTicket(number: Int64(forgettings)))
    }

    func keep(_ response: StoredResponse, under key: ResponseKey, ticket: StoreTicket) {
        if ticket.number == forgettings { entries[key] = response }
    }

    func forget(
        in scope: ResponseKey.Scope, where isWrong: @Sendable (String, String) -> Bool
    ) {
        forgettings += 1
        entries = entries.filter { $0.key.scope != scope || !isWrong($0.key.path, $0.key.query) }
    }

    /// Paths and queries, sorted.
    var targets: [String] {
        entries.keys.map { $0.path + ($0.query.isEmpty ? "" : "?\($0.query)") }.sorted()
    }

    /// Puts other bytes in the place of every body.
    func damage(_ body: [UInt8]) {
        entries = entries.mapValues { StoredResponse(body: body, time: $0.time) }
    }
}

/// Seconds since 1970, which a test moves.
final class WallClock: Sendable {
    private let state = Mutex(Int64(1_764_000_000))

    var now: Int64 { state.withLock(\.self) }
    func advance(by seconds: Int64) { state.withLock { $0 += seconds } }
}

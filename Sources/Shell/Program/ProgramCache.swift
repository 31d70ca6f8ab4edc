import Commands
import Discogs
import Logging
import Records
import ResponseCache

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The response cache as the program uses it: where it is, what is in it, who may ask it.
struct ProgramCache: Sendable {
    enum Failure: Error {
        /// `--offline` where the settings turn the cache off.
        case isOff
    }

    private let kept: SQLiteResponseStore
    let isOn: Bool

    init(_ settings: Settings, logger: Logger) {
        isOn = settings.isCacheOn
        kept = SQLiteResponseStore(
            folder: settings.directories.cache, limit: settings.cacheSize,
            wallClock: { Int64(time(nil)) },
            onFailure: { failure in
                logger.log(
                    level: failure.isLasting ? .warning : .notice,
                    failure.isLasting ? "answers are not kept" : "the cache was begun anew",
                    metadata: ["reason": "\(failure)"])
            })
    }

    /// For the client.
    var store: any ResponseStore { isOn ? kept : ForgettingStore(kept) }

    /// What the `cache` command shows.
    /// - Parameter use: nil when the sample catalogue answers, which needs no cache.
    func report(on order: CacheOrder, use: CacheUse?) async -> Row {
        if order == .clear {
            let contents = await kept.clear()
            return [
                "removed": .int(Int64(contents.entries)), "bytes": .int(Int64(contents.bytes)),
            ]
        }
        let contents = await kept.contents()
        return [
            "cache": .string(state(contents, isUsed: use != nil)),
            "entries": .int(Int64(contents.entries)), "bytes": .int(Int64(contents.bytes)),
            "limit": .int(Int64(kept.limit)), "hits": .int(Int64(use?.hits ?? 0)),
            "misses": .int(Int64(use?.misses ?? 0)), "folder": .string(kept.folder),
        ]
    }

    private func state(_ contents: SQLiteResponseStore.Contents, isUsed: Bool) -> String {
        if !isOn { return "off" }
        if let failure = contents.failure { return "off: \(failure)" }
        return isUsed ? "on" : "not used: the sample catalogue answers"
    }

    func close() async { await kept.close() }
}

extension CacheFailure {
    /// Whether answers are not kept because of it.
    fileprivate var isLasting: Bool { if case .damaged = self { false } else { true } }
}

import Discogs
import GRDB

/// Answers in one SQLite file, bounded in bytes; what was not used for the longest time goes first.
///
/// Nothing is opened or made before the first request. Whatever happens to the file – a crash, a
/// full disk, damage – an answer that cannot be had whole is not there, and nothing else.
package actor SQLiteResponseStore: ResponseStore {
    /// What is kept.
    package struct Contents: Sendable, Hashable {
        package var entries = 0
        /// Of the file.
        package var bytes = 0
        /// Why nothing is kept; nil while all is well.
        package var failure: CacheFailure?
    }

    private enum State {
        case closed
        case open(ResponseDatabase)
        /// For the rest of the session.
        case off(CacheFailure)
    }

    package nonisolated let folder: String
    /// Bytes that the file may take.
    package nonisolated let limit: Int
    private let file: CacheFile
    /// Seconds since 1970.
    private let wallClock: @Sendable () -> Int64
    private let onFailure: @Sendable (CacheFailure) -> Void
    private var state = State.closed
    private var hasWarned = false
    private var repairs = 0

    /// A disk that damages the file again and again is not worth more attempts.
    private static let mostRepairs = 3

    /// - Parameters:
    ///   - folder: absolute; made for the user alone when it is needed.
    ///   - limit: bytes.
    ///   - wallClock: seconds since 1970.
    ///   - onFailure: is told once when nothing can be kept, and whenever the file was damaged.
    package init(
        folder: String, limit: Int, wallClock: @escaping @Sendable () -> Int64,
        onFailure: @escaping @Sendable (CacheFailure) -> Void
    ) {
        self.folder = folder
        self.limit = limit
        self.wallClock = wallClock
        self.onFailure = onFailure
        file = CacheFile(folder: folder)
    }

    // MARK: Answers

    package func find(_ key: ResponseKey) -> FoundResponse {
        attempt { try $0.find(key, now: wallClock()) } ?? FoundResponse(response: nil, ticket: nil)
    }

    package func keep(
        _ response: StoredResponse, under key: ResponseKey, ticket: StoreTicket
    ) {
        _ = attempt { try $0.keep(response, under: key, ticket: ticket, now: wallClock()) }
    }

    package func forget(
        in scope: ResponseKey.Scope, where isWrong: @Sendable (String, String) -> Bool
    ) {
        // Whoever waits for an answer now has made the file before it asked.
        guard isOpen || file.exists else { return }
        // The second time in a file that was begun anew, or that others leave alone by then.
        for _ in 0..<2 where attempt({ try $0.forget(in: scope, where: isWrong) }) != nil {
            return
        }
        if case .off = state { return }
        switchOff(.unusable(path: file.path, reason: "what was changed cannot be forgotten"))
    }

    // MARK: For people

    /// What there is; makes nothing.
    package func contents() -> Contents {
        if case .off(let failure) = state { return Contents(failure: failure) }
        guard isOpen || file.exists, let size = attempt({ try $0.size() }) else {
            return Contents()
        }
        return Contents(entries: size.entries, bytes: size.bytes)
    }

    /// Removes all answers, of every account.
    /// - Returns: what there was.
    package func clear() -> Contents {
        let contents = contents()
        if isOpen { _ = attempt { try $0.clear() } }
        return contents
    }

    package func close() {
        if case .open(let database) = state {
            database.close()
            state = .closed
        }
    }

    private var isOpen: Bool { if case .open = state { true } else { false } }

    // MARK: The file

    private func attempt<Value>(_ work: (ResponseDatabase) throws -> Value) -> Value? {
        guard let database = opened() else { return nil }
        do {
            return try work(database)
        } catch {
            handle(error)
            return nil
        }
    }

    private func opened() -> ResponseDatabase? {
        switch state {
        case .open(let database): return database
        case .off: return nil
        case .closed: break
        }
        // Once more after a repair.
        for _ in 0..<2 {
            do {
                try file.prepare()
                let database = try ResponseDatabase(path: file.path, limit: limit)
                state = .open(database)
                return database
            } catch {
                handle(error)
                guard case .closed = state, !Self.isMomentary(error) else { return nil }
            }
        }
        return nil
    }

    private func handle(_ error: any Error) {
        switch error {
        case let failure as CacheFailure: switchOff(failure)
        case is ResponseDatabase.WrongVersion: beginAnew("another version wrote it")
        case let error as DatabaseError:
            let reason = error.message ?? "\(error.resultCode)"
            switch error.resultCode {
            case _ where Self.isMomentary(error): break
            // Another process has begun the file anew.
            case .SQLITE_READONLY where error.extendedResultCode == .SQLITE_READONLY_DBMOVED:
                close()
            // The file may be written to, but says that it may not: its first bytes are wrong.
            case .SQLITE_READONLY
            where error.extendedResultCode == .SQLITE_READONLY && file.isWritable:
                beginAnew(reason)
            // What is there can still be read, if it could be opened.
            case .SQLITE_FULL where isOpen, .SQLITE_READONLY where isOpen:
                warn(.unusable(path: file.path, reason: reason))
            case .SQLITE_FULL, .SQLITE_READONLY, .SQLITE_NOMEM, .SQLITE_IOERR,
                .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_NOLFS:
                switchOff(.unusable(path: file.path, reason: reason))
            default: beginAnew(reason)
            }
        default: switchOff(.unusable(path: file.path, reason: "\(error)"))
        }
    }

    private static func isMomentary(_ error: any Error) -> Bool {
        guard let error = error as? DatabaseError else { return false }
        return [.SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_INTERRUPT, .SQLITE_ABORT, .SQLITE_PROTOCOL]
            .contains(error.resultCode)
    }

    private func beginAnew(_ reason: String) {
        close()
        let failure = CacheFailure.damaged(path: file.path, reason: reason)
        repairs += 1
        guard repairs <= Self.mostRepairs else { return switchOff(failure) }
        file.remove()
        onFailure(failure)
    }

    private func switchOff(_ failure: CacheFailure) {
        close()
        state = .off(failure)
        warn(failure)
    }

    private func warn(_ failure: CacheFailure) {
        if !hasWarned { onFailure(failure) }
        hasWarned = true
    }
}

import Synchronization

/// The permits of all processes of this machine that ask the same server: Discogs counts by
/// address, whoever asks, with a login or without.
///
/// Nothing is opened before the first request. When the files cannot be used, it goes on with what
/// it knows, for this process alone; that is told once.
final class FileLedger: PermitLedger {
    /// What is counted together, and for whom.
    struct Subject: Sendable {
        let origin: Origin
        /// Requests per window at most.
        let limit: Int
        /// What to assume before the first reply.
        let start: Int?
        let window: Duration
        /// Nobody waits longer for a reply.
        let requestTimeout: Duration

        /// How long a permit may be out: a little longer than a request takes, as a busy machine
        /// is late with everything.
        fileprivate var lease: Duration { requestTimeout + .seconds(5) }
    }

    /// What the operating system and chance contribute.
    struct Surroundings: Sendable {
        var clock: BootClock = .system
        var identity: @Sendable () -> ProcessIdentity = { .current }
        /// Seconds since 1970, for what is left of earlier days.
        var wallClock: @Sendable () -> Int64
        var randomness: @Sendable () -> UInt64
        /// Is told once, when the files cannot be used.
        var whenFailing: @Sendable (LedgerFailure) -> Void
    }

    private struct State {
        var tokens: TokenWindow
        let file: LedgerFile
        let identity: ProcessIdentity
        /// Whether the files could not be used.
        var isAlone = false
    }

    let sharing: LedgerSharing?

    private let folder: String
    private let subject: Subject
    private let surroundings: Surroundings
    /// Nil before the first request.
    private let state = Mutex<State?>(nil)

    init(folder: String, subject: Subject, surroundings: Surroundings) {
        self.folder = folder
        self.subject = subject
        self.surroundings = surroundings
        sharing = LedgerSharing(limit: subject.limit, window: subject.window)
    }

    func update<Value: Sendable>(
        _ change: @Sendable (inout TokenWindow, _ now: Duration) -> Value
    ) -> Value {
        state.withLock { current in
            var state = current ?? newState()
            defer { current = state }
            if !state.isAlone {
                var result: Value?
                do throws(LedgerFailure) {
                    try share(&state) { result = change(&$0, $1) }
                } catch {
                    state.isAlone = true
                    surroundings.whenFailing(error)
                }
                if let result { return result }
            }
            let now = surroundings.clock.now()
            state.tokens.settle(at: now)
            return change(&state.tokens, now)
        }
    }

    /// Makes the change in what all processes see. When it throws, the change may have been made
    /// in what this process knows.
    private func share(
        _ state: inout State, _ change: (inout TokenWindow, _ now: Duration) -> Void
    ) throws(LedgerFailure) {
        try state.file.locked { (contents) throws(LedgerFailure) in
            let now = surroundings.clock.now()
            let before = record(in: contents, at: now)
            state.tokens.record = before ?? newRecord(insteadOf: contents, state, at: now)
            state.tokens.settle(at: now)
            change(&state.tokens, now)
            return state.tokens.record == before ? nil : state.tokens.record.bytes
        }
    }

    private func record(in contents: LedgerFile.Contents, at now: Duration) -> WindowRecord? {
        guard case .bytes(let bytes) = contents else { return nil }
        return WindowRecord(bytes: bytes, window: subject.window, at: now)
    }

    private func newRecord(
        insteadOf contents: LedgerFile.Contents, _ state: State, at now: Duration
    ) -> WindowRecord {
        var record: WindowRecord
        switch contents {
        case .bytes, .lost:
            record = unknown(state.tokens, at: now)
        case .none:
            record = WindowRecord(window: subject.window)
            state.file.removeOthers(olderThan: surroundings.wallClock() - Self.longestUse)
        }
        // Permits of a record that was lost must not be taken for those of this one.
        record.lastNumber = surroundings.randomness()
        return record
    }

    /// What was sent is forgotten here, but not where it was sent to.
    private func unknown(_ tokens: TokenWindow, at now: Duration) -> WindowRecord {
        .full(until: tokens.end(ofWhatWasSentBefore: now), window: subject.window)
    }

    func status() -> RateLimiterStatus {
        state.withLock { current in
            var state = current ?? newState()
            if state.isAlone {
                let now = surroundings.clock.now()
                state.tokens.settle(at: now)
                return state.tokens.status(at: now)
            }
            let contents = state.file.peek()
            let now = surroundings.clock.now()
            let empty = WindowRecord(window: subject.window)
            state.tokens.record =
                record(in: contents, at: now)
                ?? (contents == .none ? empty : unknown(state.tokens, at: now))
            state.tokens.settle(at: now)
            var status = state.tokens.status(at: now)
            status.otherProcesses = state.tokens.record.owners(at: now)
                .filter { $0 != state.identity && $0.isAlive }.map(\.id).sorted()
            return status
        }
    }

    private func newState() -> State {
        let identity = surroundings.identity()
        return State(
            tokens: TokenWindow(
                limit: subject.limit, startingAt: subject.start, window: subject.window,
                owner: identity, lease: subject.lease),
            file: LedgerFile(folder: folder, name: name), identity: identity)
    }

    /// Each start of the machine has its own files, as its times begin anew, and so has each of
    /// several machines that share a home folder, and each version that writes another form.
    private var name: String {
        let text =
            "\(WindowRecord.mark) \(subject.origin) \(subject.window) "
            + surroundings.clock.bootID()
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        let host = subject.origin.host.prefix(60).map { character in
            character.isASCII && (character.isLetter || character.isNumber || character == ".")
                ? character : "_"
        }
        let digits = String(hash, radix: 16)
        return String(host) + "-" + String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Seconds: a month, far longer than any pause holds.
    private static let longestUse: Int64 = 30 * 86_400
}

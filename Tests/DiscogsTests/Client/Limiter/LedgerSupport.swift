import Foundation
import Synchronization
import Testing

@testable import Discogs

/// A folder for a test's ledger files, removed when it goes; and a machine whose processes use it.
final class LedgerPlace: Sendable {
    let folder: String
    private let time = Mutex<Duration>(.seconds(1000))
    private let lastProcess = Mutex<Int32>(0)
    private let randomness: Mutex<SeededRandomness>
    let failures = Collector<LedgerFailure>()

    init(seed: UInt64 = 1) {
        randomness = Mutex(SeededRandomness(seed: seed))
        folder =
            FileManager.default.temporaryDirectory
            .appending(path: "musicagent-ledger-\(UUID().uuidString)").path
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    var now: Duration {
        get { time.withLock { $0 } }
        set {
            // As exact as the system's clocks.
            let (seconds, rest) = newValue.components
            let exact: Duration = .seconds(seconds) + .nanoseconds(rest / 1_000_000_000)
            time.withLock { $0 = exact }
        }
    }

    /// The ledger of a process of its own.
    func ledger(
        of origin: String = "https://api.example", limit: Int = 60,
        window: Duration = .seconds(60), timeout: Duration = .seconds(30), bootID: String = "1",
        identity: ProcessIdentity? = nil, folder: String? = nil
    ) throws -> FileLedger {
        let number = lastProcess.withLock { number in
            number += 1
            return number
        }
        let origin = try #require(BaseURL(parsing: origin)).origin
        return FileLedger(
            folder: folder ?? self.folder,
            subject: FileLedger.Subject(
                origin: origin, limit: limit, start: nil, window: window, requestTimeout: timeout),
            surroundings: FileLedger.Surroundings(
                clock: BootClock(
                    now: { [weak self] in self?.now ?? .zero }, bootID: { bootID }),
                identity: { identity ?? ProcessIdentity(id: -number, start: 7) },
                wallClock: { Int64(Date.now.timeIntervalSince1970) },
                randomness: { [weak self] in
                    self?.randomness.withLock { $0.next() } ?? 0
                },
                whenFailing: { [failures] in failures.add($0) }))
    }

    /// Names of what is in the folder.
    var files: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder).sorted()) ?? []
    }

    func path(ending: String) throws -> String {
        try "\(folder)/" + #require(files.first { $0.hasSuffix(ending) })
    }
}

extension FileLedger {
    func take() -> TokenWindow.Permit? { update { $0.take(at: $1) } }

    func complete(
        _ permit: TokenWindow.Permit, _ outcome: TokenWindow.Outcome = .answered(.init())
    ) {
        update { $0.complete(permit, at: $1, outcome) }
    }

    /// As many as there are, each answered at once.
    func sendAll(atMost limit: Int = 1000) -> Int {
        for count in 0..<limit {
            guard let permit = take() else { return count }
            complete(permit)
        }
        return limit
    }
}

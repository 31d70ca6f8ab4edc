import Commands
import Synchronization

/// Programs that keep what they are given, and end as they are told.
final class SpyPrograms: ProgramRunner {
    struct Record {
        var line = ""
        var arguments: [String] = []
        var variables: [String: String] = [:]
        var input = ""
    }

    /// How many writes are read before nobody reads any more.
    private let openWrites: Int
    private let ending: ProgramEnding
    private let mutex = Mutex<[Record]>([])

    init(closedAfterWrites openWrites: Int = .max, ending: ProgramEnding = .exited(0)) {
        self.openWrites = openWrites
        self.ending = ending
    }

    var records: [Record] { mutex.withLock { $0 } }

    func run(
        _ line: String, arguments: [String], variables: [String: String],
        feed:
            @escaping @Sendable (_ write: @Sendable ([UInt8]) async throws -> Bool) async throws
            -> Void
    ) async throws -> ProgramEnding {
        let input = Mutex((text: "", writes: 0))
        try await feed { [openWrites] bytes in
            input.withLock { input in
                guard input.writes < openWrites else { return false }
                input.writes += 1
                input.text += String(decoding: bytes, as: UTF8.self)
                return true
            }
        }
        let record = Record(
            line: line, arguments: arguments, variables: variables,
            input: input.withLock { $0.text })
        mutex.withLock { $0.append(record) }
        return ending
    }
}

import Commands
import Output
import Synchronization

/// A console that keeps what it is told, and answers every question the same way.
final class TestConsole: Console {
    struct Record {
        var output: [UInt8] = []
        var notes: [String] = []
        var progress: [String?] = []
        var questions: [String] = []
        /// Texts that may go through a pager.
        var pages: [String] = []
        /// Whether colours were asked for, time after time.
        var colors: [Bool] = []
    }

    let terminal: TerminalStyle?
    private let answer: Bool
    /// To questions about one of many things; nil for the same answer.
    private let choice: Choice?
    /// How many writes somebody reads.
    private let openWrites: Int
    private let mutex = Mutex((record: Record(), writes: 0))

    init(
        terminal: TerminalStyle?, answer: Bool = true, choice: Choice? = nil,
        closedAfterWrites openWrites: Int = .max
    ) {
        self.choice = choice
        self.terminal = terminal
        self.answer = answer
        self.openWrites = openWrites
    }

    func write(_ bytes: [UInt8]) throws {
        try mutex.withLock { state in
            guard state.writes < openWrites else { throw ClosedOutput() }
            state.writes += 1
            state.record.output += bytes
        }
    }

    func page(_ text: String) throws {
        mutex.withLock { $0.record.pages.append(text) }
        try write(Array(text.utf8))
    }

    func useColor(_ isUsed: Bool) { mutex.withLock { $0.record.colors.append(isUsed) } }

    func note(_ text: String) { mutex.withLock { $0.record.notes.append(text) } }

    func progress(_ text: String?) { mutex.withLock { $0.record.progress.append(text) } }

    func choose(_ question: String) async -> Choice {
        let isAgreed = await confirm(question)
        return choice ?? (isAgreed ? .yes : .no)
    }

    func confirm(_ question: String) async -> Bool {
        mutex.withLock { $0.record.questions.append(question) }
        return answer
    }

    /// What came since the last time.
    func take() -> Record {
        mutex.withLock { state in
            defer { state.record = Record() }
            return state.record
        }
    }
}

import Commands
import Output
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The console of the running program: standard output and standard error.
final class ProgramConsole: Console {
    /// Asks the person at the prompt.
    typealias Question = @Sendable (String) async -> Bool

    private let isColored: Bool
    private let isUnicode: Bool
    private let question = Mutex<Question?>(nil)
    /// Whether a line of progress stands on the terminal.
    private let hasProgress = Mutex(false)

    init(isColored: Bool, isUnicode: Bool) {
        self.isColored = isColored
        self.isUnicode = isUnicode
    }

    /// Questions are answered by `question` from now on; before, every answer is no.
    func answerQuestions(by question: @escaping Question) {
        self.question.withLock { $0 = question }
    }

    var terminal: TerminalStyle? { style(of: STDOUT_FILENO) }

    /// How messages on standard error may look; plain when that is no terminal.
    var messageStyle: TerminalStyle {
        style(of: STDERR_FILENO)
            ?? TerminalStyle(width: 132, isColored: false, isUnicode: isUnicode)
    }

    private func style(of descriptor: Int32) -> TerminalStyle? {
        Terminal.width(of: descriptor).map {
            TerminalStyle(width: $0, isColored: isColored, isUnicode: isUnicode)
        }
    }

    func write(_ bytes: [UInt8]) throws {
        progress(nil)
        do {
            try FileCalls.system.writeAll(bytes, to: STDOUT_FILENO, path: "standard output")
        } catch {
            if case .system(_, _, EPIPE) = error { throw ClosedOutput() }
            throw error
        }
    }

    func note(_ text: String) {
        progress(nil)
        writeToErrors(messageStyle.lines(text) + "\n")
    }

    func progress(_ text: String?) {
        hasProgress.withLock { hasProgress in
            guard text != nil || hasProgress, let style = style(of: STDERR_FILENO) else { return }
            hasProgress = text != nil
            let shown = DisplayWidth.truncated(style.text(text ?? ""), to: style.width - 1)
            writeToErrors("\r\u{1B}[K" + shown)
        }
    }

    private func writeToErrors(_ text: String) {
        // There is nowhere left to report that standard error cannot be written to.
        try? FileCalls.system.writeAll(
            Array(text.utf8), to: STDERR_FILENO, path: "standard error")
    }

    func confirm(_ text: String) async -> Bool {
        let question = question.withLock { $0 }
        return await question?(text) ?? false
    }
}

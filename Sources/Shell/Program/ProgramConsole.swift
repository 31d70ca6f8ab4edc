import Commands
import Discogs
import Output
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The console of the running program: standard output and standard error.
final class ProgramConsole: Console {
    /// Has the person at the prompt type something, shown or not; nil when there is no answer.
    typealias Prompt = @Sendable (String, _ isSecret: Bool) async -> String?
    /// Asks the person at the prompt, and says whether it is about one of many things.
    typealias Question = @Sendable (String, Bool) async -> Choice

    /// Whether colours may be shown, and whether they are asked for.
    private let isColored: Bool
    private let usesColor = Mutex(true)
    private let usesLinks = Mutex(false)
    private let isUnicode: Bool
    private let output: Int32
    private let errors: Int32
    private let question = Mutex<Question?>(nil)
    private let prompt = Mutex<Prompt?>(nil)
    private let pager = Mutex<Pager.Show?>(nil)
    private let mask = Mutex(SecretMask())
    private let hidesInResults = Mutex(false)
    private let progressLine = Mutex(ProgressLine())
    private let clock: any Clock<Duration>

    private struct ProgressLine {
        /// Whether one stands on the terminal.
        var isShown = false
        /// Changes whenever something else is written.
        var generation = 0
    }

    init(
        isColored: Bool, isUnicode: Bool, output: Int32 = STDOUT_FILENO,
        errors: Int32 = STDERR_FILENO, clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.isColored = isColored
        self.isUnicode = isUnicode
        self.output = output
        self.errors = errors
        self.clock = clock
    }

    /// Questions are answered by `question` from now on; before, every answer is no.
    func answerQuestions(by question: @escaping Question) {
        self.question.withLock { $0 = question }
    }

    /// What is asked for is typed by whoever answers `prompt`; before, nobody answers.
    func answerPrompts(by prompt: @escaping Prompt) { self.prompt.withLock { $0 = prompt } }

    /// Keeps these secrets, too, out of messages, logs and history from now on: a server may repeat
    /// what it was sent.
    func hide(_ secrets: [Secret]) { mask.withLock { $0.add(secrets) } }

    /// Results are messages, too, as those of a dry run are.
    func hideInResults() { hidesInResults.withLock { $0 = true } }

    /// Knows all that is hidden.
    var secretMask: SecretMask { mask.withLock(\.self) }

    private func masked(_ text: String) -> String { mask.withLock(\.self).masked(text) }

    var terminal: TerminalStyle? { style(of: output) }

    /// How messages on standard error may look; plain when that is no terminal.
    var messageStyle: TerminalStyle {
        style(of: errors)
            ?? TerminalStyle(width: TerminalStyle.file.width, isUnicode: isUnicode)
    }

    private func style(of descriptor: Int32) -> TerminalStyle? {
        Terminal.width(of: descriptor).map {
            let isColored = isColored && usesColor.withLock(\.self)
            return TerminalStyle(
                width: $0, isColored: isColored, isUnicode: isUnicode,
                showsLinks: isColored && usesLinks.withLock(\.self))
        }
    }

    /// Whether titles are links from now on, where there are colours.
    func useLinks(_ areUsed: Bool) { usesLinks.withLock { $0 = areUsed } }

    func useColor(_ isUsed: Bool) { usesColor.withLock { $0 = isUsed } }

    func write(_ bytes: [UInt8]) throws {
        progress(nil)
        let isMasked = hidesInResults.withLock(\.self)
        let bytes = isMasked ? Array(masked(String(decoding: bytes, as: UTF8.self)).utf8) : bytes
        do {
            try FileCalls.system.writeAll(bytes, to: output, path: "standard output")
        } catch {
            if case .system(_, _, EPIPE) = error { throw ClosedOutput() }
            throw error
        }
    }

    /// Long texts go through this pager from now on.
    func usePager(_ show: @escaping Pager.Show) { pager.withLock { $0 = show } }

    func page(_ text: String) async throws {
        let pager = pager.withLock(\.self)
        let lines = text.utf8.count { $0 == UInt8(ascii: "\n") }
        if let pager, let height = Terminal.height(of: output), lines >= height,
            Terminal.isTerminal(STDIN_FILENO)
        {
            progress(nil)
            if try await pager(masked(text)) { return }
        }
        try write(Array(text.utf8))
    }

    /// Writes what belongs to the prompt where a person sees it, which is where Readline draws:
    /// results must stay results in a file.
    func writeAtPrompt(_ text: String) {
        let isShown = Terminal.isTerminal(output)
        try? FileCalls.system.writeAll(
            Array(text.utf8), to: isShown ? output : errors, path: "the terminal")
    }

    func note(_ text: String) {
        progress(nil)
        let shown = messageStyle.lines(masked(text))
        // In a file a line of ours stays one line.
        let width = Terminal.width(of: errors)
        writeToErrors((width.map { DisplayWidth.folded(shown, to: $0) } ?? shown) + "\n")
    }

    func progress(_ text: String?) {
        progressLine.withLock { line in
            line.generation += 1
            show(text, &line)
        }
    }

    private func show(_ text: String?, _ line: inout ProgressLine) {
        guard text != nil || line.isShown, let style = style(of: errors) else { return }
        line.isShown = text != nil
        let shown = DisplayWidth.truncated(style.text(masked(text ?? "")), to: style.width - 1)
        writeToErrors("\r\u{1B}[K" + shown)
    }

    /// Whether there is a terminal to show progress on.
    var showsProgress: Bool { style(of: errors) != nil }

    /// Shows every second how many are left, as a line of progress, until there are none or
    /// something else is written: whatever ends a wait has something to say. Where nobody watches,
    /// it is said once.
    func countDown(_ duration: Duration, _ text: @escaping @Sendable (_ seconds: Int) -> String) {
        let seconds = Int(duration.components.seconds)
        guard showsProgress else { return note(text(seconds)) }
        let generation = progressLine.withLock { line in
            line.generation += 1
            show(text(seconds), &line)
            return line.generation
        }
        Task { [weak self, clock] in
            for left in (0..<max(1, seconds)).reversed() {
                try? await clock.sleep(for: .seconds(1), tolerance: .milliseconds(50))
                let goesOn = self?.progressLine.withLock { line in
                    guard line.generation == generation else { return false }
                    self?.show(left > 0 ? text(left) : nil, &line)
                    return true
                }
                guard goesOn == true else { return }
            }
        }
    }

    private func writeToErrors(_ text: String) {
        // There is nowhere left to report that standard error cannot be written to.
        try? FileCalls.system.writeAll(
            Array(text.utf8), to: errors, path: "standard error")
    }

    func choose(_ text: String) async -> Choice {
        let question = question.withLock { $0 }
        return await question?(messageStyle.text(masked(text)), true) ?? .no
    }

    /// Asks for a line; nil where nobody can answer, or gave up.
    func ask(_ question: String, isSecret: Bool) async -> String? {
        let prompt = prompt.withLock { $0 }
        return await prompt?(question, isSecret) ?? nil
    }

    func confirm(_ text: String) async -> Bool {
        let question = question.withLock { $0 }
        return await question?(messageStyle.text(masked(text)), false) == .yes
    }
}

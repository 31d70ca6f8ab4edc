#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Reads lines as the terminal itself lets them be typed: without history and completion.
@MainActor
final class PlainEditor: LineEditor {
    var completer: LineCompleter?

    private let descriptor: Int32
    private let hidesInput: Bool
    private let input: EditorInput
    private let write: @Sendable (String) -> Void
    /// What has been read after the last line.
    private var rest: [UInt8] = []

    /// - Parameters:
    ///   - descriptor: standard input, in practice.
    ///   - hidesInput: whether the terminal does not show what is typed, because it is a secret.
    ///   - write: writes to the terminal at once.
    init(
        _ descriptor: Int32 = STDIN_FILENO, hidesInput: Bool = false, interrupts: Interrupts,
        write: @escaping @Sendable (String) -> Void
    ) {
        self.descriptor = descriptor
        self.hidesInput = hidesInput
        self.write = write
        input = EditorInput(descriptor, interrupts: interrupts)
    }

    func readLine(prompt: String) async -> LineEvent {
        let prompt = Prompt.plain(prompt)
        let modes = hideInput()
        defer {
            if let modes { showInput(modes) }
        }
        write(prompt)
        if let line = takeLine() { return .line(line) }
        let result = await input.events { event -> LineEvent? in
            switch event {
            case .readable: return self.read()
            case .signal(.interrupt):
                self.rest = []
                if !self.hidesInput { self.write("\n") }
                return .interrupted
            case .signal(.terminate), .signal(.hangUp): return .endOfFile
            case .signal(.continued):
                // The shell that had the terminal meanwhile has set it to its liking.
                _ = self.hideInput()
                self.write(prompt)
            case .signal(.windowChanged): break
            }
            return nil
        }
        return result ?? .interrupted
    }

    func addHistory(_ entry: String) {}

    func loadHistory(_ entries: [String]) {}

    /// Has the terminal show nothing of what is typed. What was typed before, for something else,
    /// is thrown away.
    /// - Returns: how the terminal worked before; nil when nothing is hidden.
    private func hideInput() -> termios? {
        var modes = termios()
        guard hidesInput, tcgetattr(descriptor, &modes) == 0 else { return nil }
        var hiding = modes
        hiding.c_lflag &= ~tcflag_t(ECHO)
        hiding.c_lflag |= tcflag_t(ICANON | ISIG)
        rest = []
        tcsetattr(descriptor, TCSAFLUSH, &hiding)
        return modes
    }

    private func showInput(_ modes: termios) {
        var modes = modes
        // What was pasted behind the secret may be a part of it.
        tcsetattr(descriptor, TCSAFLUSH, &modes)
        // The terminal did not show the Enter, either.
        write("\n")
    }

    private func read() -> LineEvent? {
        guard input.isReadable else { return nil }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = readSome(&buffer)
        if count < 0, errno == EINTR || errno == EAGAIN { return nil }
        guard count > 0 else {
            if rest.isEmpty { return .endOfFile }
            defer { rest = [] }
            return .line(String(decoding: rest, as: UTF8.self))
        }
        rest += buffer[..<count]
        return takeLine().map(LineEvent.line)
    }

    private func readSome(_ buffer: inout [UInt8]) -> Int {
        #if canImport(Glibc)
            Glibc.read(descriptor, &buffer, buffer.count)
        #else
            Darwin.read(descriptor, &buffer, buffer.count)
        #endif
    }

    private func takeLine() -> String? {
        guard let newline = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        defer { rest.removeFirst(newline + 1) }
        return String(decoding: rest[..<newline], as: UTF8.self)
    }
}

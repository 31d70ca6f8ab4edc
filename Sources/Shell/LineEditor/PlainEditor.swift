#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Reads lines as the terminal itself lets them be typed: without history and completion.
@MainActor
final class PlainEditor: LineEditor {
    var completer: Completer?

    private let descriptor: Int32
    private let input: EditorInput
    private let write: @Sendable (String) -> Void
    /// What has been read after the last line.
    private var rest: [UInt8] = []

    /// - Parameters:
    ///   - descriptor: standard input, in practice.
    ///   - write: writes to the terminal at once.
    init(
        _ descriptor: Int32 = STDIN_FILENO, interrupts: Interrupts,
        write: @escaping @Sendable (String) -> Void
    ) {
        self.descriptor = descriptor
        self.write = write
        input = EditorInput(descriptor, interrupts: interrupts)
    }

    func readLine(prompt: String) async -> LineEvent {
        let prompt = Prompt.plain(prompt)
        write(prompt)
        if let line = takeLine() { return .line(line) }
        let result = await input.events { event -> LineEvent? in
            switch event {
            case .readable: return self.read()
            case .signal(.interrupt):
                self.rest = []
                self.write("\n")
                return .interrupted
            case .signal(.terminate), .signal(.hangUp): return .endOfFile
            case .signal(.continued): self.write(prompt)
            case .signal(.windowChanged): break
            }
            return nil
        }
        return result ?? .interrupted
    }

    func addHistory(_ entry: String) {}

    func loadHistory(_ entries: [String]) {}

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

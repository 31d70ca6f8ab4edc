import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A program in a terminal of its own, which a test types into and reads from.
///
/// Nothing here waits for a fixed time: everything ends when the program has answered. The
/// deadlines only keep a program that hangs from holding up the tests for ever.
final class PseudoTerminal: Sendable {
    /// Keys that have no character.
    enum Key: String {
        case enter = "\r"
        case tab = "\t"
        case interrupt = "\u{3}"
        case endOfFile = "\u{4}"
        case suspend = "\u{1A}"
        case escape = "\u{1B}"
        case up = "\u{1B}[A"
        case down = "\u{1B}[B"
        case left = "\u{1B}[D"
        case home = "\u{1}"
        case backspace = "\u{7F}"
    }

    enum Exit: Sendable, Hashable {
        case status(Int32)
        case signal(Int32)
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private struct State {
        /// What the program has written, without escape sequences and carriage returns.
        var screen = TerminalText()
        var display: TerminalScreen
        /// As it has written it.
        var bytes: [UInt8] = []
        /// How much of it has been matched already.
        var matched = 0
        var exit: Exit?
    }

    let processID: pid_t
    private let terminal: Int32
    private let state: Mutex<State>
    private let queue = DispatchQueue(label: "pseudo-terminal")

    /// POSIX_SPAWN_SETSID, which Glibc declares with `_GNU_SOURCE` only.
    #if canImport(Glibc)
        static let newSession: Int32 = 0x80
    #else
        static let newSession = POSIX_SPAWN_SETSID
    #endif

    /// Starts a program.
    /// - Parameters:
    ///   - environment: all of it; TERM, PATH and LANG are added unless they are given.
    ///   - directory: where the program runs.
    init(
        _ executable: String, _ arguments: [String] = [], environment: [String: String] = [:],
        directory: String? = nil, columns: Int = 80, rows: Int = 24
    ) throws {
        state = Mutex(State(display: TerminalScreen(columns: columns)))
        let (terminal, programSide, name) = try Self.open(columns: columns, rows: rows)
        self.terminal = terminal
        defer { close(programSide) }

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // The first terminal that a new session opens becomes its own.
        posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setflags(
            &attributes,
            Int16(Self.newSession | Int32(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK)))

        var all = ["TERM": "xterm", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"]
        all.merge(environment) { $1 }
        let changing = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\""]
        let command = (directory.map { changing + [$0] } ?? []) + [executable] + arguments
        let argv = Self.strings(command)
        let envp = Self.strings(all.map { "\($0)=\($1)" })
        defer { for string in argv + envp { free(string) } }
        var processID: pid_t = 0
        let code = ProcessRun.spawning.withLock { _ in
            posix_spawn(&processID, command[0], &actions, &attributes, argv, envp)
        }
        guard code == 0 else {
            close(terminal)
            throw Failure(description: "\(executable): \(String(cString: strerror(code)))")
        }
        self.processID = processID
    }

    deinit {
        if state.withLock({ $0.exit == nil }) {
            kill(processID, SIGKILL)
            waitpid(processID, nil, 0)
        }
        close(terminal)
    }

    /// All that the program has written so far, without escape sequences.
    var transcript: String { state.withLock { $0.screen.text } }

    /// All that the program has written so far, as it has.
    var output: String { state.withLock { String(decoding: $0.bytes, as: UTF8.self) } }

    /// What a person sees, with the lines that have scrolled away.
    var display: String { state.withLock { $0.display.text } }

    func type(_ text: String) throws {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(terminal, $0.baseAddress, $0.count) }
            guard count > 0 else { throw Failure(description: "cannot type: \(errno)") }
            rest = rest.dropFirst(count)
        }
    }

    func press(_ key: Key) throws { try type(key.rawValue) }

    /// Types a line and Enter.
    func enter(_ line: String) throws { try type(line + Key.enter.rawValue) }

    /// Waits until the program has written `text`, after what was waited for before.
    /// - Returns: what it has written since then, `text` included.
    @discardableResult
    func expect(_ text: String, within limit: Duration = .seconds(300)) async throws -> String {
        try await onQueue { [self] in
            let deadline = ContinuousClock.now + limit
            while true {
                let found: String? = state.withLock { state in
                    let new = String(state.screen.text.dropFirst(state.matched))
                    guard let range = new.firstRange(of: text) else { return nil }
                    let upToText = String(new[..<range.upperBound])
                    state.matched += upToText.count
                    return upToText
                }
                if let found { return found }
                guard try readSome(until: deadline) else {
                    throw Failure(
                        description:
                            "no '\(text)', the program has ended: …\(transcript.suffix(800))")
                }
            }
        }
    }

    /// Waits until the program has ended.
    func waitForExit(within limit: Duration = .seconds(300)) async throws -> Exit {
        try await onQueue { [self] in
            let deadline = ContinuousClock.now + limit
            while try readSome(until: deadline) {}
            if let exit = state.withLock(\.exit) { return exit }
            var status: Int32 = 0
            while waitpid(processID, &status, 0) < 0, errno == EINTR {}
            let signal = status & 0x7F
            let exit: Exit = signal == 0 ? .status(status >> 8 & 0xFF) : .signal(signal)
            state.withLock { $0.exit = exit }
            return exit
        }
    }

    /// Forgets what was waited for, and before: a long session writes a lot.
    func forget() {
        state.withLock { state in
            state.screen.drop(state.matched)
            state.bytes = []
            state.matched = 0
        }
    }

    /// Sends a signal to the program.
    func send(_ signal: Int32) { kill(processID, signal) }

    func resize(columns: Int, rows: Int) {
        Self.setSize(terminal, columns: columns, rows: rows)
    }

    /// Whether the program has taken the terminal's line editing and echo over.
    var isRaw: Bool {
        var modes = termios()
        tcgetattr(terminal, &modes)
        return modes.c_lflag & tcflag_t(ICANON | ECHO) == 0
    }

    /// False when the program has closed its terminal.
    private func readSome(until deadline: ContinuousClock.Instant) throws -> Bool {
        let left = ContinuousClock.now.duration(to: deadline)
        let milliseconds = max(0, left / .milliseconds(1))
        var entry = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
        let count = poll(&entry, 1, Int32(milliseconds.rounded(.up)))
        if count < 0, errno == EINTR { return true }
        guard count > 0 else {
            throw Failure(description: "the deadline has passed: …\(transcript.suffix(800))")
        }
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        let size = read(terminal, &buffer, buffer.count)
        guard size > 0 else { return false }
        state.withLock { state in
            state.screen.append(buffer[..<size])
            state.display.append(buffer[..<size])
            state.bytes += buffer[..<size]
        }
        return true
    }

    private func onQueue<Result: Sendable>(
        _ body: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Swift.Result(catching: body)) }
        }
    }

    /// A new terminal, and the side of it that a program has, with its name. No other program
    /// inherits them.
    static func open(
        columns: Int, rows: Int = 24
    ) throws -> (terminal: Int32, programSide: Int32, name: String) {
        var (terminal, programSide): (Int32, Int32) = (-1, -1)
        var name = [CChar](repeating: 0, count: 256)
        let isOpen = ProcessRun.spawning.withLock { _ in
            guard openpty(&terminal, &programSide, &name, nil, nil) == 0 else { return false }
            for side in [terminal, programSide] { _ = fcntl(side, F_SETFD, FD_CLOEXEC) }
            return true
        }
        guard isOpen else {
            throw Failure(description: "no pseudo-terminal: \(String(cString: strerror(errno)))")
        }
        setSize(terminal, columns: columns, rows: rows)
        let text = name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
        return (terminal, programSide, String(decoding: text, as: UTF8.self))
    }

    private static func setSize(_ terminal: Int32, columns: Int, rows: Int) {
        var size = winsize(
            ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
    }

    private static func strings(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
        texts.map { strdup($0) } + [nil]
    }
}

/// What a program writes to a terminal, without escape sequences and carriage returns.
struct TerminalText: Sendable {
    private var pending: [UInt8] = []
    private(set) var text = ""

    mutating func drop(_ count: Int) { text = String(text.dropFirst(count)) }

    mutating func append(_ bytes: some Sequence<UInt8>) {
        pending += bytes
        var plain: [UInt8] = []
        var place = 0
        while place < pending.count {
            let byte = pending[place]
            if byte == 0x1B {
                // The rest of the sequence is still to come.
                guard let end = Self.end(ofSequence: pending[place...]) else { break }
                place = end
            } else {
                // So is that of a character in UTF-8.
                let length = byte < 0x80 ? 1 : byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
                guard place + length <= pending.count else { break }
                if byte != 0x0D, byte != 0x07 { plain += pending[place..<place + length] }
                place += length
            }
        }
        text += String(decoding: plain, as: UTF8.self)
        pending.removeFirst(place)
    }

    /// Where an escape sequence ends; nil when that has not been written yet.
    private static func end(ofSequence bytes: ArraySlice<UInt8>) -> Int? {
        guard let kind = bytes.dropFirst().first else { return nil }
        let rest = bytes.dropFirst(2)
        switch kind {
        case UInt8(ascii: "["): return rest.firstIndex { $0 >= 0x40 && $0 <= 0x7E }.map { $0 + 1 }
        case UInt8(ascii: "]"):
            return rest.indices.first { place in
                rest[place] == 0x07 || rest[place] == 0x5C && rest[place - 1] == 0x1B
            }.map { $0 + 1 }
        case UInt8(ascii: "("), UInt8(ascii: ")"):
            return rest.first.map { _ in rest.startIndex + 1 }
        default: return rest.startIndex
        }
    }
}

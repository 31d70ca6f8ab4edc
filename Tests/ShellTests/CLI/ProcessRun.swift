import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A program that a test has started, with its output caught.
final class ProcessRun: Sendable {
    /// What standard output is connected with.
    enum Output: Sendable {
        case caught
        case closed
        /// A pipe that nobody reads from.
        case withoutReader
        /// A terminal of this width, whose text is caught.
        case terminal(columns: Int)
        case file(String)
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Held while a program starts, and while there is a descriptor that it should not inherit.
    static let spawning = Mutex(())

    let processID: pid_t
    private let pipes: [Int32]
    private let isTerminal: Bool
    private let isFinished = Mutex(false)
    /// What it has written to its output and to its errors.
    private let texts = Mutex<[[UInt8]]>([[], []])
    private let queue = DispatchQueue(label: "process-run")

    /// Starts a program.
    /// - Parameters:
    ///   - environment: all of it.
    ///   - input: the file that standard input reads.
    init(
        _ command: [String], environment: [String: String], directory: String,
        input: String = "/dev/null", output: Output = .caught
    ) throws {
        let outputEnd: Int32
        let programOutput: Int32
        if case .terminal(let columns) = output {
            (outputEnd, programOutput, _) = try PseudoTerminal.open(columns: columns)
            isTerminal = true
        } else {
            (outputEnd, programOutput) = try Self.makePipe()
            isTerminal = false
        }
        let (errorEnd, programError) = try Self.makePipe()
        defer { for end in [programOutput, programError] { close(end) } }
        pipes = [outputEnd, errorEnd]

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, programError, 2)
        var deadEnd: Int32 = -1
        switch output {
        case .caught, .terminal: posix_spawn_file_actions_adddup2(&actions, programOutput, 1)
        case .closed: posix_spawn_file_actions_addclose(&actions, 1)
        case .withoutReader:
            let (reader, writer) = try Self.makePipe()
            close(reader)
            deadEnd = writer
            posix_spawn_file_actions_adddup2(&actions, writer, 1)
        case .file(let path): posix_spawn_file_actions_addopen(&actions, 1, path, O_WRONLY, 0)
        }
        defer { if deadEnd >= 0 { close(deadEnd) } }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        // A session of its own has no terminal, even where the tests have one.
        posix_spawnattr_setflags(
            &attributes,
            Int16(
                PseudoTerminal.newSession | Int32(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK)))

        let command = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", directory] + command
        let argv = command.map { strdup($0) } + [nil]
        let envp = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in argv + envp { free(text) } }
        var processID: pid_t = 0
        let code = Self.spawning.withLock { _ in
            posix_spawn(&processID, command[0], &actions, &attributes, argv, envp)
        }
        guard code == 0 else {
            throw Failure(description: "\(command[0]): \(String(cString: strerror(code)))")
        }
        self.processID = processID
    }

    deinit {
        if !isFinished.withLock(\.self) {
            kill(processID, SIGKILL)
            waitpid(processID, nil, 0)
        }
        for end in pipes { close(end) }
    }

    func send(_ signal: Int32) { kill(processID, signal) }

    /// Waits until the program has written a text to its output.
    /// - Throws: when it has not by then, or never will.
    func expect(_ text: String, within limit: Duration = .seconds(300)) async throws {
        try await onQueue { [self] in
            let isThere = try collect(until: .now + limit) {
                String(decoding: $0[0], as: UTF8.self).contains(text)
            }
            guard isThere else { throw Failure(description: "no '\(text)': \(written)") }
        }
    }

    /// Waits until the program has ended, and whatever else has its output.
    /// - Throws: when it has not by then; it is killed.
    func finish(within limit: Duration = .seconds(300)) async throws -> ProcessResult {
        try await onQueue { [self] in
            _ = try collect(until: .now + limit) { _ in false }
            var status: Int32 = 0
            while waitpid(processID, &status, 0) < 0, errno == EINTR {}
            isFinished.withLock { $0 = true }
            let signal = status & 0x7F
            let written = written
            return ProcessResult(
                status: signal == 0 ? status >> 8 & 0xFF : -signal,
                // A terminal returns to the beginning of a line by itself.
                output: isTerminal ? written[0].replacing("\r\n", with: "\n") : written[0],
                errors: written[1])
        }
    }

    private var written: [String] {
        texts.withLock { $0.map { String(decoding: $0, as: UTF8.self) } }
    }

    /// Reads what the program writes.
    /// - Returns: whether it is enough; false at the end.
    private func collect(
        until deadline: ContinuousClock.Instant, isEnough: ([[UInt8]]) -> Bool
    ) throws -> Bool {
        var isOpen = [true, true]
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while isOpen.contains(true) {
            if texts.withLock({ isEnough($0) }) { return true }
            let left = max(0, ContinuousClock.now.duration(to: deadline) / .milliseconds(1))
            var entries = pipes.indices.map { place in
                pollfd(fd: isOpen[place] ? pipes[place] : -1, events: Int16(POLLIN), revents: 0)
            }
            let count = poll(&entries, nfds_t(entries.count), Int32(left.rounded(.up)))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw Failure(description: "the program does not end: \(written)")
            }
            for (place, entry) in entries.enumerated() where entry.revents != 0 {
                let size = read(pipes[place], &buffer, buffer.count)
                if size > 0 {
                    texts.withLock { $0[place] += buffer[..<size] }
                } else {
                    isOpen[place] = false
                }
            }
        }
        return texts.withLock({ isEnough($0) })
    }

    private func onQueue<Value: Sendable>(
        _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: body)) }
        }
    }

    /// A pipe that other programs of the test do not inherit: they would keep it open.
    private static func makePipe() throws -> (reader: Int32, writer: Int32) {
        var ends: [Int32] = [-1, -1]
        let code = spawning.withLock { _ in
            let code = pipe(&ends)
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            return code
        }
        guard code == 0 else { throw Failure(description: "no pipe: \(errno)") }
        return (ends[0], ends[1])
    }
}

/// How a program ended and what it wrote.
struct ProcessResult: Hashable {
    /// The exit status; the negative number of the signal that killed it.
    var status: Int32
    var output = ""
    var errors = ""
}

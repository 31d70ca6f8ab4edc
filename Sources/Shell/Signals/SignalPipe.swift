import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where the signal handler writes; -1 for nowhere. A signal belongs to the process, and its
/// handler is given no other way to find anything.
private let handlerOutput = Atomic<Int32>(-1)

private let interruptsSoFar = Atomic<Int>(0)

/// Carries signals out of their handler, in which almost nothing is allowed, as bytes of a pipe.
///
/// Handlers are used for everything, also to take no notice of SIGPIPE: an ignored signal stays
/// ignored in the programs that we start, a handled one does not.
final class SignalPipe: Sendable {
    private let input: Int32
    private let output: Int32
    private let replaced = Mutex<[(number: Int32, action: sigaction)]>([])

    /// Takes the signals over. Returns nil where the system has no pipe to give, and the signals
    /// then do what they always do.
    init?(_ numbers: [Int32]) {
        var ends: (Int32, Int32) = (-1, -1)
        let isOpen = withUnsafeMutableBytes(of: &ends) { bytes in
            pipe(bytes.assumingMemoryBound(to: Int32.self).baseAddress)
        }
        guard isOpen == 0 else { return nil }
        (input, output) = ends
        for end in [input, output] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        // A full pipe must not hold the handler up.
        _ = fcntl(output, F_SETFL, O_NONBLOCK)
        handlerOutput.store(output, ordering: .sequentiallyConsistent)
        for number in numbers { handle(number) { SignalPipe.send($0) } }
        handle(SIGPIPE) { _ in }
    }

    /// How often Ctrl-C was pressed: counted by the handler, before anybody is told.
    static var interruptCount: Int { interruptsSoFar.load(ordering: .sequentiallyConsistent) }

    /// The next signal's number, when there is one; nil after `restore()`. Blocks its thread.
    func next() -> Int32? {
        var number: UInt8 = 0
        while true {
            let count = read(input, &number, 1)
            if count == 1 { return Int32(number) }
            if count == 0 || errno != EINTR { break }
        }
        close(input)
        return nil
    }

    /// Gives the signals back to whoever had them before.
    func restore() {
        replaced.withLock { actions in
            for (number, action) in actions {
                var action = action
                sigaction(number, &action, nil)
            }
            actions = []
        }
        if handlerOutput.compareExchange(
            expected: output, desired: -1, ordering: .sequentiallyConsistent
        ).exchanged {
            close(output)
        }
    }

    private static func send(_ number: Int32) {
        let saved = errno
        if number == SIGINT { interruptsSoFar.add(1, ordering: .sequentiallyConsistent) }
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(handlerOutput.load(ordering: .relaxed), &byte, 1)
        errno = saved
    }

    private func handle(_ number: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
        var action = sigaction()
        var old = sigaction()
        sigaction(number, nil, &old)
        // Whoever started us with a signal ignored (nohup, a script's `&`) meant it.
        if old.ignores { return }
        #if canImport(Glibc)
            action.__sigaction_handler.sa_handler = handler
        #else
            action.__sigaction_u.__sa_handler = handler
        #endif
        action.sa_flags = SA_RESTART
        sigemptyset(&action.sa_mask)
        sigaction(number, &action, nil)
        replaced.withLock { [old] in $0.append((number, old)) }
    }
}

extension sigaction {
    fileprivate var ignores: Bool {
        #if canImport(Glibc)
            let handler = __sigaction_handler.sa_handler
        #else
            let handler = __sigaction_u.__sa_handler
        #endif
        return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}

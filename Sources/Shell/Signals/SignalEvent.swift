#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What the terminal, or another process, has to say to the program.
enum SignalEvent: Sendable, Hashable, CaseIterable {
    /// Ctrl-C.
    case interrupt
    /// `kill`, or the system that shuts down.
    case terminate
    /// The terminal is gone.
    case hangUp
    /// The terminal has a new size.
    case windowChanged
    /// The program runs again after Ctrl-Z and `fg`.
    case continued

    /// The signal's number.
    var number: Int32 {
        switch self {
        case .interrupt: SIGINT
        case .terminate: SIGTERM
        case .hangUp: SIGHUP
        case .windowChanged: SIGWINCH
        case .continued: SIGCONT
        }
    }

    /// The exit status of a program that ends for this reason (130, 143, 129); nil for an
    /// event that ends nothing.
    var exitStatus: Int32? {
        switch self {
        case .interrupt, .terminate, .hangUp: 128 + number
        case .windowChanged, .continued: nil
        }
    }

    init?(number: Int32) {
        guard let event = Self.allCases.first(where: { $0.number == number }) else { return nil }
        self = event
    }
}

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the operating system says of the terminal.
enum Terminal {
    /// Columns of the terminal behind a descriptor; nil when there is none.
    static func width(of descriptor: Int32) -> Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 else { return nil }
        // A terminal that does not know its size, such as a serial line, says 0.
        return size.ws_col > 0 ? Int(size.ws_col) : 80
    }

    /// Lines of the terminal behind a descriptor; nil when there is none, or it does not know.
    static func height(of descriptor: Int32) -> Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return nil }
        return Int(size.ws_row)
    }

    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// Whether there is a terminal and this program is the one that gets its keys.
    static var isOurs: Bool {
        let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard terminal >= 0 else { return false }
        defer { _ = close(terminal) }
        return tcgetpgrp(terminal) == getpgrp()
    }

    /// How the terminal of standard input works: what is echoed, which keys are signals.
    static func modes() -> termios? {
        var modes = termios()
        return tcgetattr(STDIN_FILENO, &modes) == 0 ? modes : nil
    }

    /// A program that was ended may have left the terminal as nobody can use it.
    static func restore(_ modes: termios) {
        var modes = modes
        tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
    }

    /// Whether text may be more than ASCII: it may, unless another character set was asked for.
    static func isUnicode(_ environment: [String: String]) -> Bool {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }
            .first { !$0.isEmpty }
        guard let locale = locale?.uppercased() else { return true }
        return locale.contains("UTF-8") || locale.contains("UTF8")
    }

    static func allowsColor(_ environment: [String: String]) -> Bool {
        (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }
}

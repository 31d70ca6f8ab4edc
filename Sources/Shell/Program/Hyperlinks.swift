/// Whether titles lead to their pages (OSC 8).
enum Hyperlinks: String, Sendable, CaseIterable {
    case auto, on, off

    /// - Parameter environment: what says which terminal it is.
    func areShown(_ environment: [String: String]) -> Bool {
        switch self {
        case .on: true
        case .off: false
        case .auto: Self.areKnown(environment)
        }
    }

    /// No terminal can be asked whether it has links. So they are for those that are known to; others
    /// mostly leave the address out, but some show it.
    private static func areKnown(_ environment: [String: String]) -> Bool {
        func value(_ name: String) -> String { environment[name] ?? "" }
        func number(_ name: String) -> Int { Int(value(name)) ?? 0 }
        let terminal = value("TERM")
        guard !["", "dumb", "linux"].contains(terminal) else { return false }
        // What other programs look at, too.
        if let forced = environment["FORCE_HYPERLINK"], !forced.isEmpty { return forced != "0" }
        // Inside of tmux the other variables tell of the terminal in which it was started, which may be
        // gone. From 3.4 on it knows itself who has links.
        if !value("TMUX").isEmpty {
            return value("TERM_PROGRAM") == "tmux"
                && isAtLeast(3, 4, value("TERM_PROGRAM_VERSION"))
        }
        // GNU screen has none.
        guard value("STY").isEmpty, !terminal.hasPrefix("screen") else { return false }
        return terminals.contains(terminal) || programs.contains(value("TERM_PROGRAM"))
            // GNOME Terminal and its like; 0.50.0 itself crashed.
            || number("VTE_VERSION") > 5000 || number("KONSOLE_VERSION") >= 201_200
            || !value("WT_SESSION").isEmpty
    }

    private static let terminals: Set<String> = [
        "alacritty", "contour", "foot", "foot-extra", "rio", "wezterm", "xterm-ghostty",
        "xterm-kitty",
    ]

    private static let programs: Set<String> = [
        "WezTerm", "ghostty", "iTerm.app", "mintty", "rio", "vscode",
    ]

    /// `3.4`, `3.5a`, `next-3.6`.
    private static func isAtLeast(_ major: Int, _ minor: Int, _ version: String) -> Bool {
        let numbers = version.split { !("0"..."9" ~= $0) }.compactMap { Int($0) }
        guard numbers.count >= 2 else { return false }
        return (numbers[0], numbers[1]) >= (major, minor)
    }
}

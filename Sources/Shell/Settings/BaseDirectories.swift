#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where the user's own files are, by the XDG Base Directory specification. All paths are
/// absolute, and none of the folders need be there.
struct BaseDirectories: Sendable, Hashable {
    let home: String
    /// History and logs: `$XDG_STATE_HOME/musicagent`.
    let state: String
    /// Replies: `$XDG_CACHE_HOME/musicagent`.
    let cache: String
    /// Accounts and `init.mas`: `$XDG_CONFIG_HOME/musicagent`.
    let config: String
    /// What need not outlive the program: `$TMPDIR`.
    let temporary: String

    init(environment: [String: String]) {
        func absolute(_ name: String) -> String? {
            // The specification: a relative path is invalid and to be ignored.
            environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil }
        }
        let home = absolute("HOME") ?? Self.homeOfUser ?? "/"
        func folder(_ name: String, _ customary: String) -> String {
            let base = absolute(name) ?? FilePlace.absolute(customary, in: home, home: home)
            return FilePlace.absolute("musicagent", in: base, home: home)
        }
        self.home = home
        state = folder("XDG_STATE_HOME", ".local/state")
        cache = folder("XDG_CACHE_HOME", ".cache")
        config = folder("XDG_CONFIG_HOME", ".config")
        temporary = absolute("TMPDIR") ?? "/tmp"
    }

    private static var homeOfUser: String? {
        guard let entry = getpwuid(getuid()), let folder = entry.pointee.pw_dir else { return nil }
        return String(cString: folder)
    }
}

import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the operating system gave this process: its folder, its streams, its signals, its clock, its
/// variables. A test that runs the program in a process of many gives it others.
struct ProcessContext: Sendable {
    /// Where `.env` is looked for, and what relative settings are relative to.
    var directory = Self.currentDirectory
    var output = STDOUT_FILENO
    var errors = STDERR_FILENO
    var interrupts: @Sendable (Interrupts.Policy) -> Interrupts = { .install($0) }

    /// The working directory, absolute; `/` where it was removed under us.
    static var currentDirectory: String {
        guard let path = getcwd(nil, 0) else { return "/" }
        defer { free(path) }
        return String(cString: path)
    }

    /// Now by the clock on the wall, for names of files: `20261123-184500`.
    static func timestamp() -> String {
        var now = time(nil)
        var parts = tm()
        localtime_r(&now, &parts)
        var text = [CChar](repeating: 0, count: 32)
        let length = strftime(&text, text.count, "%Y%m%d-%H%M%S", &parts)
        return String(decoding: text[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

extension [String: String] {
    /// The variables of this process.
    package static var ofProcess: [String: String] { ProcessInfo.processInfo.environment }
}

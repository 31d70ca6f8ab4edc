#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The clock on the wall, for names of files.
enum LocalTime {
    /// Now, as `20261123-184500`.
    static func timestamp() -> String {
        var now = time(nil)
        var parts = tm()
        localtime_r(&now, &parts)
        var text = [CChar](repeating: 0, count: 32)
        let length = strftime(&text, text.count, "%Y%m%d-%H%M%S", &parts)
        return String(decoding: text[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

enum WorkingDirectory {
    /// Absolute; `/` where it was removed under us.
    static var current: String {
        guard let path = getcwd(nil, 0) else { return "/" }
        defer { free(path) }
        return String(cString: path)
    }
}

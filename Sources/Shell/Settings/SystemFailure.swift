#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What the operating system refused to do with a file.
struct SystemFailure: Error, Hashable, Sendable, CustomStringConvertible {
    let path: String
    /// The value of `errno`.
    let code: Int32

    /// - Parameter code: the value of `errno`, by default that of the call before.
    init(path: String, code: Int32 = errno) {
        self.path = path
        self.code = code
    }

    /// The system's words for it, such as "No space left on device".
    var reason: String { String(cString: strerror(code)) }

    var description: String { "\(path): \(reason)" }
}

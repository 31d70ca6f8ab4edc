#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What is wrong with the file of the cache. Nobody but a log needs to hear of it.
package enum CacheFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The operating system refused something: the value of `errno`.
    case system(path: String, code: Int32)
    /// Something else is in its place, or somebody else's file.
    case notOurs(path: String)
    /// SQLite could not read or write; a full disk is such a case.
    case unusable(path: String, reason: String)
    /// The file was damaged; it was removed and begun anew.
    case damaged(path: String, reason: String)

    package var description: String {
        switch self {
        case .system(let path, let code): "\(path): \(String(cString: strerror(code)))"
        case .notOurs(let path): "\(path) is not a file of the user's own"
        case .unusable(let path, let reason): "\(path): \(reason)"
        case .damaged(let path, let reason): "\(path) was damaged and begun anew: \(reason)"
        }
    }
}

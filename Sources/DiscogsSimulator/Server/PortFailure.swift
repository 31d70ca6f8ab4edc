import NIOCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Why a server cannot have its port.
package struct PortFailure: Error, Hashable, CustomStringConvertible {
    package let port: Int
    /// The value of `errno`.
    package let code: Int32

    package var description: String {
        code == EADDRINUSE
            ? "port \(port) is in use; choose another"
            : "port \(port) cannot be had: \(String(cString: strerror(code)))"
    }

    /// The error itself, unless it is the operating system's about the port.
    static func from(_ error: any Error, port: Int) -> any Error {
        (error as? IOError).map { PortFailure(port: port, code: $0.errnoCode) } ?? error
    }
}

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads the text of a script.
enum ScriptFile {
    /// A longer script is refused: it is no script.
    static let maximumBytes = 16 << 20

    enum Failure: Error, Hashable, CustomStringConvertible {
        case unreadable(path: String, errno: Int32)
        case tooLong(path: String)
        case notText(path: String)
        case noName

        var description: String {
            switch self {
            case .unreadable(let path, let number):
                "\(path): \(String(cString: strerror(number)))"
            case .tooLong(let path): "\(path): longer than a script may be (16 MiB)"
            case .notText(let path): "\(path): not a text in UTF-8"
            case .noName: "the name of the script is empty"
            }
        }
    }

    static func text(at path: String) throws(Failure) -> String {
        if path.isEmpty { throw .noName }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path: path, errno: errno) }
        defer { _ = close(descriptor) }
        return try text(from: descriptor, path: path)
    }

    static func standardInput() throws(Failure) -> String {
        try text(from: STDIN_FILENO, path: "standard input")
    }

    private static func text(from descriptor: Int32, path: String) throws(Failure) -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count == 0 { break }
            if count < 0 {
                if errno == EINTR { continue }
                throw .unreadable(path: path, errno: errno)
            }
            bytes += buffer[..<count]
            if bytes.count > maximumBytes { throw .tooLong(path: path) }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .notText(path: path)
        }
        return text
    }
}

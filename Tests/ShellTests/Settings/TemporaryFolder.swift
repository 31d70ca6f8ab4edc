#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A folder of a test's own, gone when the test is.
final class TemporaryFolder: Sendable {
    /// Absolute, without links in it.
    let path: String

    init() {
        var template = Array("/tmp/musicagent-test.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil, let resolved = realpath(template, nil) else {
            fatalError("no temporary folder: \(errno)")
        }
        path = String(cString: resolved)
        free(resolved)
    }

    deinit { Self.remove(path) }

    /// Writes a file, with the folders above it.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        try write(Array(text.utf8), to: name)
    }

    @discardableResult
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        let path = "\(path)/\(name)"
        var parent = self.path
        for part in name.split(separator: "/").dropLast() {
            parent += "/\(part)"
            mkdir(parent, 0o755)
        }
        guard let file = fopen(path, "w") else { throw TestFileError(path: path) }
        fwrite(bytes, 1, bytes.count, file)
        fclose(file)
        return path
    }

    func text(of name: String) throws -> String { try Self.text(at: "\(path)/\(name)") }

    static func text(at path: String) throws -> String {
        guard let file = fopen(path, "r") else { throw TestFileError(path: path) }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Names of what is in the folder, sorted.
    func names(in name: String = "") -> [String] { Self.names(in: "\(path)/\(name)") }

    func remove(_ name: String) { unlink("\(path)/\(name)") }

    func makeFolder(_ name: String) { mkdir("\(path)/\(name)", 0o755) }

    /// The permission bits of a file or folder; nil when it is not there.
    func mode(of name: String) -> Int? {
        var status = stat()
        return stat("\(path)/\(name)", &status) == 0 ? Int(status.st_mode & 0o777) : nil
    }

    func setMode(_ mode: mode_t, of name: String) { chmod("\(path)/\(name)", mode) }

    private static func names(in path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    private static func remove(_ path: String) {
        for name in names(in: path) {
            let child = "\(path)/\(name)"
            if unlink(child) != 0 { remove(child) }
        }
        rmdir(path)
    }
}

struct TestFileError: Error {
    let path: String
}

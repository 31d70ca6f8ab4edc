#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A folder of this process alone for what has to be a file, and gone with it where it ends well.
struct TemporaryFile: Sendable {
    let folder: String
    let path: String

    init(named name: String) {
        var template = Array("/tmp/musicagent-fuzz-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { fatalError("no folder: \(errno)") }
        folder = String(cString: made)
        path = "\(folder)/\(name)"
    }

    func write(_ bytes: [UInt8]) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        defer { close(descriptor) }
        guard descriptor >= 0, written(bytes, to: descriptor) == bytes.count else {
            fatalError("\(path) cannot be written: \(errno)")
        }
    }

    func read() -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = taken(from: descriptor, into: &bytes)
        return Array(bytes.prefix(max(0, count)))
    }

    func remove() {
        unlink(path)
        rmdir(folder)
    }
}

/// The methods of the same names would be taken for the system's functions.
private func written(_ bytes: [UInt8], to descriptor: Int32) -> Int {
    write(descriptor, bytes, bytes.count)
}

private func taken(from descriptor: Int32, into bytes: inout [UInt8]) -> Int {
    read(descriptor, &bytes, bytes.count)
}

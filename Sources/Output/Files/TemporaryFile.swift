/// A file for a library that writes to paths only, whose bytes then go where ours go. It is removed
/// with the value.
final class TemporaryFile {
    let path: String
    private let descriptor: Int32
    private let calls: FileCalls

    /// - Throws: `FileWriteError`.
    init(in folder: String, calls: FileCalls = .system) throws(FileWriteError) {
        self.calls = calls
        calls.removeAbandoned(in: folder)
        (path, descriptor) = try calls.createTemporary(in: folder, mode: 0o600)
    }

    deinit {
        _ = calls.unlink(path)
        _ = calls.close(descriptor)
    }

    /// - Throws: `FileWriteError`, and what the sink throws.
    func copy(to sink: any ByteSink) throws {
        var offset = 0
        while true {
            let block = try calls.read(descriptor, at: offset, limit: 64 << 10, path: path)
            if block.isEmpty { return }
            try sink.write(block)
            offset += block.count
        }
    }
}

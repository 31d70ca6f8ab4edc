/// A temporary file that no name leads to, so nothing stays behind. It is created with the first bytes.
final class UnnamedFile {
    private let folder: String
    private let calls: FileCalls
    private var descriptor: Int32?

    init(in folder: String, calls: FileCalls = .system) {
        self.folder = folder
        self.calls = calls
    }

    deinit {
        if let descriptor { _ = calls.close(descriptor) }
    }

    var isEmpty: Bool { descriptor == nil }

    func append(_ bytes: [UInt8]) throws(FileWriteError) {
        try calls.writeAll(bytes, to: openedFile(), path: folder)
    }

    /// Some of the bytes from there on; none at the end.
    func read(at offset: Int) throws(FileWriteError) -> [UInt8] {
        guard let descriptor else { return [] }
        return try calls.read(descriptor, at: offset, limit: 64 << 10, path: folder)
    }

    private func openedFile() throws(FileWriteError) -> Int32 {
        if let descriptor { return descriptor }
        // Somebody may have been killed before the name was gone.
        calls.removeAbandoned(in: folder)
        let (path, opened) = try calls.createTemporary(in: folder, mode: 0o600)
        _ = calls.unlink(path)
        descriptor = opened
        return opened
    }
}

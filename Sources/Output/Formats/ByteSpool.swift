/// Records of bytes that are written once and read back in order: in memory while they are few, then
/// in a temporary file that no name leads to, so nothing stays behind.
final class ByteSpool {
    private let folder: String
    private let memoryLimit: Int
    private let calls: FileCalls
    private var pending: [UInt8] = []
    private var descriptor: Int32?

    /// - Parameter memoryLimit: how many bytes wait in memory.
    init(folder: String, memoryLimit: Int = 1 << 20, calls: FileCalls = .system) {
        self.folder = folder
        self.memoryLimit = memoryLimit
        self.calls = calls
    }

    deinit {
        if let descriptor { _ = calls.close(descriptor) }
    }

    func append(_ record: [UInt8]) throws(FileWriteError) {
        withUnsafeBytes(of: UInt32(clamping: record.count).littleEndian) {
            pending.append(contentsOf: $0)
        }
        pending += record
        if pending.count > memoryLimit { try flush() }
    }

    func forEachRecord(_ body: (ArraySlice<UInt8>) throws -> Void) throws {
        guard let descriptor else {
            var rest = pending[...]
            while let record = Self.takeRecord(&rest) { try body(record) }
            return
        }
        try flush()
        var rest: ArraySlice<UInt8> = []
        var offset = 0
        while true {
            let block = try calls.read(descriptor, at: offset, limit: 64 << 10, path: folder)
            if block.isEmpty { return }
            offset += block.count
            rest = Array(rest)[...] + block
            while let record = Self.takeRecord(&rest) { try body(record) }
        }
    }

    /// The next record, if all of it is there.
    private static func takeRecord(_ bytes: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard bytes.count >= 4 else { return nil }
        let length = bytes.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        guard bytes.count >= 4 + length else { return nil }
        defer { bytes = bytes.dropFirst(4 + length) }
        return bytes.dropFirst(4).prefix(length)
    }

    private func flush() throws(FileWriteError) {
        let descriptor = try openedFile()
        try calls.writeAll(pending, to: descriptor, path: folder)
        pending.removeAll(keepingCapacity: true)
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

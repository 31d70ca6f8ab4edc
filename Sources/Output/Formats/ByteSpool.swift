#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Records of bytes that are written once and read back once, in order: in memory while they are
/// few, then in a temporary file that no name leads to, so nothing stays behind.
final class ByteSpool {
    private let folder: String
    private let memoryLimit: Int
    private var pending: [UInt8] = []
    private var descriptor: Int32?

    /// - Parameter memoryLimit: how many bytes wait in memory.
    init(folder: String, memoryLimit: Int = 1 << 20) {
        self.folder = folder
        self.memoryLimit = memoryLimit
    }

    deinit {
        if let descriptor { _ = close(descriptor) }
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
        var offset: off_t = 0
        while true {
            let block = try read(descriptor, at: offset)
            if block.isEmpty { return }
            offset += off_t(block.count)
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
        try FileCalls.system.writeAll(pending, to: descriptor, path: folder)
        pending.removeAll(keepingCapacity: true)
    }

    private func openedFile() throws(FileWriteError) -> Int32 {
        if let descriptor { return descriptor }
        let (path, opened) = try FileCalls.system.createTemporary(in: folder, mode: 0o600)
        _ = unlink(path)
        descriptor = opened
        return opened
    }

    private func read(_ descriptor: Int32, at offset: off_t) throws(FileWriteError) -> [UInt8] {
        let size = 64 << 10
        var status = 0
        let block = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            repeat {
                status = pread(descriptor, buffer.baseAddress, size, offset)
            } while status < 0 && errno == EINTR
            count = max(status, 0)
        }
        if status < 0 { throw .system(path: folder, operation: "read", errno: errno) }
        return block
    }
}

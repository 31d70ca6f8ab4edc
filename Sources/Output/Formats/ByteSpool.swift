/// Records of bytes that are written once and read back in order: in memory while they are few, then
/// in a temporary file that no name leads to, so nothing stays behind.
final class ByteSpool {
    private let memoryLimit: Int
    private let file: UnnamedFile
    private var pending: [UInt8] = []

    /// - Parameter memoryLimit: how many bytes wait in memory.
    init(folder: String, memoryLimit: Int = 1 << 20, calls: FileCalls = .system) {
        self.memoryLimit = memoryLimit
        file = UnnamedFile(in: folder, calls: calls)
    }

    func append(_ record: [UInt8]) throws(FileWriteError) {
        withUnsafeBytes(of: UInt32(clamping: record.count).littleEndian) {
            pending.append(contentsOf: $0)
        }
        pending += record
        if pending.count > memoryLimit { try flush() }
    }

    func forEachRecord(_ body: (ArraySlice<UInt8>) throws -> Void) throws {
        if file.isEmpty {
            var rest = pending[...]
            while let record = Self.takeRecord(&rest) { try body(record) }
            return
        }
        try flush()
        var rest: ArraySlice<UInt8> = []
        var offset = 0
        while true {
            let block = try file.read(at: offset)
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
        try file.append(pending)
        pending.removeAll(keepingCapacity: true)
    }
}

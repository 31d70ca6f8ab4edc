/// Keeps bytes until somebody takes them: in memory while they are few, then in a temporary file.
package final class SpooledSink: ByteSink {
    private let folder: String
    private let memoryLimit: Int
    private var file: UnnamedFile
    private var offset = 0
    private var pending: [UInt8] = []

    /// - Parameters:
    ///   - folder: of the temporary file.
    ///   - memoryLimit: how many bytes wait in memory.
    package init(folder: String, memoryLimit: Int = 1 << 20) {
        self.folder = folder
        self.memoryLimit = memoryLimit
        file = UnnamedFile(in: folder)
    }

    /// - Throws: `FileWriteError` when the temporary file cannot be written.
    package func write(_ bytes: [UInt8]) throws {
        pending += bytes
        guard pending.count > memoryLimit else { return }
        try file.append(pending)
        pending.removeAll(keepingCapacity: true)
    }

    package func finish() {}

    /// The next bytes, which then are gone; nil when there are none.
    ///
    /// - Throws: `FileWriteError` when the temporary file cannot be read.
    package func take() throws -> [UInt8]? {
        let block = try file.read(at: offset)
        if !block.isEmpty {
            offset += block.count
            return block
        }
        if !file.isEmpty {
            file = UnnamedFile(in: folder)
            offset = 0
        }
        defer { pending = [] }
        return pending.isEmpty ? nil : pending
    }
}

/// Writes to an open file, pipe or terminal, and leaves it open.
package final class DescriptorSink: ByteSink, Sendable {
    private let descriptor: Int32
    private let name: String

    /// - Parameter name: what an error names.
    package init(_ descriptor: Int32, name: String) {
        self.descriptor = descriptor
        self.name = name
    }

    /// - Throws: `FileWriteError.system`; its `errno` is `EPIPE` when nobody reads any more.
    package func write(_ bytes: [UInt8]) throws {
        try FileCalls.system.writeAll(bytes, to: descriptor, path: name)
    }

    package func finish() {}
}

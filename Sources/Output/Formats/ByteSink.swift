/// Where bytes go: a file, a terminal, a pipe.
package protocol ByteSink: AnyObject {
    func write(_ bytes: [UInt8]) throws

    /// Takes the line of names that the rows come below.
    func writeHeader(_ bytes: [UInt8]) throws

    /// Says that nothing follows: a file takes its place now.
    func finish() throws
}

extension ByteSink {
    package func writeHeader(_ bytes: [UInt8]) throws { try write(bytes) }
}

/// Keeps the bytes in memory.
package final class BufferSink: ByteSink {
    package private(set) var bytes: [UInt8] = []
    package private(set) var isFinished = false

    package init() {}

    package var text: String { String(decoding: bytes, as: UTF8.self) }

    package func write(_ bytes: [UInt8]) { self.bytes += bytes }

    package func finish() { isFinished = true }
}

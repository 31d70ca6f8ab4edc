import Output

/// Standard output as the sink of a writer.
final class ConsoleSink: ByteSink {
    private let console: any Console

    init(_ console: any Console) { self.console = console }

    func write(_ bytes: [UInt8]) throws { try console.write(bytes) }

    func finish() {}
}

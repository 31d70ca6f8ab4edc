import Testing

@testable import Output

@Suite("Bytes that wait for a reader")
struct SpooledSinkTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(
        "come back in order and once, whether they fit into memory or not",
        arguments: [1, 10, 1000, 1 << 20])
    func order(_ memoryLimit: Int) throws {
        let sink = SpooledSink(folder: folder.path, memoryLimit: memoryLimit)
        // More than a block of the file, and twice, as a file may be left in between.
        for part in 0..<2 {
            let blocks = (0..<300).map { Array("\(part): \($0 * 1001) ".utf8) }
            let written = blocks.flatMap(\.self) + Array(repeating: 0, count: 100_000)
            for block in blocks { try sink.write(block) }
            try sink.write(Array(repeating: 0, count: 100_000))
            var taken: [UInt8] = []
            while let bytes = try sink.take() {
                #expect(!bytes.isEmpty)
                taken += bytes
            }
            #expect(taken == written)
        }
        #expect(try sink.take() == nil)
        #expect(folder.names == [])
    }

    @Test("A folder that is not there is an error with its path")
    func noFolder() throws {
        let sink = SpooledSink(folder: "/nonexistent/folder", memoryLimit: 2)
        try sink.write([1, 2])
        let error = #expect(throws: FileWriteError.self) { try sink.write([3]) }
        guard case .system("/nonexistent/folder", "open", _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}

import Output
import Testing

@testable import Commands

@Suite("Long files")
struct LongFileTests {
    private let folder = TemporaryFolder()

    /// 25,000 rows, more than 2 MiB as cells of a spool.
    private func file() throws -> String {
        let text = String(repeating: "x", count: 80)
        let rows = (1...25_000).map { "{\"n\":\($0),\"text\":\"\(text)\"}\n" }
        try folder.write(rows.joined(), to: "long.jsonl")
        return "\(folder.path)/long.jsonl"
    }

    @Test("It is told how many rows have come, and taken away at the end")
    func progress() async throws {
        let path = try file()
        let ran = await TestSession(.prompt).run("read \(path) | count")
        let told = ran.progress.compactMap(\.self)
        #expect(told.count == 2)
        #expect(told.allSatisfy { $0.hasPrefix("\(path): 1") || $0.hasPrefix("\(path): 2") })
        #expect(told.allSatisfy { $0.hasSuffix(" rows") })
        #expect(ran.progress.last == .some(nil))
        #expect(ran.error == nil)
    }

    @Test("Nothing is told of a short file, nor where the terminal belongs to a program")
    func silence() async throws {
        try folder.write("{\"n\":1}\n", to: "short.jsonl")
        let short = await TestSession(.prompt).run("read \(folder.path)/short.jsonl | count")
        #expect(short.progress.compactMap(\.self) == [])
        let programs = SpyPrograms()
        let ran = await TestSession(.prompt, programs: programs).run("read \(try file()) | !cat")
        #expect(ran.error == nil)
        #expect(ran.progress.compactMap(\.self) == [])
    }

    @Test("Rows of an export wait beside it, others in the folder for temporary files")
    func waitingRows() async throws {
        let session = TestSession(.prompt, isPiped: true) {
            $0.temporaryDirectory = "/nonexistent"
        }
        let path = try file()
        let exported = await session.run("read \(path) | export csv long.csv")
        #expect(exported.error == nil)
        #expect(session.exports.names == ["long.csv"])
        #expect(session.exports.text("long.csv")?.utf8.count { $0 == UInt8(ascii: "\n") } == 25_001)
        let shown = await session.run("read \(path) | as csv")
        #expect(shown.problems.count == 1)
        #expect(shown.problems.first?.contains("/nonexistent") == true)
    }
}

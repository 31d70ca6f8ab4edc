import Testing

@testable import Commands

@Suite("Completion of files")
struct FileCompletionTests {
    private let session = TestSession(.prompt)
    private let folder = TemporaryFolder()

    init() throws {
        for name in ["wants.csv", "with blank.csv", "two words/x.csv", ".hidden", "bad\u{7}.csv"] {
            try folder.write("a\n1\n", to: name)
            try session.exports.write("a\n1\n", to: name)
        }
    }

    private func candidates(_ line: String) -> [Completions.Candidate] {
        Completer(session.session.knowledge).completions(for: line).candidates
    }

    @Test("Files and folders, in quotes where a name needs them")
    func files() {
        for command in ["read", "source", "record", "inventory-upload-add"] {
            let all = candidates("\(command) \(folder.path)/")
            #expect(
                all.map(\.text) == [
                    "\"\(folder.path)/two words/", "\"\(folder.path)/wants.csv\"",
                    "\"\(folder.path)/with blank.csv\"",
                ], "\(command)")
            #expect(all.map(\.isComplete) == [false, true, true])
            #expect(all.map(\.name) == ["two words/", "wants.csv", "with blank.csv"])
        }
        #expect(candidates("read \(folder.path)/wa").map(\.text) == ["\(folder.path)/wants.csv"])
        #expect(
            candidates("read \"\(folder.path)/two words/").map(\.text)
                == ["\(folder.path)/two words/x.csv"])
        #expect(candidates("read \(folder.path)/.h").map(\.text) == ["\(folder.path)/.hidden"])
        #expect(candidates("read \(folder.path)/nowhere/").isEmpty)
    }

    @Test("export offers what lies in the export folder, and formats")
    func exports() {
        #expect(candidates("export csv wa").map(\.text) == ["wants.csv"])
        #expect(candidates("export wa").map(\.text) == ["wants.csv"])
        #expect(candidates("export cs").map(\.text) == ["csv"])
        #expect(candidates("export csv \"two words/").map(\.text) == ["two words/x.csv"])
    }
}

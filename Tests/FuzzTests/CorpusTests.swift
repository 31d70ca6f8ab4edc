import Foundation
import FuzzTargets
import Testing

@Suite("Inputs that fuzzing found")
struct CorpusTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fuzz/Corpus")

    @Test("Nothing in the corpus breaks a property", arguments: FuzzTarget.allCases)
    func replay(_ target: FuzzTarget) async throws {
        let folder = Self.folder.appending(path: target.rawValue)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(!names.isEmpty)
        for name in names {
            let bytes = try [UInt8](Data(contentsOf: folder.appending(path: name)))
            await #expect(throws: Never.self, "\(target.rawValue)/\(name)") {
                try await target.check(bytes)
            }
        }
    }
}

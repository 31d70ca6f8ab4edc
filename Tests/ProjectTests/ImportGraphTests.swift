import Foundation
import Testing

@Suite("The import graph")
struct ImportGraphTests {
    @Test("is the one that docs/architecture.md shows")
    func imports() throws {
        let allowed = try Self.allowedImports()
        #expect(allowed.count >= 13)
        for (target, imports) in try Self.imports(knowing: Set(allowed.keys)) {
            let extra = imports.subtracting(allowed[target] ?? [])
            #expect(extra.isEmpty, "\(target) may not import \(extra.sorted())")
        }
    }

    @Test("has every target of Sources in it")
    func targets() throws {
        let folders = try FileManager.default.contentsOfDirectory(
            at: Project.root.appending(path: "Sources"), includingPropertiesForKeys: nil)
        let targets = Set(folders.map(\.lastPathComponent))
        #expect(targets == Set(try Self.allowedImports().keys))
    }

    /// From the rows of the table "Targets": | `Name` | responsibility | `Import`, `Import` |
    private static func allowedImports() throws -> [String: Set<String>] {
        var allowed: [String: Set<String>] = [:]
        for line in try Project.text("docs/architecture.md").split(separator: "\n") {
            guard line.hasPrefix("| `") else { continue }
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).map(quoted)
            guard cells.count == 5, let name = cells[1].first else { continue }
            allowed[name] = Set(cells[3])
        }
        return allowed
    }

    private static func quoted(_ cell: Substring) -> [String] {
        cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }

    private static func imports(knowing targets: Set<String>) throws -> [String: Set<String>] {
        var imports: [String: Set<String>] = [:]
        for file in try Project.files(in: "Sources", ending: "swift") {
            let target = file.split(separator: "/")[1]
            for line in try Project.text(file).split(separator: "\n") {
                let words = line.split(separator: " ")
                guard let place = words.firstIndex(of: "import"), place <= 1,
                    place + 1 < words.count
                else { continue }
                let name = String(words[place + 1])
                if targets.contains(name) { imports[String(target), default: []].insert(name) }
            }
        }
        return imports
    }
}

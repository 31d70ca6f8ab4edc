import Commands
import Foundation
import PipelineLanguage
import Testing

@testable import Shell

@Suite("The documents")
struct DocumentTests {
    @Test(".env.example is fresh (scripts/reference writes it)")
    func settings() throws {
        #expect(try Project.text(".env.example") == SettingsDocument.envExample)
    }

    @Test("docs/musicagent.1 is fresh (scripts/reference writes it)")
    func manPage() throws {
        #expect(try Project.text("docs/musicagent.1") == ManPage.text)
        for line in ManPage.text.split(separator: "\n") where line.hasPrefix(".") {
            let request = line.prefix { $0 != " " }
            #expect(
                [".TH", ".SH", ".SS", ".TP", ".PP", ".BR", ".nf", ".fi", ".\\\""].contains(request))
        }
    }

    @Test("lines to type in README.md mean something")
    func readme() throws {
        let blocks = try Project.text("README.md").components(separatedBy: "```")
        let lines = blocks.enumerated().filter { $0.offset % 2 == 1 }
            .flatMap { $0.element.split(separator: "\n").map(String.init) }
            .filter { line in
                CommandCatalogue.all.contains { line.hasPrefix($0.name + " ") }
                    && !line.contains("@")
            }
        #expect(lines.count >= 4)
        for line in lines {
            let source = SourceText(name: "README.md", text: line)
            let parsed = PipelineParser.parse(source)
            var options = SessionOptions()
            options.agreesToChanges = true
            var binder = PipelineBinder(
                source, options: options, resolver: Resolver(arguments: []), last: nil)
            for statement in parsed.statements { _ = binder.bind(statement) }
            #expect(parsed.diagnostics.isEmpty && binder.diagnostics.isEmpty, "\(line)")
        }
    }

    @Test("links lead to files that are there")
    func links() throws {
        for document in ["README.md", "docs/decisions/README.md"] {
            let folder = Project.root.appending(path: document).deletingLastPathComponent()
            for match in try Project.text(document).matches(of: /\]\(([^)]+)\)/) {
                let link = String(match.output.1)
                guard !link.hasPrefix("http") else { continue }
                let target = folder.appending(path: link).path
                #expect(FileManager.default.fileExists(atPath: target), "\(document): \(link)")
            }
        }
    }
}

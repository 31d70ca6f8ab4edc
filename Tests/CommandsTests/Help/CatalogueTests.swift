import Discogs
import Foundation
import Records
import Testing

@testable import Commands

@Suite("The catalogue of commands")
struct CatalogueTests {
    @Test("Every name is there once")
    func names() {
        let names = CommandCatalogue.all.map(\.name)
        #expect(Set(names).count == names.count)
        for name in names { #expect(CommandCatalogue.command(named: name)?.name == name) }
        #expect(CommandCatalogue.command(named: "nothing") == nil)
    }

    @Test("Every endpoint is a command")
    func endpoints() {
        for endpoint in Endpoint.all {
            #expect(CommandCatalogue.command(named: endpoint.name)?.isSource == true)
        }
    }

    @Test(
        "A summary begins with a capital letter and has no full stop",
        arguments: CommandCatalogue.all)
    func summaries(command: Command) {
        #expect(command.summary.first?.isUppercase == true)
        #expect(!command.summary.hasSuffix("."))
        #expect(command.summary.count <= 70)
        #expect(command.usage.hasPrefix(command.name))
        #expect(command.details.isEmpty || command.details.hasSuffix("."))
        for parameter in command.parameters {
            #expect(!parameter.summary.isEmpty && !parameter.summary.hasSuffix("."))
        }
    }

    @Test("A command has three examples or more", arguments: CommandCatalogue.all)
    func exampleCounts(command: Command) {
        switch command.form {
        // Leaving, or another account, is one word; a recording leaves a file wherever it runs.
        case .session(.quit), .session(.login), .session(.logout), .session(.account),
            .scripts(.record):
            #expect(command.examples == [])
        default: #expect(command.examples.count >= 3)
        }
        #expect(Set(command.examples).count == command.examples.count)
        for example in command.examples {
            #expect(example.split { " ;".contains($0) }.contains { $0 == command.name })
        }
    }

    private static let exampleLines = CommandCatalogue.all.flatMap(\.examples)

    @Test("Every example runs on the sample catalogue and gives something", arguments: exampleLines)
    func examples(line: String) async {
        for reader in [TestSession.Reader.prompt, .script] {
            let session = TestSession(
                reader, history: ["search x", "search y"], programs: SpyPrograms(),
                accounts: SpyAccounts()
            ) {
                $0.isTrusted = true
                $0.agreesToChanges = true
            }
            if line.contains("scripts/examples/"), !Self.isInPackage { continue }
            let ran = await session.run(line)
            if needsDiscogs(ran) { continue }
            #expect(ran.problems == [])
            #expect(
                !ran.output.isEmpty || session.exports.names.count == 1
                    || ran.notes.contains { $0.hasPrefix("opening ") })
            #expect(ran.output != "{\"count\":0}\n" && ran.output != "count: 0\n")
            #expect(!ran.notes.contains { $0.hasPrefix("no rows") || $0.contains(": 0 rows") })
        }
    }

    /// Examples of `read` name files of the package, where `swift test` runs.
    private static let isInPackage = FileManager.default.fileExists(atPath: "scripts/examples")

    /// The sample catalogue has no prices and no accounts.
    private func needsDiscogs(_ ran: Ran) -> Bool {
        var cause = (ran.error as? StageFailure)?.cause
        if let failure = cause as? RowFailure { cause = failure.cause }
        return (cause as? DiscogsError)?.kind == .needsDiscogs
    }

    @Test(
        "The generated documents are fresh; scripts/reference writes them",
        arguments: [
            ("docs/commands.md", ReferenceDocument.markdown),
            ("docs/coverage.md", CoverageDocument.markdown),
        ])
    func reference(path: String, expected: String) throws {
        let root =
            ProcessInfo.processInfo.environment["MUSICAGENT_PACKAGE"].map {
                URL(filePath: $0, directoryHint: .isDirectory)
            } ?? URL(filePath: #filePath).appending(path: "../../../..").standardized
        let text = try? String(contentsOf: root.appending(path: path), encoding: .utf8)
        #expect(text == expected, "\(path) is stale: run scripts/reference")
    }

    @Test("The reference document explains every available command with its examples")
    func document() {
        let text = ReferenceDocument.markdown
        for command in CommandCatalogue.all {
            #expect(text.contains("### `\(command.usage)`\n\n\(command.summary).\n"))
            for example in command.examples { #expect(text.contains("\n\(example)\n")) }
        }
    }
}

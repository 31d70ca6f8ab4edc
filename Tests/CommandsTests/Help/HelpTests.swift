import Discogs
import Output
import Testing

@testable import Commands

@Suite("help")
struct HelpTests {
    private static func text(for topic: String?, width: Int = 80) -> String? {
        HelpText(width: width).text(for: topic)
    }

    @Test("The overview lists every command and topic with what it does")
    func overview() throws {
        let text = try #require(Self.text(for: nil))
        for command in CommandCatalogue.all {
            #expect(text.contains("\n  \(command.name) "))
        }
        for topic in HelpTopic.all { #expect(text.contains("\n  \(topic.name) ")) }
        for group in Command.Group.allCases { #expect(text.contains("\n\(group.rawValue)\n")) }
    }

    @Test("Every available command has a page", arguments: CommandCatalogue.all)
    func pages(command: Command) throws {
        let text = try #require(Self.text(for: command.name))
        #expect(text.hasPrefix("\(command.name): \(command.summary)\n\n    \(command.name)"))
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect("\(words) ".contains(" \(command.usage) "))
        for parameter in command.parameters { #expect(text.contains("\n  \(parameter.name) ")) }
        for example in command.examples { #expect(text.contains("    \(example)\n")) }
    }

    @Test("A topic fits on a screen, and says what it is about", arguments: HelpTopic.all)
    func topics(topic: HelpTopic) throws {
        let text = try #require(Self.text(for: topic.name))
        #expect(text.contains(topic.summary))
        #expect(!topic.summary.hasSuffix(".") && topic.summary.first?.isUppercase == true)
        let isAlone = CommandCatalogue.command(named: topic.name) == nil
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if isAlone { #expect(lines.count <= 24) }
    }

    @Test(
        "The lines of a topic run, one after the other, on the sample catalogue",
        arguments: HelpTopic.all)
    func lines(topic: HelpTopic) async {
        let session = TestSession(.prompt) { $0.agreesToChanges = true }
        for line in topic.typedLines {
            let ran = await session.run(line)
            let cause = (ran.error as? StageFailure)?.cause as? DiscogsError
            if cause?.kind == .needsDiscogs { continue }
            // What is only tried may fail.
            #expect(ran.problems == [] || line.hasPrefix("try "), "\(line)")
            let isOfAccounts = line == "accounts"
            #expect(isOfAccounts || !ran.notes.contains { $0.hasPrefix("no rows") }, "\(line)")
            #expect(!ran.output.contains("count: 0\n"), "\(line)")
        }
    }

    @Test(
        "No line is longer than the terminal is wide, and no word is cut",
        arguments: [40, 41, 47, 53, 60, 66, 72, 80, 132])
    func widths(width: Int) {
        let topics = [nil] + CommandCatalogue.all.map(\.name) + HelpTopic.all.map(\.name)
        for topic in topics {
            let text = Self.text(for: topic, width: width) ?? ""
            for line in text.split(separator: "\n") {
                #expect(DisplayWidth.of(String(line)) <= width, "\(line)")
            }
            let words = text.split(whereSeparator: \.isWhitespace)
            let whole = (Self.text(for: topic) ?? "").split(whereSeparator: \.isWhitespace)
            // Of a path that is wider than the screen, the parts are whole.
            let pieces = words.filter { !whole.contains($0) }
            #expect(pieces.allSatisfy { $0.hasPrefix("/") }, "\(pieces) of \(topic ?? "help")")
        }
    }

    @Test("Prints pages, topics of the program, and what to type for an unknown one")
    func command() async {
        let session = TestSession(.script)
        let overview = await session.run("help").output
        #expect(overview.hasPrefix("A line is a source") && overview.contains("\n  weather "))
        #expect(await session.run("help limit").output == Self.text(for: "limit"))
        #expect(await session.run("help weather").output == "weather: How it is\n\nIt rains.\n")
        #expect(await session.run("help each").output.contains("How one command runs"))
        for (wrong, right) in [("limti", "limit"), ("wether", "weather"), ("scrips", "scripts")] {
            #expect(
                await session.run("help \(wrong)").problems
                    == ["«help \(wrong)» no help for '\(wrong)' → did you mean '\(right)'?"])
        }
    }
}

import Testing

@testable import Commands

@Suite("help")
struct HelpTests {
    @Test("The overview lists every available command with what it does")
    func overview() throws {
        let text = try #require(HelpText.text(for: nil, width: 80))
        for command in CommandCatalogue.available {
            #expect(text.contains("\n  \(command.name) "))
        }
        for group in Command.Group.allCases { #expect(text.contains("\n\(group.rawValue)\n")) }
        #expect(!text.contains("later version"))
    }

    @Test("Every available command has a page", arguments: CommandCatalogue.available)
    func pages(command: Command) throws {
        let text = try #require(HelpText.text(for: command.name, width: 80))
        #expect(text.hasPrefix("\(command.name): \(command.summary)\n\n    \(command.name)"))
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect("\(words) ".contains(" \(command.usage) "))
        for parameter in command.parameters { #expect(text.contains("\n  \(parameter.name) ")) }
        for example in command.examples { #expect(text.contains("    \(example)\n")) }
    }

    @Test("No line is longer than the terminal is wide", arguments: [40, 80, 132])
    func widths(width: Int) {
        for topic in [nil] + CommandCatalogue.available.map(\.name) {
            for line in (HelpText.text(for: topic, width: width) ?? "").split(separator: "\n") {
                #expect(line.count <= width, "\(line)")
            }
        }
    }

    @Test("Prints pages, topics of the shell, and what to type for an unknown one")
    func command() async {
        let session = TestSession(.script)
        #expect(await session.run("help").output == HelpText.text(for: nil, width: 80))
        #expect(await session.run("help limit").output == HelpText.text(for: "limit", width: 80))
        #expect(await session.run("help weather").output == "It rains.\n")
        #expect(
            await session.run("help limti").problems
                == ["«help limti» no help for 'limti' → did you mean 'limit'?"])
        #expect(
            await session.run("help set").problems
                == ["«help set» set is not available yet → it comes with a later version"])
    }
}

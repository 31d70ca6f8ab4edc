import Output

/// Help, derived from the catalogue and fitted to a width.
package struct HelpText {
    /// Where no terminal says how wide it is.
    static let customaryWidth = 80

    private let width: Int

    /// The list of commands without a topic, the page of a command with one; nil when there is none.
    package static func text(for topic: String?, width: Int) -> String? {
        // Lines that go all across a wide screen are hard to read.
        let help = HelpText(width: min(width, customaryWidth))
        guard let topic else { return help.overview }
        guard let command = CommandCatalogue.command(named: topic), command.isAvailable else {
            return nil
        }
        return help.page(for: command)
    }

    private var overview: String {
        var lines = wrapped("A line is a source and stages, joined with |:")
        lines += [""] + example(#"search artist="Miles Davis" format=vinyl | page 2 | export csv"#)
        for group in Command.Group.allCases {
            let commands = CommandCatalogue.available.filter { $0.group == group }
            guard !commands.isEmpty else { continue }
            lines += ["", group.rawValue]
            lines += table(commands.map { ($0.name, $0.summary) })
        }
        lines += [""]
        lines += wrapped(
            "help COMMAND explains one. A line that begins with a stage continues the last "
                + "pipeline; @3 is the id of row 3 of the table last shown: release @3")
        return lines.joined(separator: "\n") + "\n"
    }

    private func page(for command: Command) -> String {
        var lines = wrapped("\(command.name): \(command.summary)") + [""]
        lines += example(command.usage)
        if !command.details.isEmpty { lines += [""] + wrapped(command.details) }
        if !command.parameters.isEmpty {
            lines += ["", "Parameters"]
            lines += table(command.parameters.map { ($0.name, $0.explanation) })
        }
        if !command.examples.isEmpty {
            lines += ["", "Examples"] + command.examples.flatMap(example)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func table(_ entries: [(String, String)]) -> [String] {
        // Where a name is long and the screen narrow, the text begins below it.
        let widest = entries.map(\.0.count).max() ?? 0
        let nameWidth = widest <= width / 3 ? widest : 6
        let indent = String(repeating: " ", count: nameWidth + 4)
        return entries.flatMap { name, text in
            let lines = DisplayWidth.wrapped(text, to: width - indent.count)
            if name.count > nameWidth { return ["  " + name] + lines.map { indent + $0 } }
            let head = "  " + DisplayWidth.padded(name, to: nameWidth) + "  "
            return [head + (lines.first ?? "")] + lines.dropFirst().map { indent + $0 }
        }
    }

    private func example(_ line: String) -> [String] {
        DisplayWidth.wrapped(line, to: width - 4).map { "    " + $0 }
    }

    private func wrapped(_ text: String) -> [String] { DisplayWidth.wrapped(text, to: width) }
}

extension Command.Parameter {
    /// The summary with the values to choose from.
    var explanation: String {
        guard !values.isEmpty else { return summary }
        let listed = isClosed ? values : Array(values.prefix(6))
        let rest = listed.count < values.count ? ", …" : ""
        return "\(summary): \(listed.joined(separator: ", "))\(rest)"
    }
}

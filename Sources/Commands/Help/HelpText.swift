/// Help, derived from the catalogue.
package enum HelpText {
    /// The list of commands without a topic, the page of a command with one; nil when there is none.
    package static func text(for topic: String?) -> String? {
        guard let topic else { return overview }
        guard let command = CommandCatalogue.command(named: topic), command.isAvailable else {
            return nil
        }
        return page(for: command)
    }

    private static var overview: String {
        var lines = [
            "A line is a source and stages, joined with |:",
            "",
            #"    search artist="Miles Davis" format=vinyl | page 2 | export csv"#,
        ]
        for group in Command.Group.allCases {
            let commands = CommandCatalogue.available.filter { $0.group == group }
            guard !commands.isEmpty else { continue }
            lines += ["", group.rawValue]
            lines += table(commands.map { ($0.name, $0.summary) })
        }
        lines += [
            "",
            "help COMMAND explains one. A line that begins with a stage continues the last pipeline;",
            "@3 is the id of row 3 of the table last shown: release @3",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func page(for command: Command) -> String {
        var lines = ["\(command.name): \(command.summary)", "", "    \(command.usage)"]
        if !command.details.isEmpty { lines += [""] + wrapped(command.details, width: 78) }
        if !command.parameters.isEmpty {
            lines += ["", "Parameters"]
            lines += table(command.parameters.map { ($0.name, $0.explanation) })
        }
        if !command.examples.isEmpty {
            lines += ["", "Examples"] + command.examples.map { "    \($0)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func table(_ entries: [(String, String)]) -> [String] {
        let width = entries.map(\.0.count).max() ?? 0
        return entries.flatMap { name, text in
            let padding = String(repeating: " ", count: width - name.count)
            let hanging = String(repeating: " ", count: width + 6)
            let lines = wrapped(text, width: 78 - hanging.count)
            return ["    \(name)\(padding)  \(lines.first ?? "")"]
                + lines.dropFirst().map { hanging + $0 }
        }
    }

    private static func wrapped(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + word.count + 1 > width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " \(word)"
        }
        return line.isEmpty ? lines : lines + [line]
    }
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

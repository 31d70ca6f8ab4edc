/// docs/commands.md, derived from the catalogue.
package enum ReferenceDocument {
    package static var markdown: String {
        var lines = [
            "# Commands",
            "",
            "Generated from the command catalogue by `scripts/reference`; do not edit.",
        ]
        for group in Command.Group.allCases {
            let commands = CommandCatalogue.all.filter { $0.group == group }
            guard !commands.isEmpty else { continue }
            lines += ["", "## \(group.rawValue)"]
            for command in commands { lines += section(for: command) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func section(for command: Command) -> [String] {
        var lines = ["", "### `\(command.usage)`", "", "\(command.summary)."]
        if !command.details.isEmpty { lines += ["", command.details] }
        if !command.parameters.isEmpty {
            lines += ["", "| Parameter | What it is |", "|---|---|"]
            lines += command.parameters.map {
                "| `\($0.name)` | \($0.explanation.replacing("|", with: "\\|")) |"
            }
        }
        if !command.examples.isEmpty {
            lines += ["", "```"] + command.examples + ["```"]
        }
        return lines
    }
}

import Output
import PipelineLanguage

/// Help, derived from the catalogue and the topics, and fitted to a width.
package struct HelpText {
    /// Where no terminal says how wide it is.
    static let customaryWidth = 80

    private let width: Int
    private let topics: [HelpTopic]

    /// - Parameters:
    ///   - topics: those of the program, beside those of the language.
    ///   - settings: those that the session knows.
    package init(
        width: Int, topics: [HelpTopic] = [], settings: [SessionSetting] = SessionSetting.own()
    ) {
        // Lines that go all across a wide screen are hard to read.
        self.width = min(width, Self.customaryWidth)
        self.topics = HelpTopic.all(settings) + topics
    }

    /// The list of commands without a topic; the page of a command, of a topic or of both with one; nil
    /// when there is none.
    package func text(for topic: String?) -> String? {
        guard let topic else { return overview }
        let command = CommandCatalogue.command(named: topic)
        // `cache` is a topic, CACHE a setting.
        let idea =
            topics.first { $0.name == topic }
            ?? topics.first { $0.name.lowercased() == topic.lowercased() }
        let pages = [command.map(page), idea.map { page(for: $0, isBehind: command != nil) }]
        let known = pages.compactMap(\.self)
        return known.isEmpty ? nil : known.joined(separator: "\n")
    }

    /// Why there is no help on something.
    func noHelp(on topic: String, at span: SourceSpan) -> Diagnostic {
        let known = CommandCatalogue.all.map(\.name) + topics.map(\.name)
        let near =
            Suggestion.nearest(to: topic, in: known)
            ?? Suggestion.nearest(to: topic.uppercased(), in: known)
        return Diagnostic(
            "no help for '\(topic)'", at: span,
            hint: near.map { "did you mean '\($0)'?" }
                ?? CommandCatalogue.suggestion(for: topic))
    }

    private var overview: String {
        var lines = wrapped("A line is a source and stages, joined with |:")
        lines += [""] + example(#"search artist="Miles Davis" format=vinyl | page 2 | export csv"#)
        for group in Command.Group.allCases {
            let commands = CommandCatalogue.all.filter { $0.group == group }
            guard !commands.isEmpty else { continue }
            lines += ["", group.rawValue]
            lines += table(commands.map { ($0.name, $0.summary) })
        }
        lines += ["", "Topics"]
        lines += table(
            topics.filter { $0.name != $0.name.uppercased() }.map { ($0.name, $0.summary) })
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

    /// - Parameter isBehind: whether the page of a command of this name stands before it.
    private func page(for topic: HelpTopic, isBehind: Bool) -> String {
        let head = isBehind ? topic.summary : "\(topic.name): \(topic.summary)"
        var lines = wrapped(head)
        for part in topic.parts {
            lines.append("")
            switch part {
            case .text(let text): lines += wrapped(text)
            case .lines(let texts), .verbatim(let texts): lines += texts.flatMap(example)
            case .table(let entries): lines += table(entries)
            }
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

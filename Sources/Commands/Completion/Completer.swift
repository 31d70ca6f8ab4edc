import PipelineLanguage

/// What may stand at the cursor of a line: commands, parameter names, their values.
///
/// It asks nobody: candidates come from the catalogue alone.
package enum Completer {
    package struct Candidate: Sendable, Hashable {
        /// What replaces the word at the cursor, which begins behind the last blank, `=` or open
        /// quote. An open quote is closed by whoever puts it in.
        package let text: String
        /// Whether the word is complete and a blank follows.
        package let isComplete: Bool
    }

    /// - Parameter line: the text before the cursor.
    package static func candidates(for line: String) -> [Candidate] {
        let stage = CompletionContext(line)
        guard let name = stage.command else {
            let commands = CommandCatalogue.available.filter {
                stage.isFirst || !$0.isSource
            }
            return matching(stage.word, commands.map(\.name)).map {
                Candidate(text: $0, isComplete: true)
            }
        }
        guard let command = CommandCatalogue.command(named: name) else { return [] }
        if command.name == "help" {
            return matching(stage.word, CommandCatalogue.available.map(\.name)).map {
                Candidate(text: $0, isComplete: true)
            }
        }
        if let equals = stage.word.firstIndex(of: "=") {
            return values(
                of: String(stage.word[..<equals]), in: command,
                beginning: String(stage.word[stage.word.index(after: equals)...]))
        }
        return names(for: command, stage) + positionalValues(for: command, stage)
    }

    private static func names(for command: Command, _ stage: CompletionContext) -> [Candidate] {
        let needed = command.parameters.filter { $0.isPositional && $0.isRequired }
        guard stage.positionalCount >= needed.count else { return [] }
        let free = command.parameters.filter { parameter in
            !(parameter.isPositional && parameter.name.first?.isUppercase == true)
                && !stage.givenNames.contains(parameter.name)
        }
        return matching(stage.word, free.filter { !$0.isPositional || !$0.isRequired }.map(\.name))
            .map { Candidate(text: $0 + "=", isComplete: false) }
    }

    private static func positionalValues(
        for command: Command, _ stage: CompletionContext
    ) -> [Candidate] {
        let positional = command.parameters.filter(\.isPositional)
        guard positional.indices.contains(stage.positionalCount) else { return [] }
        return matching(stage.word, positional[stage.positionalCount].values).map {
            Candidate(text: $0, isComplete: true)
        }
    }

    private static func values(
        of name: String, in command: Command, beginning prefix: String
    ) -> [Candidate] {
        guard let parameter = command.parameters.first(where: { $0.name == name }) else {
            return []
        }
        let quote = prefix.first.flatMap { $0 == "\"" || $0 == "'" ? $0 : nil }
        return matching(quote == nil ? prefix : String(prefix.dropFirst()), parameter.values)
            .compactMap { value in
                if let quote {
                    return value.contains(quote) ? nil : Candidate(text: value, isComplete: true)
                }
                let isBare = value.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
                let quote = value.contains("\"") ? "'" : "\""
                return Candidate(text: isBare ? value : quote + value + quote, isComplete: true)
            }
    }

    private static func matching(_ prefix: String, _ words: [String]) -> [String] {
        let wanted = prefix.lowercased()
        return words.filter { $0.lowercased().hasPrefix(wanted) }
    }
}

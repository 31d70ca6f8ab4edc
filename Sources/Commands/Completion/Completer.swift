import PipelineLanguage

/// What may stand at the cursor of a line: commands, parameter names, their values.
///
/// It asks nobody: candidates come from the catalogue alone.
package enum Completer {
    package struct Candidate: Sendable, Hashable {
        /// What replaces the word at the cursor.
        package let text: String
        /// Whether the word is complete and a blank follows.
        package let isComplete: Bool
    }

    /// - Parameters:
    ///   - line: the text before the cursor.
    ///   - fields: fields of the last rows, offered to `where`, `select`, `sort` and `show`.
    package static func candidates(for line: String, fields: [String] = []) -> [Candidate] {
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
        return names(for: command, stage) + positionalValues(for: command, stage, fields)
    }

    private static func names(for command: Command, _ stage: CompletionContext) -> [Candidate] {
        let free = command.parameters.filter { parameter in
            !(parameter.isPositional && parameter.name.first?.isUppercase == true)
                && !stage.givenNames.contains(parameter.name)
        }
        return matching(stage.word, free.filter { !$0.isPositional || !$0.isRequired }.map(\.name))
            .map { Candidate(text: $0 + "=", isComplete: false) }
    }

    private static func positionalValues(
        for command: Command, _ stage: CompletionContext, _ fields: [String]
    ) -> [Candidate] {
        let takesFields = command.parameters.contains { ["FIELD", "CONDITION"].contains($0.name) }
        let values =
            takesFields
            ? fields : command.parameters.filter(\.isPositional).flatMap(\.values)
        return matching(stage.word, values).map {
            Candidate(text: $0, isComplete: command.name != "where")
        }
    }

    private static func values(
        of name: String, in command: Command, beginning prefix: String
    ) -> [Candidate] {
        guard let parameter = command.parameters.first(where: { $0.name == name }) else { return [] }
        let typed = prefix.drop { $0 == "\"" || $0 == "'" }
        return matching(String(typed), parameter.values).map { value in
            let isPlain = value.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
            return Candidate(
                text: "\(name)=" + (isPlain && typed.count == prefix.count ? value : "\"\(value)\""),
                isComplete: true)
        }
    }

    private static func matching(_ prefix: String, _ words: [String]) -> [String] {
        let wanted = prefix.lowercased()
        return words.filter { $0.lowercased().hasPrefix(wanted) }
    }
}

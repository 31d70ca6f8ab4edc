import Discogs
import Output
import PipelineLanguage
import Records

/// What may stand at the cursor of a line: commands, parameters, fields, values, names, files.
///
/// It asks nobody and waits for nobody: what it knows are the catalogue of commands, what the session
/// has seen, and the folders of this machine.
package struct Completer: Sendable {
    let state: SessionKnowledge.State
    let accountNames: @Sendable () -> [String]

    /// How many values are offered at once.
    static let valueLimit = 200

    /// - Parameter accountNames: the stored accounts, which are read when somebody wants them.
    package init(
        _ knowledge: SessionKnowledge = SessionKnowledge(capacity: 1),
        accountNames: @escaping @Sendable () -> [String] = { [] }
    ) {
        state = knowledge.state
        self.accountNames = accountNames
    }

    /// - Parameters:
    ///   - line: the text before the cursor.
    ///   - earlier: lines of the same statement before it.
    package func completions(for line: String, after earlier: String = "") -> Completions {
        guard let place = CompletionContext(line, after: earlier) else { return Completions() }
        var found = references(at: place) ?? candidates(at: place)
        found.candidates.removeAll {
            $0.text.isEmpty || $0.text.unicodeScalars.contains(where: TerminalText.isUnsafe)
        }
        return found
    }

    /// The end of a line that candidates take the place of, and the quote that is open there; nil
    /// where nothing can be completed.
    package static func replacedPart(of line: String) -> (text: String, quote: Character?)? {
        CompletionContext(line).map { ($0.replaced, $0.quote) }
    }

    private func candidates(at place: CompletionContext) -> Completions {
        guard let name = place.command else { return commands(at: place) }
        if place.beginning == .statement, ["let", "alias"].contains(name) {
            return names(of: name, at: place)
        }
        guard let call = resolved(name, Array(place.arguments)) else { return Completions() }
        if call.command.takesCondition {
            return condition(call, at: place)
        }
        return arguments(of: call, at: place)
    }

    /// A call as far as it is typed, an alias's last stage in place of its name.
    struct StartedCall {
        let command: Command
        /// Arguments that are complete, as they are typed.
        var arguments: [String]
    }

    private func resolved(_ name: String, _ arguments: [String]) -> StartedCall? {
        guard let alias = state.names.aliases[name] else {
            return CommandCatalogue.command(named: name).map {
                StartedCall(command: $0, arguments: arguments)
            }
        }
        switch alias.stages.last?.kind {
        case .where:
            return CommandCatalogue.command(named: "where").map {
                StartedCall(command: $0, arguments: arguments)
            }
        case .call(let call), .each(.call(let call), _):
            let given = call.arguments.map { argument in
                argument.name.map { "\($0.value)=x" } ?? "x"
            }
            return CommandCatalogue.command(named: call.name.value).map {
                StartedCall(command: $0, arguments: given + arguments)
            }
        case .each(.block, _), .reference, nil: return nil
        }
    }

    // MARK: Arguments

    private func arguments(of call: StartedCall, at place: CompletionContext) -> Completions {
        let command = call.command
        let named = Self.namedValue(of: place.current)
        if let named, let parameter = command.parameter(named: named.name) {
            if parameter.content == .field {
                return positional(parameter, named.value, in: call, at: place)
            }
            guard let word = CompletedWord(named.value, quote: place.quote) else {
                return Completions()
            }
            return values(of: parameter, for: word, in: call)
        }
        if let named, case .report(.settings) = command.form {
            return CompletedWord(named.value, quote: place.quote).map {
                values(ofSetting: named.name, for: $0)
            } ?? Completions()
        }
        if named != nil, command.name != "select" { return Completions() }
        let typed = named?.value ?? place.current
        var completions = Completions()
        if named == nil, let word = CompletedWord(typed, quote: place.quote), !word.isQuoted {
            completions.add(parameterNames(of: call, for: word))
        }
        if let parameter = call.nextPositional {
            completions.add(positional(parameter, typed, in: call, at: place))
        }
        return completions
    }

    private func parameterNames(of call: StartedCall, for word: CompletedWord) -> Completions {
        let needed = call.command.parameters.filter { $0.isPositional && $0.isRequired }
        guard call.positionalCount >= needed.count else { return Completions() }
        let given = call.givenNames
        let free = call.command.parameters.filter { parameter in
            !(parameter.isPositional && parameter.name.first?.isUppercase == true)
                && !given.contains(parameter.name)
                && !(parameter.isPositional && parameter.isRequired)
        }
        return Completions(
            free.filter { word.matches($0.name) }.map {
                .init($0.name + "=", isComplete: false, summary: $0.summary)
            })
    }

    private func positional(
        _ parameter: Command.Parameter, _ typed: String, in call: StartedCall,
        at place: CompletionContext
    ) -> Completions {
        switch parameter.content {
        case .field, .sortKey:
            var element = typed.lastElement
            var lead = ""
            if parameter.content == .sortKey, place.quote == nil, element.first == "-" {
                lead = "-"
                element.removeFirst()
            }
            guard let word = CompletedWord(element, quote: place.quote, lead: lead) else {
                return Completions()
            }
            return fields(of: rows(before: place), for: word)
        case .aggregate: return aggregates(parameter, typed, in: call, at: place)
        default:
            guard let word = CompletedWord(typed, quote: place.quote) else { return Completions() }
            return values(of: parameter, for: word, in: call)
        }
    }

    private func aggregates(
        _ parameter: Command.Parameter, _ typed: String, in call: StartedCall,
        at place: CompletionContext
    ) -> Completions {
        let fields = rows(before: place)
        let element = typed.lastElement
        if place.quote == nil, let colon = element.firstIndex(of: ":") {
            let lead = String(element[...colon])
            guard parameter.values.contains(lead),
                let word = CompletedWord(
                    String(element[element.index(after: colon)...]), quote: nil, lead: lead)
            else { return Completions() }
            return self.fields(of: fields, for: word)
        }
        guard let word = CompletedWord(element, quote: place.quote) else { return Completions() }
        var completions = Completions()
        if !word.isQuoted {
            completions = Completions(
                parameter.values.filter(word.matches).map {
                    .init($0, isComplete: $0.last != ":", summary: parameter.summary)
                })
        }
        if call.command.name == "group" { completions.add(self.fields(of: fields, for: word)) }
        return completions
    }

    /// `name=value`, where no quote stands before the sign.
    private static func namedValue(of typed: String) -> (name: String, value: String)? {
        guard let equals = typed.firstIndex(of: "="), equals > typed.startIndex else { return nil }
        let name = typed[..<equals]
        guard name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }) else {
            return nil
        }
        return (String(name), String(typed[typed.index(after: equals)...]))
    }
}

extension Completer.StartedCall {
    var givenNames: Set<String> {
        Set(
            arguments.compactMap { argument in
                argument.firstIndex(of: "=").map {
                    String(argument[..<$0]).replacing("-", with: "_")
                }
            })
    }

    /// How many arguments without a name stand before the cursor.
    var positionalCount: Int {
        arguments.count { argument in
            guard let equals = argument.firstIndex(of: "=") else { return true }
            return argument[..<equals].contains { "\"'".contains($0) }
        }
    }

    /// The parameter that the next argument without a name is for.
    var nextPositional: Command.Parameter? {
        // Its format stands behind a word.
        if case .read = command.form, positionalCount > 0 {
            let format = command.parameters.last
            return positionalCount == 1
                ? .init("as", format?.summary ?? "", values: ["as"], isPositional: true) : format
        }
        let given = givenNames
        let positional = command.parameters.filter { $0.isPositional && !given.contains($0.name) }
        if positional.indices.contains(positionalCount) { return positional[positionalCount] }
        return positional.last.flatMap { $0.isRepeated ? $0 : nil }
    }
}

extension Command {
    fileprivate func parameter(named name: String) -> Parameter? {
        let name = name.replacing("-", with: "_")
        return parameters.first { $0.name == name }
    }

    /// Whether conditions stand behind it.
    fileprivate var takesCondition: Bool {
        if case .filter = form { true } else { name == AssertStage.command.name }
    }
}

extension String {
    /// What stands behind the last comma.
    fileprivate var lastElement: String {
        contains("\"") || contains("'")
            ? self : String(self[(lastIndex(of: ",").map(index(after:)) ?? startIndex)...])
    }
}

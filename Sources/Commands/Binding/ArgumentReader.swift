import PipelineLanguage
import Records

/// Hands the arguments of a call to its command one by one, and notes everything wrong with them.
package struct ArgumentReader {
    package let call: Call
    let command: Command
    let resolver: Resolver
    private var positional: [Argument]
    private var named: [Argument]
    package private(set) var diagnostics: [Diagnostic] = []

    init(_ call: Call, of command: Command, resolver: Resolver) {
        self.call = call
        self.command = command
        self.resolver = resolver
        positional = call.arguments.filter { $0.name == nil }
        named = call.arguments.filter { $0.name != nil }
    }

    mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

    // MARK: Taking arguments

    /// Whether there is another argument without a name.
    var hasWord: Bool { !positional.isEmpty }

    /// The next argument without a name, as text; nil when there is none, or it is not known yet.
    mutating func nextWord() -> Spanned<String>? {
        guard !positional.isEmpty else { return nil }
        return text(of: positional.removeFirst().value)
    }

    /// The next argument without a name if it is this word, which then is taken.
    mutating func nextWord(if word: String) -> Spanned<String>? {
        guard positional.first?.value.plainText == word else { return nil }
        return nextWord()
    }

    /// As `nextWord`, with an error when there is none.
    mutating func requiredWord(_ what: String) -> Spanned<String>? {
        guard !positional.isEmpty else {
            report(Diagnostic("\(command.name) needs \(what)", at: call.span, hint: usage))
            return nil
        }
        return nextWord()
    }

    /// A whole number of at least `minimum`.
    mutating func requiredCount(minimum: Int) -> Int? {
        guard let word = requiredWord("a number") else { return nil }
        guard let number = Int(word.value), number >= minimum else {
            report(
                Diagnostic(
                    "'\(word.value)' is not a whole number of at least \(minimum)", at: word.span,
                    hint: usage))
            return nil
        }
        return number
    }

    /// The named argument `name`, which then is taken; nil when it is not given.
    mutating func named(_ name: String) -> Argument? {
        guard let place = named.firstIndex(where: { $0.name?.value == name }) else { return nil }
        return named.remove(at: place)
    }

    /// Where the named argument `name` stands; nil when it is not given.
    func span(ofNamed name: String) -> SourceSpan? {
        named.first { $0.name?.value == name }?.span
    }

    /// The fields in the value of an argument: `id,year`.
    mutating func fields(in argument: Argument) -> [SelectedField] {
        var known: Set<String> = []
        return argument.value.splitOnCommas().compactMap { word in
            guard let path = text(of: word) else { return nil }
            guard !path.value.isEmpty else {
                report(Diagnostic("a field's name is missing", at: path.span, hint: usage))
                return nil
            }
            guard known.insert(path.value).inserted else {
                report(
                    Diagnostic(
                        "'\(path.value)' is named twice", at: path.span, hint: "name it once"))
                return nil
            }
            return SelectedField(name: path.value, path: FieldPath(path.value), span: path.span)
        }
    }

    /// The value of the named argument `name`, one of `choices`; nil when it is not given.
    mutating func choice(_ name: String, of choices: [String]) -> String? {
        guard let argument = named(name), let word = text(of: argument.value) else { return nil }
        guard choices.contains(word.value) else {
            let allowed = choices.joined(separator: " or ")
            report(
                Diagnostic(
                    "'\(word.value)' is not a value of \(name)", at: word.span,
                    hint: "\(name) is \(allowed)"))
            return nil
        }
        return word.value
    }

    /// All arguments in the order given: `title`, `catno=labels.catno`, `id,year`.
    ///
    /// - Parameter renaming: whether a field may get another name; otherwise arguments with a
    ///   name are left.
    mutating func fields(renaming: Bool = false) -> [SelectedField] {
        var fields: [SelectedField] = []
        for argument in call.arguments where renaming || argument.name == nil {
            let words = argument.value.splitOnCommas()
            if let name = argument.name?.value, words.count > 1 {
                let first = words[0].plainText.map { "write \(name)=\($0)" }
                report(
                    Diagnostic(
                        "'\(name)' can name one field only", at: argument.span, hint: first))
                continue
            }
            for word in words {
                guard let path = text(of: word) else { continue }
                guard !path.value.isEmpty else {
                    report(Diagnostic("a field's name is missing", at: path.span, hint: usage))
                    continue
                }
                fields.append(
                    SelectedField(
                        name: argument.name?.value ?? path.value, path: FieldPath(path.value),
                        span: path.span))
            }
        }
        positional = []
        if renaming { named = [] }
        return fields
    }

    /// The next argument without a name, as a field; nil when there is none.
    mutating func field() -> SelectedField? {
        guard let word = nextWord() else { return nil }
        guard !word.value.isEmpty else {
            report(Diagnostic("a field's name is missing", at: word.span, hint: usage))
            return nil
        }
        return SelectedField(name: word.value, path: FieldPath(word.value), span: word.span)
    }

    /// As `field`, with an error when there is none.
    mutating func requiredField() -> SelectedField? {
        guard !positional.isEmpty else {
            report(Diagnostic("\(command.name) needs a field", at: call.span, hint: usage))
            return nil
        }
        return field()
    }

    /// Reports everything that was given and not taken.
    mutating func finish() {
        for argument in positional {
            report(
                Diagnostic(
                    "\(command.name) does not take this", at: argument.span,
                    hint: argument.value.hintForOtherShells ?? usage))
        }
        for argument in named {
            guard let name = argument.name else { continue }
            report(
                Diagnostic(
                    "\(command.name) has no parameter '\(name.value)'", at: name.span, hint: usage))
        }
        positional = []
        named = []
    }

    // MARK: Values

    var usage: String { "usage: \(command.usage)" }

    mutating func text(of word: Word) -> Spanned<String>? {
        do {
            switch try resolver.resolve(word) {
            case .text(let text): return Spanned(text, word.span)
            case .unknown: return nil
            case .list(let values):
                report(Resolver.severalValues(values.count, at: word.span))
            }
        } catch {
            report(error)
        }
        return nil
    }
}

/// A field that a stage keeps, orders by or shows, under the name it shall have.
package struct SelectedField: Sendable {
    package let name: String
    package let path: FieldPath
    package let span: SourceSpan

    /// Names that begin with `-` mean descending order.
    var withoutSign: SelectedField {
        guard name.hasPrefix("-") else { return self }
        return SelectedField(
            name: String(name.dropFirst()), path: FieldPath(String(path.description.dropFirst())),
            span: span)
    }
}

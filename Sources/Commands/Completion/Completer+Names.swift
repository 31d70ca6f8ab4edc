/// The names of commands, variables and aliases.
extension Completer {
    func commands(at place: CompletionContext) -> Completions {
        guard let word = CompletedWord(place.current, quote: place.quote), !word.isQuoted,
            word.text == place.replaced
        else { return Completions() }
        let commands = CommandCatalogue.all.filter { $0.mayBegin(place.beginning) }
        var candidates = commands.filter { word.matches($0.name) }.map {
            Completions.Candidate($0.name, summary: $0.summary)
        }
        for (name, alias) in state.names.aliases.sorted(by: { $0.key < $1.key })
        where word.matches(name) && alias.mayBegin(place.beginning) {
            candidates.append(.init(name, summary: "alias: \(alias.text)"))
        }
        return Completions(candidates)
    }

    /// What `let` and `alias` may give a new value.
    func names(of statement: String, at place: CompletionContext) -> Completions {
        guard let word = CompletedWord(place.current, quote: place.quote), !word.isQuoted else {
            return Completions()
        }
        switch place.arguments.count {
        case 0:
            let names: [String] =
                statement == "let"
                ? Array(state.names.variables.keys)
                : Array(state.names.aliases.keys)
            return word.completions(names.filter(word.matches).sorted())
        case 1 where word.text.isEmpty: return Completions([.init("=")])
        default: return Completions()
        }
    }
}

extension Command {
    /// Whether a line, or a part of one, may begin with it.
    fileprivate func mayBegin(_ beginning: CompletionContext.Beginning) -> Bool {
        switch (beginning, form) {
        case (.statement, _): true
        case (.stage, _): !isSource
        case (.alias, .statement), (.alias, .session), (.alias, .scripts): false
        case (.alias, _): true
        case (.pipeline, .statement), (.pipeline, .session), (.pipeline, .scripts): false
        case (.pipeline, _): true
        case (.child, .endpoint), (.child, .raw), (.child, .read), (.child, .report): true
        case (.child, _): false
        }
    }
}

extension Alias {
    /// Whether it stands where its first stage may.
    fileprivate func mayBegin(_ beginning: CompletionContext.Beginning) -> Bool {
        switch stages.first?.kind {
        case .call(let call):
            CommandCatalogue.command(named: call.name.value)?.mayBegin(beginning) ?? false
        case .where, .each: beginning != .child
        case .reference: beginning != .stage
        case nil: false
        }
    }
}

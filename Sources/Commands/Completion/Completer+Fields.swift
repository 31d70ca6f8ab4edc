import PipelineLanguage
import Records

/// Fields of rows, and references to them.
extension Completer {
    /// Fields that begin as the word does; where none does, those inside of others.
    func fields(of tree: FieldTree, for word: CompletedWord, isComplete: Bool = true) -> Completions
    {
        word.completions(
            Self.members(of: tree, for: word).map {
                ($0.text, $0.isComplete && isComplete, $0.name, $0.summary)
            })
    }

    private typealias Member = (text: String, isComplete: Bool, name: String?, summary: String)

    private static func members(of tree: FieldTree, for word: CompletedWord) -> [Member] {
        let path = FieldPath(word.text)
        let parents = path.parts.dropLast()
        guard let node = tree.node(at: parents) else { return [] }
        let beginning = (path.parts.last ?? "").folded
        let lead = parents.map { "\($0)." }.joined()
        var found = members(of: node, beginningWith: beginning, lead: lead)
        if found.isEmpty, parents.isEmpty {
            for name in node.names {
                guard let inner = node[name] else { continue }
                found += members(of: inner, beginningWith: beginning, lead: "\(name).")
            }
        }
        return found
    }

    private static func members(
        of node: FieldTree, beginningWith beginning: String, lead: String
    ) -> [Member] {
        node.names.compactMap { name in
            guard name.folded.hasPrefix(beginning), let member = node[name] else { return nil }
            switch member.shape {
            case .object where !member.isEmpty: return ("\(lead)\(name).", false, nil, "")
            // Both the list and what is in it are of use.
            case .list where !member.isEmpty: return (lead + name, false, nil, "")
            default: return (lead + name, true, nil, "")
            }
        }
    }

    /// The fields of the rows that reach the stage at the cursor.
    func rows(before place: CompletionContext) -> FieldTree {
        guard let earlier = place.earlier else { return state.lastFields }
        return fields(ofPipeline: earlier, isChild: place.outer != nil) ?? state.lastFields
    }

    /// The fields of what a pipeline gives, as far as it is known without running it.
    private func fields(ofPipeline text: String, isChild: Bool) -> FieldTree? {
        let source = SourceText(name: "", text: text)
        let parsed = PipelineParser.parse(source)
        guard !parsed.hasErrors, let statement = parsed.statements.last else { return nil }
        var expansion = AliasExpansion(source, aliases: state.names.aliases)
        guard let expanded = try? expansion.expanded(statement) else { return nil }
        var resolver = Resolver(
            arguments: [], isFirst: state.last == nil,
            tableRows: nil, variables: state.names.variables)
        if isChild { resolver = resolver.within(.unknown) }
        var binder = PipelineBinder(
            source, options: state.options, resolver: resolver, last: state.last,
            names: state.names, untrusted: [])
        switch binder.bind(expanded) {
        case .pipeline(let pipeline, _), .declaration(_, .pipeline(let pipeline, _)):
            return state.fields(of: pipeline)
        default: return nil
        }
    }

    // MARK: References

    /// Completions of a `$…` at the cursor; nil where there is none.
    func references(at place: CompletionContext) -> Completions? {
        guard place.quote != "'", let dollar = place.current.lastIndex(of: "$") else { return nil }
        let typed = String(place.current[place.current.index(after: dollar)...])
        let isPart = { (character: Character) in
            character.isLetter || character.isNumber || "_.".contains(character)
        }
        let isBraced = typed.first == "{"
        guard typed.dropFirst(isBraced ? 1 : 0).allSatisfy(isPart) else { return nil }
        if isBraced {
            let word = typed.dropFirst()
            return Completions(
                variableNames(beginningWith: word).map { .init("\($0)}", isComplete: false) })
        }
        // What stands before it in what is replaced: `x$na`, or text in quotes.
        guard let start = place.replaced.lastIndex(of: "$") else { return nil }
        let lead = String(place.replaced[..<start])
        guard let dot = typed.lastIndex(of: ".") else {
            return names(typed, lead: lead, at: place)
        }
        let name = String(typed[..<(typed.firstIndex(of: ".") ?? dot)])
        let tree: FieldTree? =
            switch name {
            case "": place.outer.map { fields(ofPipeline: $0, isChild: false) ?? state.lastFields }
            case "_": state.lastFields
            default: state.fields(ofVariable: name)
            }
        guard let tree, let path = typed.firstIndex(of: "."),
            let word = CompletedWord(String(typed[typed.index(after: path)...]), quote: nil)
        else { return Completions() }
        // Others need quotes, which no completion of a word puts in.
        let members = Self.members(of: tree, for: word).filter { $0.text.allSatisfy(isPart) }
        return Completions(
            members.map {
                .init(
                    "\(lead)$\(name).\($0.text)", isComplete: $0.isComplete && place.quote == nil,
                    name: $0.name ?? $0.text, summary: $0.summary)
            })
    }

    private func variableNames(beginningWith prefix: some StringProtocol) -> [String] {
        state.names.variables.keys.filter { $0.hasPrefix(prefix) }.sorted()
    }

    /// Variables, `$_` and `$.`: whole where a pipeline begins, else up to the dot before a field.
    private func names(
        _ typed: String, lead: String, at place: CompletionContext
    ) -> Completions {
        let beginsPipeline = place.command == nil && place.beginning != .stage
        let isWhole = place.quote == nil && lead.isEmpty
        var candidates: [Completions.Candidate] = []
        for name in variableNames(beginningWith: typed) {
            let hasRows = if case .rows = state.names.variables[name] { true } else { false }
            if hasRows == beginsPipeline {
                candidates.append(
                    .init(
                        "\(lead)$\(name)", isComplete: isWhole, name: "$\(name)",
                        summary: state.names.summary(ofVariable: name)))
            } else if hasRows {
                candidates.append(
                    .init(
                        "\(lead)$\(name).", isComplete: false, name: "$\(name).",
                        summary: state.names.summary(ofVariable: name)))
            }
        }
        if state.last != nil, "_".hasPrefix(typed) {
            candidates.append(
                .init(
                    beginsPipeline ? "\(lead)$_" : "\(lead)$_.",
                    isComplete: beginsPipeline && isWhole, name: beginsPipeline ? "$_" : "$_.",
                    summary: "the rows of the last pipeline"))
        }
        if place.outer != nil, typed.isEmpty, !beginsPipeline {
            candidates.append(
                .init(
                    "\(lead)$.", isComplete: false, name: "$.", summary: "the row of each"))
        }
        return Completions(candidates)
    }
}

extension SessionNames {
    func summary(ofVariable name: String) -> String {
        rows.first { $0["name"]?.stringValue == "$\(name)" }?["value"]?.stringValue ?? ""
    }
}

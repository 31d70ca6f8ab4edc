import PipelineLanguage

/// Puts the stages of aliases in the place of their names, before anything is bound.
struct AliasExpansion {
    let source: SourceText
    let aliases: [String: Alias]
    /// The alias that is being declared, which cannot use itself.
    private var declared: String?
    /// Where aliases stood.
    private(set) var places: [SourceSpan: String] = [:]
    /// Those of them that were made by somebody who is not trusted.
    var untrusted: Set<SourceSpan> {
        Set(places.filter { aliases[$0.value]?.isTrusted == false }.keys)
    }

    /// Aliases of aliases grow fast.
    private static let mostStages = 1000
    private static let deepest = 20

    init(_ source: SourceText, aliases: [String: Alias]) {
        self.source = source
        self.aliases = aliases
    }

    /// - Throws: `Diagnostic` for arguments that an alias cannot take, and for a name that it
    ///   cannot have.
    mutating func expanded(_ statement: Statement) throws(Diagnostic) -> Statement {
        var expanded = statement
        switch statement.kind {
        case .pipeline(let pipeline, let isTry):
            expanded.kind = .pipeline(try self.expanded(pipeline), isTry: isTry)
        case .let(let name, .pipeline(let pipeline)):
            expanded.kind = .let(name: name, value: .pipeline(try self.expanded(pipeline)))
        case .let(let name, .word(let word)):
            guard !word.isQuoted, let text = word.plainText, aliases[text] != nil else { break }
            let call = Call(name: Spanned(text, word.span), arguments: [], span: word.span)
            let stage = Stage(kind: .call(call), span: word.span)
            let pipeline = Pipeline(stages: try self.expanded(stage), span: word.span)
            expanded.kind = .let(name: name, value: .pipeline(pipeline))
        case .alias(let name, let stages):
            if CommandCatalogue.command(named: name.value) != nil {
                throw Diagnostic(
                    "'\(name.value)' is a command already", at: name.span,
                    hint: "choose another name")
            }
            declared = name.value
            let all = try self.expanded(stages)
            guard all.size <= Self.mostStages, all.depth <= Self.deepest else {
                throw Diagnostic(
                    "the alias '\(name.value)' would stand for too much", at: name.span,
                    hint: "an alias holds at most \(Self.mostStages.grouped) stages, "
                        + "\(Self.deepest) levels deep")
            }
            if let row = all.flatMap(\.allReferences).first(where: \.isTableRow) {
                throw Diagnostic(
                    "an alias cannot hold a row of a table", at: row.span,
                    hint: "the next table would change it; write the id")
            }
            expanded.kind = .alias(name: name, stages: all)
        }
        return expanded
    }

    /// A problem at the place of an alias is one of what it stands for.
    func explained(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        diagnostics.map { diagnostic in
            guard let name = places[diagnostic.span] else { return diagnostic }
            var explained = diagnostic
            explained.message += ", in the alias '\(name)'"
            return explained
        }
    }

    // MARK: Parts of a statement

    private mutating func expanded(_ pipeline: Pipeline) throws(Diagnostic) -> Pipeline {
        var pipeline = pipeline
        pipeline.stages = try expanded(pipeline.stages)
        return pipeline
    }

    private mutating func expanded(_ stages: [Stage]) throws(Diagnostic) -> [Stage] {
        var all: [Stage] = []
        for stage in stages { all += try expanded(stage) }
        return all
    }

    private mutating func expanded(_ stage: Stage) throws(Diagnostic) -> [Stage] {
        switch stage.kind {
        case .reference, .where: return [stage]
        case .call(let call): return try expanded(call) ?? [stage]
        case .each(let body, let isTry):
            var each = stage
            each.kind = .each(try expanded(body), isTry: isTry)
            return [each]
        }
    }

    private mutating func expanded(_ body: EachBody) throws(Diagnostic) -> EachBody {
        switch body {
        case .block(let pipeline): return .block(try expanded(pipeline))
        case .call(let call):
            guard let stages = try expanded(call) else { return body }
            return .block(Pipeline(stages: stages, span: call.span))
        }
    }

    /// What an alias stands for here; nil for the name of a command.
    private mutating func expanded(_ call: Call) throws(Diagnostic) -> [Stage]? {
        let name = call.name.value
        if name == declared {
            throw Diagnostic(
                "the alias '\(name)' cannot use itself", at: call.name.span,
                hint: "write out what it stands for")
        }
        guard let alias = aliases[name] else {
            guard CommandCatalogue.command(named: name) == nil,
                let near = Suggestion.nearest(
                    to: name, in: aliases.keys.sorted() + CommandCatalogue.available.map(\.name)),
                aliases[near] != nil
            else { return nil }
            throw Diagnostic(
                "unknown command '\(name)'", at: call.name.span, hint: "did you mean '\(near)'?")
        }
        places[call.name.span] = name
        var stages = alias.stages.map { $0.moved(to: call.name.span) }
        if !call.arguments.isEmpty, let last = stages.popLast() {
            stages.append(try append(call, to: last))
        }
        return stages
    }

    // MARK: Arguments

    /// The last stage of an alias with the arguments that its name was given.
    private func append(_ call: Call, to stage: Stage) throws(Diagnostic) -> Stage {
        var stage = stage
        switch stage.kind {
        case .where(let predicate):
            stage.kind = .where(.all([predicate, try condition(of: call)]))
        case .call(var last):
            if last.name.value == "assert" {
                let condition = try condition(of: call)
                last.predicate = last.predicate.map { .all([$0, condition]) } ?? condition
            } else {
                last.arguments += call.arguments
            }
            stage.kind = .call(last)
        case .each(.call(var last), let isTry):
            last.arguments += call.arguments
            stage.kind = .each(.call(last), isTry: isTry)
        case .each(.block, _), .reference:
            throw Diagnostic(
                "the alias '\(call.name.value)' takes no arguments", at: call.arguments[0].span,
                hint: "put more stages behind it, with |")
        }
        return stage
    }

    /// Behind a condition come more conditions, which the parser has taken for arguments.
    private func condition(of call: Call) throws(Diagnostic) -> Predicate {
        let first = call.arguments[0].span
        let last = call.arguments[call.arguments.count - 1].span
        return try PipelineParser.predicate(in: source, at: first.joined(with: last))
    }
}

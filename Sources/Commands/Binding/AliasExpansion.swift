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

    /// What aliases have put into the statement so far, in parts.
    private var growth = 0
    /// How many `each` stand around.
    private var depth = 0

    /// Each alias can double the one before it, so that few lines could make endless ones.
    private static let maximumGrowth = 10_000

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
        depth += 1
        defer { depth -= 1 }
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
                    to: name, in: aliases.keys.sorted() + CommandCatalogue.all.map(\.name)),
                aliases[near] != nil
            else { return nil }
            throw Diagnostic(
                "unknown command '\(name)'", at: call.name.span, hint: "did you mean '\(near)'?")
        }
        growth += alias.stages.reduce(0) { $0 + $1.size }
        let levels = alias.stages.map(\.levels).max() ?? 0
        guard growth <= Self.maximumGrowth, depth + levels <= PipelineParser.maximumDepth else {
            throw Diagnostic(
                "with the alias '\(name)' this grows too large", at: call.name.span,
                hint: "keep rows with let, and go on with them")
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
            stage.kind = .where(predicate.and(try condition(of: call)))
        case .call(var last):
            if last.name.value == "assert" {
                let condition = try condition(of: call)
                last.predicate = last.predicate?.and(condition) ?? condition
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

// MARK: How large a tree is

extension Stage {
    /// The parts that it consists of: stages, arguments, conditions.
    fileprivate var size: Int {
        switch kind {
        case .reference: 1
        case .where(let predicate): 1 + predicate.size
        case .call(let call), .each(.call(let call), _): 1 + call.size
        case .each(.block(let pipeline), _): 1 + pipeline.stages.reduce(0) { $0 + $1.size }
        }
    }

    /// How many `each` stand in each other.
    fileprivate var levels: Int {
        switch kind {
        case .reference, .where, .call: 0
        case .each(.call, _): 1
        case .each(.block(let pipeline), _): 1 + (pipeline.stages.map(\.levels).max() ?? 0)
        }
    }
}

extension Call {
    fileprivate var size: Int { arguments.count + (predicate?.size ?? 0) }
}

extension Predicate {
    fileprivate var size: Int {
        switch self {
        case .all(let parts), .any(let parts): parts.reduce(0) { $0 + $1.size }
        case .not(let part): part.size
        case .exists, .compare, .matches, .contained: 1
        }
    }

    /// Both conditions, no deeper than they are.
    fileprivate func and(_ other: Predicate) -> Predicate {
        if case .all(let parts) = self { return .all(parts + [other]) }
        return .all([self, other])
    }
}

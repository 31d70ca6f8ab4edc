import PipelineLanguage

extension Statement {
    /// Whether it needs values of the last pipeline's rows (`$_.id`) before it can run. `$_` at the
    /// beginning of a pipeline does not: it continues that pipeline.
    var usesValuesOfLastResult: Bool {
        let references: [Reference] =
            switch kind {
            case .pipeline(let pipeline, _), .let(_, .pipeline(let pipeline)):
                pipeline.stages.flatMap(\.references)
            case .let(_, .word(let word)): word.isLastResult ? [] : word.references
            case .alias: []
            }
        return references.contains { $0.kind.isLastResult }
    }

    /// All references in it, those that begin a pipeline, too.
    var references: [Reference] {
        switch kind {
        case .pipeline(let pipeline, _), .let(_, .pipeline(let pipeline)): pipeline.references
        case .let(_, .word(let word)): word.references
        case .alias(_, let stages): stages.flatMap(\.allReferences)
        }
    }
}

extension Pipeline {
    fileprivate var references: [Reference] { stages.flatMap(\.allReferences) }
}

extension Stage {
    /// The command that it calls, or that it calls for each row.
    var call: Call? {
        switch kind {
        case .call(let call), .each(.call(let call), _): call
        case .reference, .where, .each(.block, _): nil
        }
    }

    /// Also the one that begins a pipeline.
    var allReferences: [Reference] {
        switch kind {
        case .reference(let reference): [reference]
        case .each(.block(let pipeline), _): pipeline.references
        default: references
        }
    }

    /// The references that are given a value before the stage can run.
    var references: [Reference] {
        switch kind {
        case .reference: []
        case .each(.call(let call), _), .call(let call): call.references
        case .each(.block(let pipeline), _): pipeline.stages.flatMap(\.references)
        case .where(let predicate): predicate.references
        }
    }
}

extension Call {
    fileprivate var references: [Reference] {
        arguments.flatMap(\.value.references) + (predicate?.references ?? [])
    }
}

extension Predicate {
    fileprivate var references: [Reference] {
        switch self {
        case .all(let parts), .any(let parts): parts.flatMap(\.references)
        case .not(let part): part.references
        case .compare(_, _, let word): word.references
        case .contained(_, let reference): reference.withDefaults
        case .exists, .matches: []
        }
    }
}

extension Word {
    fileprivate var references: [Reference] {
        pieces.flatMap { piece -> [Reference] in
            if case .reference(let reference) = piece { reference.withDefaults } else { [] }
        }
    }

    /// Whether it is `@3` alone.
    var isTableRow: Bool {
        guard pieces.count == 1, case .reference(let reference) = pieces[0] else { return false }
        return reference.isTableRow
    }

    /// Whether it is `$_` alone, which as the value of `let` means rows.
    fileprivate var isLastResult: Bool {
        guard !isQuoted, pieces.count == 1, case .reference(let reference) = pieces[0] else {
            return false
        }
        return reference.kind == .lastResult(path: [])
    }
}

extension Reference {
    var isTableRow: Bool { if case .tableRow = kind { true } else { false } }

    /// The reference, and those in its default.
    fileprivate var withDefaults: [Reference] {
        guard case .withDefault(let kind, let fallback) = kind else { return [self] }
        let inner = Reference(kind: kind, span: span)
        return inner.withDefaults + (fallback?.references ?? [])
    }
}

extension Reference.Kind {
    var isLastResult: Bool {
        if case .lastResult = self { true } else { false }
    }
}

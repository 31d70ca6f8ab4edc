import PipelineLanguage

extension Statement {
    /// Whether it needs values of the last pipeline's rows (`$_.id`) before it can run. `$_` at the
    /// beginning of a pipeline does not: it continues that pipeline.
    var usesValuesOfLastResult: Bool {
        let references: [Reference.Kind] =
            switch kind {
            case .pipeline(let pipeline, _), .let(_, .pipeline(let pipeline)):
                pipeline.stages.flatMap(\.references)
            case .let(_, .word(let word)): word.isLastResult ? [] : word.references
            case .alias: []
            }
        return references.contains(where: \.isLastResult)
    }
}

extension Stage {
    /// The references that are given a value before the stage can run.
    var references: [Reference.Kind] {
        switch kind {
        case .reference: []
        case .each(.call(let call), _), .call(let call): call.references
        case .each(.block(let pipeline), _): pipeline.stages.flatMap(\.references)
        case .where(let predicate): predicate.references
        }
    }
}

extension Call {
    fileprivate var references: [Reference.Kind] {
        arguments.flatMap(\.value.references) + (predicate?.references ?? [])
    }
}

extension Predicate {
    fileprivate var references: [Reference.Kind] {
        switch self {
        case .all(let parts), .any(let parts): parts.flatMap(\.references)
        case .not(let part): part.references
        case .compare(_, _, let word): word.references
        case .contained(_, let reference): reference.kind.withDefaults
        case .exists, .matches: []
        }
    }
}

extension Word {
    fileprivate var references: [Reference.Kind] {
        pieces.flatMap { piece -> [Reference.Kind] in
            if case .reference(let reference) = piece { reference.kind.withDefaults } else { [] }
        }
    }

    /// Whether it is `$_` alone, which as the value of `let` means rows.
    fileprivate var isLastResult: Bool {
        guard !isQuoted, pieces.count == 1, case .reference(let reference) = pieces[0] else {
            return false
        }
        return reference.kind == .lastResult(path: [])
    }
}

extension Reference.Kind {
    /// The reference, and those in its default.
    fileprivate var withDefaults: [Reference.Kind] {
        guard case .withDefault(let kind, let fallback) = self else { return [self] }
        return kind.withDefaults + (fallback?.references ?? [])
    }

    fileprivate var isLastResult: Bool {
        if case .lastResult = self { true } else { false }
    }
}

import PipelineLanguage

extension Statement {
    /// Whether it needs values of the last pipeline's rows (`$_.id`) before it can run. `$_` at the
    /// beginning of a pipeline does not: it continues that pipeline.
    var usesValuesOfLastResult: Bool {
        guard case .pipeline(let pipeline, _) = kind else { return false }
        return pipeline.stages.contains(where: \.usesValuesOfLastResult)
    }
}

extension Stage {
    var usesValuesOfLastResult: Bool {
        switch kind {
        case .reference, .each: false
        case .where(let predicate): predicate.usesValuesOfLastResult
        case .call(let call): call.arguments.contains { $0.value.usesValuesOfLastResult }
        }
    }
}

extension Predicate {
    fileprivate var usesValuesOfLastResult: Bool {
        switch self {
        case .all(let parts), .any(let parts): parts.contains(where: \.usesValuesOfLastResult)
        case .not(let part): part.usesValuesOfLastResult
        case .compare(_, _, let word): word.usesValuesOfLastResult
        case .contained(_, let reference): reference.kind.usesValuesOfLastResult
        case .exists, .matches: false
        }
    }
}

extension Word {
    fileprivate var usesValuesOfLastResult: Bool {
        pieces.contains { piece in
            if case .reference(let reference) = piece {
                reference.kind.usesValuesOfLastResult
            } else {
                false
            }
        }
    }
}

extension Reference.Kind {
    fileprivate var usesValuesOfLastResult: Bool {
        switch self {
        case .lastResult: true
        case .withDefault(let kind, let fallback):
            kind.usesValuesOfLastResult || fallback?.usesValuesOfLastResult ?? false
        case .variable, .argument, .currentRow, .tableRow: false
        }
    }
}

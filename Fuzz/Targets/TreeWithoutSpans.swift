import PipelineLanguage

/// Trees with all their spans at zero, so that two can be compared by what they mean.
package protocol SpanErasing {
    var withoutSpans: Self { get }
}

private let nowhere = SourceSpan(0, 0)

extension Spanned {
    package var withoutSpans: Spanned { Spanned(value, nowhere) }
}

extension Script: SpanErasing {
    package var withoutSpans: Script { Script(statements: statements.map(\.withoutSpans)) }
}

extension Statement: SpanErasing {
    package var withoutSpans: Statement {
        let kind: Kind =
            switch kind {
            case .let(let name, .word(let word)):
                .let(name: name.withoutSpans, value: .word(word.withoutSpans))
            case .let(let name, .pipeline(let pipeline)):
                .let(name: name.withoutSpans, value: .pipeline(pipeline.withoutSpans))
            case .alias(let name, let stages):
                .alias(name: name.withoutSpans, stages: stages.map(\.withoutSpans))
            case .pipeline(let pipeline, let isTry):
                .pipeline(pipeline.withoutSpans, isTry: isTry)
            }
        return Statement(kind: kind, span: nowhere)
    }
}

extension Pipeline: SpanErasing {
    package var withoutSpans: Pipeline {
        Pipeline(
            stages: stages.map(\.withoutSpans), shellCommand: shellCommand?.withoutSpans,
            span: nowhere)
    }
}

extension Stage: SpanErasing {
    package var withoutSpans: Stage {
        let kind: Kind =
            switch kind {
            case .reference(let reference): .reference(reference.withoutSpans)
            case .where(let predicate): .where(predicate.withoutSpans)
            case .each(.call(let call), let isTry):
                .each(.call(call.withoutSpans), isTry: isTry)
            case .each(.block(let pipeline), let isTry):
                .each(.block(pipeline.withoutSpans), isTry: isTry)
            case .call(let call): .call(call.withoutSpans)
            }
        return Stage(kind: kind, span: nowhere)
    }
}

extension Call: SpanErasing {
    package var withoutSpans: Call {
        let arguments = arguments.map { argument in
            Argument(
                name: argument.name?.withoutSpans, value: argument.value.withoutSpans, span: nowhere
            )
        }
        return Call(
            name: name.withoutSpans, arguments: arguments, predicate: predicate?.withoutSpans,
            span: nowhere)
    }
}

extension Predicate: SpanErasing {
    package var withoutSpans: Predicate {
        switch self {
        case .all(let conditions): .all(conditions.map(\.withoutSpans))
        case .any(let alternatives): .any(alternatives.map(\.withoutSpans))
        case .not(let negated): .not(negated.withoutSpans)
        case .exists(let field): .exists(field.withoutSpans)
        case .compare(let field, let operation, let value):
            .compare(field.withoutSpans, operation, value.withoutSpans)
        case .matches(let field, let expression, let isNegated):
            .matches(
                field.withoutSpans,
                RegularExpression(
                    pattern: expression.pattern, ignoresCase: expression.ignoresCase, span: nowhere),
                isNegated: isNegated)
        case .contained(let field, let reference):
            .contained(field.withoutSpans, reference.withoutSpans)
        }
    }
}

extension Word: SpanErasing {
    package var withoutSpans: Word {
        Word(
            pieces: pieces.map(\.withoutSpans), isQuoted: isQuoted, span: nowhere,
            places: places.map { Place(span: nowhere, isQuoted: $0.isQuoted) })
    }
}

extension Word.Piece: SpanErasing {
    package var withoutSpans: Word.Piece {
        guard case .reference(let reference) = self else { return self }
        return .reference(reference.withoutSpans)
    }
}

extension Reference: SpanErasing {
    package var withoutSpans: Reference {
        guard case .withDefault(let inner, let fallback) = kind else {
            return Reference(kind: kind, span: nowhere)
        }
        return Reference(kind: .withDefault(inner, fallback?.withoutSpans), span: nowhere)
    }
}

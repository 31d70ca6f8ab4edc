/// Parts of one text in the place of a word of another: every span becomes that word's.
extension Stage {
    package func moved(to span: SourceSpan) -> Stage {
        let moved: Kind =
            switch kind {
            case .reference(let reference): .reference(reference.moved(to: span))
            case .where(let predicate): .where(predicate.moved(to: span))
            case .each(.call(let call), let isTry): .each(.call(call.moved(to: span)), isTry: isTry)
            case .each(.block(let pipeline), let isTry):
                .each(.block(pipeline.moved(to: span)), isTry: isTry)
            case .call(let call): .call(call.moved(to: span))
            }
        return Stage(kind: moved, span: span)
    }
}

extension Pipeline {
    fileprivate func moved(to span: SourceSpan) -> Pipeline {
        Pipeline(
            stages: stages.map { $0.moved(to: span) },
            shellCommand: shellCommand.map { Spanned($0.value, span) }, span: span)
    }
}

extension Call {
    fileprivate func moved(to span: SourceSpan) -> Call {
        Call(
            name: Spanned(name.value, span), arguments: arguments.map { $0.moved(to: span) },
            predicate: predicate?.moved(to: span), span: span)
    }
}

extension Argument {
    fileprivate func moved(to span: SourceSpan) -> Argument {
        Argument(
            name: name.map { Spanned($0.value, span) }, value: value.moved(to: span), span: span)
    }
}

extension Word {
    fileprivate func moved(to span: SourceSpan) -> Word {
        let pieces = pieces.map { piece in
            if case .reference(let reference) = piece {
                Piece.reference(reference.moved(to: span))
            } else {
                piece
            }
        }
        return Word(
            pieces: pieces, isQuoted: isQuoted, span: span,
            places: places.map { Place(span: span, isQuoted: $0.isQuoted) })
    }
}

extension Reference {
    fileprivate func moved(to span: SourceSpan) -> Reference {
        Reference(kind: kind.moved(to: span), span: span)
    }
}

extension Reference.Kind {
    fileprivate func moved(to span: SourceSpan) -> Reference.Kind {
        guard case .withDefault(let kind, let fallback) = self else { return self }
        return .withDefault(kind.moved(to: span), fallback?.moved(to: span))
    }
}

extension Predicate {
    fileprivate func moved(to span: SourceSpan) -> Predicate {
        switch self {
        case .all(let parts): .all(parts.map { $0.moved(to: span) })
        case .any(let parts): .any(parts.map { $0.moved(to: span) })
        case .not(let part): .not(part.moved(to: span))
        case .exists(let field): .exists(Spanned(field.value, span))
        case .compare(let field, let sign, let value):
            .compare(Spanned(field.value, span), sign, value.moved(to: span))
        case .matches(let field, let expression, let isNegated):
            .matches(
                Spanned(field.value, span),
                RegularExpression(
                    pattern: expression.pattern, ignoresCase: expression.ignoresCase, span: span),
                isNegated: isNegated)
        case .contained(let field, let reference):
            .contained(Spanned(field.value, span), reference.moved(to: span))
        }
    }
}

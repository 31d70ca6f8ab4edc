import PipelineLanguage
import Records

/// Turns a predicate as written into one that decides about rows.
struct PredicateBinder {
    let resolver: Resolver
    private(set) var diagnostics: [Diagnostic] = []
    /// The fields asked about, in order, for the check against real rows.
    private(set) var fields: [SelectedField] = []

    init(resolver: Resolver) { self.resolver = resolver }

    mutating func bind(_ predicate: Predicate) -> CompiledPredicate {
        switch predicate {
        case .all(let parts): return .all(bindEach(parts))
        case .any(let parts): return .any(bindEach(parts))
        case .not(let part): return .not(bind(part))
        case .exists(let name): return .exists(path(name))
        case .compare(let name, let comparison, let word):
            return bind(path(name), comparison, word)
        case .matches(let name, let expression, let isNegated):
            return bind(path(name), expression, isNegated: isNegated)
        case .contained(let name, let reference):
            let word = Word(
                pieces: [.reference(reference)], isQuoted: false, span: reference.span)
            return .test(path(name), .oneOf(.init(operands(word))))
        }
    }

    private mutating func bindEach(_ parts: [Predicate]) -> [CompiledPredicate] {
        var bound: [CompiledPredicate] = []
        for part in parts { bound.append(bind(part)) }
        return bound
    }

    private mutating func path(_ name: Spanned<String>) -> FieldPath {
        let path = FieldPath(name.value)
        fields.append(SelectedField(name: name.value, path: path, span: name.span))
        return path
    }

    private mutating func bind(
        _ path: FieldPath, _ comparison: ComparisonOperator, _ word: Word
    ) -> CompiledPredicate {
        switch comparison {
        case .equal: return .test(path, .oneOf(.init(operands(word))))
        case .notEqual: return .negatedTest(path, .oneOf(.init(operands(word))))
        case .contains: return .test(path, .contains(texts(word).map(\.folded)))
        case .containsNot: return .negatedTest(path, .contains(texts(word).map(\.folded)))
        case .less: return ordered(path, .less, word)
        case .lessOrEqual: return ordered(path, .lessOrEqual, word)
        case .greater: return ordered(path, .greater, word)
        case .greaterOrEqual: return ordered(path, .greaterOrEqual, word)
        }
    }

    private mutating func ordered(
        _ path: FieldPath, _ order: ValueTest.Order, _ word: Word
    ) -> CompiledPredicate {
        if word.splitOnCommas().count > 1 || word.range != nil {
            diagnostics.append(
                Diagnostic(
                    "an order needs one value", at: word.span,
                    hint: "lists and ranges go with =, as in \(path)=1955..1965"))
        }
        guard let text = texts(word).first else { return .all([]) }
        return .test(path, .ordered(order, .init(text, isQuoted: word.isQuoted)))
    }

    private mutating func bind(
        _ path: FieldPath, _ expression: RegularExpression, isNegated: Bool
    ) -> CompiledPredicate {
        do {
            let pattern = try Pattern(expression.pattern, ignoresCase: expression.ignoresCase)
            return isNegated
                ? .negatedTest(path, .matches(pattern)) : .test(path, .matches(pattern))
        } catch is Pattern.TooNested {
            diagnostics.append(
                Diagnostic(
                    "this regular expression has too many brackets", at: expression.span,
                    hint: "write several conditions: \(path)~/…/ \(path)~/…/"))
            return .all([])
        } catch {
            diagnostics.append(
                Diagnostic(
                    "this is no regular expression", at: expression.span,
                    hint: "plain text goes without slashes: \(path)~text"))
            return .all([])
        }
    }

    private mutating func operands(_ word: Word) -> [ValueTest.Operand] {
        var operands: [ValueTest.Operand] = []
        for part in word.splitOnCommas().flatMap({ resolver.values(of: $0) ?? [$0] }) {
            if let range = part.range {
                let lower = range.lower.flatMap { texts($0).first }
                let upper = range.upper.flatMap { texts($0).first }
                if let lower, let upper, SortKey(text: upper) < SortKey(text: lower) {
                    diagnostics.append(
                        Diagnostic("this range ends before it begins", at: part.span))
                }
                let isQuoted = part.isQuoted
                operands.append(
                    .range(
                        lower.map { .init($0, isQuoted: isQuoted) },
                        upper.map { .init($0, isQuoted: isQuoted) }))
            } else {
                let isQuoted = part.isQuoted
                operands += texts(part).map { ValueTest.Operand($0, isQuoted: isQuoted) }
            }
        }
        return operands
    }

    /// The values of a word: several for a list or for a reference with several values, none while
    /// they are unknown.
    private mutating func texts(_ word: Word) -> [String] {
        var texts: [String] = []
        for part in word.splitOnCommas() {
            do {
                texts += Self.values(try resolver.resolve(part))
            } catch {
                diagnostics.append(error)
            }
        }
        return texts
    }

    private static func values(_ resolved: Resolver.Resolved) -> [String] {
        switch resolved {
        case .text(let text): [text]
        case .list(let values): values
        case .unknown: []
        }
    }
}

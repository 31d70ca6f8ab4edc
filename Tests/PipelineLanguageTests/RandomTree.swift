@testable import PipelineLanguage

/// Random trees such as a text can give, with all spans at zero.
struct RandomTree {
    private static let nowhere = SourceSpan(0, 0)
    private static let names = ["a", "artist", "year", "x_1", "Größe", "per_page"]
    private static let commands = ["search", "page", "a", "master-versions", "?", "to-csv", "é"]
    private static let texts = [
        "", "b", "Sun Ra", "it's", "say \"hi\"", "a\\b", "$x", "$", "{}", "(2)", "a|b;c", "日本",
        "line\nbreak", "\ttab", "“q”", "@3", "#", "é\u{301}", "\u{1B}", "\u{202E}x", "a,b", "1..2",
        ".x", "/re/", "$1.5", "\u{200B}", "'\"$x\n",
    ]
    private static let bares = [
        "b", "1955..1965", "a,b", "-count", "../x.csv", "a.b=c", "x>y", "$", "7#", "[r1]", "~",
        "@", "日本語", "*", "http://x.org/?a=b", ".", "!K7", "1,",
    ]
    private static let patterns = ["a", "a/b", "\\d+\\/", "a b|c", "\\\\", "^x$", "[“]"]
    private static let shells = ["ls", "a | b; c", "x # y }", "a \\\n b", "echo \"$MAS_x\" '"]

    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    private mutating func pick<T>(_ values: [T]) -> T {
        values[Int.random(in: 0..<values.count, using: &random)]
    }

    private mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &random) < percent
    }

    private mutating func times(_ range: ClosedRange<Int>) -> Range<Int> {
        0..<Int.random(in: range, using: &random)
    }

    mutating func script() -> Script {
        Script(statements: times(1...4).map { _ in statement() })
    }

    private mutating func statement() -> Statement {
        let kind: Statement.Kind
        switch Int.random(in: 0..<6, using: &random) {
        case 0: kind = .let(name: spanned(pick(Self.names)), value: .word(word()))
        case 1:
            // A lone call without arguments would be read as a word.
            var pipeline = pipeline(depth: 2)
            pipeline.stages.append(stage(depth: 1))
            kind = .let(name: spanned(pick(Self.names)), value: .pipeline(pipeline))
        case 2:
            kind = .alias(name: spanned("my-x"), stages: times(1...3).map { _ in stage(depth: 2) })
        default: kind = .pipeline(pipeline(depth: 3), isTry: chance(20))
        }
        return Statement(kind: kind, span: Self.nowhere)
    }

    private mutating func pipeline(depth: Int) -> Pipeline {
        Pipeline(
            stages: times(1...4).map { _ in stage(depth: depth) },
            shellCommand: chance(15) ? spanned(pick(Self.shells)) : nil, span: Self.nowhere)
    }

    private mutating func stage(depth: Int) -> Stage {
        let kind: Stage.Kind
        switch Int.random(in: 0..<6, using: &random) {
        case 0: kind = .reference(reference(depth: 1))
        case 1: kind = .where(predicate(depth: depth))
        case 2 where depth > 0 && chance(50):
            kind = .each(.block(pipeline(depth: depth - 1)), isTry: chance(50))
        case 2: kind = .each(.call(call()), isTry: chance(50))
        default: kind = .call(call())
        }
        return Stage(kind: kind, span: Self.nowhere)
    }

    private mutating func call() -> Call {
        if chance(10) {
            return Call(
                name: spanned("assert"), arguments: [], predicate: predicate(depth: 1),
                span: Self.nowhere)
        }
        let arguments = times(0...3).map { _ in
            Argument(
                name: chance(50) ? spanned(pick(Self.names + ["per-page"])) : nil, value: word(),
                span: Self.nowhere)
        }
        return Call(name: spanned(pick(Self.commands)), arguments: arguments, span: Self.nowhere)
    }

    private mutating func predicate(depth: Int) -> Predicate {
        let field = spanned(
            pick(
                Self.names + [
                    "a.0.b", "Catalog#", "a b", "or", "not", "x?", "!", "=",
                    "a\u{7}",
                ]))
        switch Int.random(in: 0..<8, using: &random) {
        case 0 where depth > 0: return .all(times(2...3).map { _ in predicate(depth: depth - 1) })
        case 1 where depth > 0: return .any(times(2...3).map { _ in predicate(depth: depth - 1) })
        case 2 where depth > 0: return .not(predicate(depth: depth - 1))
        case 3: return .exists(field)
        case 4:
            let expression = RegularExpression(
                pattern: pick(Self.patterns).replacing("\\/", with: "/"), ignoresCase: chance(50),
                span: Self.nowhere)
            return .matches(field, expression, isNegated: chance(50))
        case 5: return .contained(field, reference(depth: 1))
        default:
            let operation = pick(Array(ComparisonOperator.allCases))
            var value = word()
            // What begins with an operator must be quoted.
            if case .bare(let text)? = value.pieces.first, "=<>~/".contains(text.prefix(1)) {
                value = Word(
                    pieces: [.quoted(text)], isQuoted: true, span: Self.nowhere,
                    places: [Word.Place(span: Self.nowhere, isQuoted: true)])
            }
            return .compare(field, operation, value)
        }
    }

    mutating func word(depth: Int = 2) -> Word {
        var builder = WordBuilder()
        for _ in times(1...4) {
            switch Int.random(in: 0..<4, using: &random) {
            case 0:
                let text = pick(Self.texts)
                builder.add(.quoted(text), Self.nowhere, isQuoted: true)
            case 1:
                builder.add(
                    .quoted(pick([" ", ",", "$", "#", "|", "“"])), Self.nowhere, isQuoted: false)
            case 2 where depth > 0:
                let isQuoted = chance(50)
                let reference = reference(depth: depth - 1, isInQuotes: isQuoted)
                builder.add(.reference(reference), Self.nowhere, isQuoted: isQuoted)
            default:
                for scalar in pick(Self.bares).unicodeScalars { builder.addBare(scalar, at: 0) }
                // Two bare pieces in a row would be one; so end it with something else.
                builder.add(.quoted("x"), Self.nowhere, isQuoted: chance(50))
            }
        }
        return readable(builder.word(Self.nowhere))
    }

    /// The word as a text can give it: what would be read differently is replaced.
    private func readable(_ word: Word?) -> Word {
        let plain = Word(pieces: [.bare("b")], isQuoted: false, span: Self.nowhere)
        guard var word else { return plain }
        for (index, piece) in word.pieces.enumerated() {
            switch piece {
            case .bare(let text):
                // "$x" before ".y" would go on.
                if index > 0, case .reference = word.pieces[index - 1] {
                    word.pieces[index] = .bare("-" + text)
                }
            case .quoted: break
            case .reference(let reference):
                guard case .tableRow = reference.kind else { continue }
                // "@3" stands at the start only.
                if index > 0 {
                    let kind = Reference.Kind.argument(1)
                    word.pieces[index] = .reference(Reference(kind: kind, span: Self.nowhere))
                }
            }
        }
        // Between pieces in quotes an empty text leaves no trace.
        for index in word.pieces.indices where word.pieces[index] == .quoted("") {
            if word.pieces.count > 1 { word.pieces[index] = .quoted("e") }
        }
        word.places = word.places.map { Word.Place(span: Self.nowhere, isQuoted: $0.isQuoted) }
        return word
    }

    private mutating func reference(depth: Int, isInQuotes: Bool = false) -> Reference {
        let path = times(0...2).map { _ in pick(["id", "0", "labels", "a_b"]) }
        let kind: Reference.Kind
        switch Int.random(in: 0..<6, using: &random) {
        case 0: kind = .lastResult(path: path)
        case 1: kind = .argument(Int.random(in: 1...9, using: &random))
        case 2: kind = .currentRow(path: [pick(["x", "Date Added", "7#", "a.b"])] + path)
        case 3 where !isInQuotes: kind = .tableRow(Int.random(in: 0...99, using: &random))
        case 4:
            let inner = pick([Reference.Kind.variable("v", path: []), .argument(2)])
            kind = .withDefault(inner, depth > 0 && chance(70) ? word(depth: depth - 1) : nil)
        default: kind = .variable(pick(["v", "mine", "_x"]), path: path)
        }
        return Reference(kind: kind, span: Self.nowhere)
    }

    private func spanned(_ text: String) -> Spanned<String> { Spanned(text, Self.nowhere) }
}

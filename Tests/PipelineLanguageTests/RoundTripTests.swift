import FuzzTargets
import Testing

@testable import PipelineLanguage

@Suite struct RoundTripTests {
    @Test("random trees come back from their text", arguments: 0..<8)
    func randomTrees(_ part: Int) {
        for seed in (part * 100)..<(part * 100 + 100) {
            var generator = RandomTree(seed: UInt64(seed))
            let script = generator.script()
            let text = Formatter.text(of: script)
            let result = parse(text)
            guard result.diagnostics.isEmpty else {
                Issue.record("seed \(seed): \(result.diagnostics[0].message)\n\(text)")
                return
            }
            guard result.script.withoutSpans == script else {
                Issue.record("seed \(seed):\n\(text)")
                return
            }
            #expect(Formatter.text(of: result.script) == text)
        }
    }

    /// Parts of texts that mean something, so that random texts reach far into the parser.
    private static let parts = [
        "a", "search", "where", "each", "try", "let", "alias", "assert", "and", "or", "not", "in",
        " ", " ", " ", " ", "\n", ";", "|", "|", "!", "\\", "'", "\"", "(", ")", "{", "}", "$",
        "$x", "$.a",
        "$1", "${x:-", "${", "@3", "=", "!=", "<=", ">", "~", "/", "/i", "?", "#", ",", "..", ".",
        "“", "”", "’", "é", "日本", "\r\n", "\t", "\\u{41}", "\\n", "0", "x=1", "\u{0}", "\u{200B}",
        "| ! sh", "{ a | b }", "where x=1",
    ]

    @Test(
        "no text crashes the parser, and what is read without errors comes back", arguments: 0..<8)
    func randomTexts(_ part: Int) {
        var random = SeededGenerator(seed: UInt64(part))
        var readable = 0
        for index in 0..<400 {
            let text =
                switch index % 4 {
                case 0: randomBytes(using: &random)
                case 1: damagedLine(using: &random)
                default: randomParts(1...24, using: &random)
                }
            let mode: PipelineParser.Mode = index % 2 == 0 ? .file : .interactive
            let source = SourceText(name: "t", text: text)
            let result = PipelineParser.parse(source, mode: mode)
            let size = text.utf8.count
            let spans = result.diagnostics.map(\.span) + result.statements.map(\.span)
            let shown = DiagnosticRenderer(width: 40).render(result.diagnostics, in: source)
            guard
                spans.allSatisfy({ 0 <= $0.start && $0.start <= $0.end && $0.end <= size }),
                !shown.unicodeScalars.contains(where: { $0.value < 32 && $0 != "\n" })
            else {
                Issue.record("\(text.debugDescription) gave \(shown.debugDescription)")
                return
            }
            let canonical = Formatter.text(of: result.script)
            let again = parse(canonical)
            guard again.diagnostics.isEmpty, again.script.withoutSpans == result.script.withoutSpans
            else {
                Issue.record("\(text.debugDescription) became \(canonical.debugDescription)")
                return
            }
            readable += result.statements.count
        }
        #expect(readable > 50)
    }

    private func randomParts(
        _ count: ClosedRange<Int>, using random: inout SeededGenerator
    ) -> String {
        (0..<Int.random(in: count, using: &random)).map { _ in
            Self.parts[Int.random(in: 0..<Self.parts.count, using: &random)]
        }.joined()
    }

    /// A good line with something taken out and something else put in.
    private func damagedLine(using random: inout SeededGenerator) -> String {
        let lines = SampleLinesTests.lines
        var text = lines[Int.random(in: 0..<lines.count, using: &random)]
        let place = text.index(
            text.startIndex, offsetBy: Int.random(in: 0...text.count, using: &random))
        let end =
            text.index(
                place, offsetBy: Int.random(in: 0...3, using: &random), limitedBy: text.endIndex)
            ?? text.endIndex
        text.replaceSubrange(place..<end, with: randomParts(0...2, using: &random))
        return text
    }

    private func randomBytes(using random: inout SeededGenerator) -> String {
        let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
            UInt8.random(in: 0...255, using: &random)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(
        "empty quotes beside a reference in quotes come back",
        arguments: [#"a """$x""#, #"a "$x""""#, #"a "$x""""$y""#, #"a b$"""$x c""#])
    func emptyQuotes(_ text: String) {
        let script = parse(text).script
        let canonical = Formatter.text(of: script)
        #expect(parse(canonical).script.withoutSpans == script.withoutSpans)
        #expect(Formatter.text(of: parse(canonical).script) == canonical)
    }

    @Test("a tree that was made by hand is written so that it reads the same")
    func handMade() {
        let nowhere = SourceSpan(0, 0)
        func word(_ pieces: Word.Piece...) -> Word {
            Word(pieces: pieces, isQuoted: false, span: nowhere)
        }
        let variable = Word.Piece.reference(
            Reference(kind: .variable("x", path: []), span: nowhere))
        let row = Word.Piece.reference(Reference(kind: .tableRow(3), span: nowhere))
        let cases = [
            (word(), "\"\""), (word(.bare("a b")), "a\\ b"), (word(.bare("$x")), "\\$x"),
            (word(.bare("@3")), "\\@3"), (word(.bare("a=1")), "\\a=1"), (word(.bare("=1")), "\\=1"),
            (word(.bare("#1")), "\\#1"), (word(.bare("a\nb")), "\"a\\nb\""),
            (word(.quoted("a\nb")), "\"a\\nb\""), (word(variable, .bare("y")), "$x''y"),
            (word(variable, .bare(".y")), "$x''.y"), (word(row, .bare("4")), "@3''4"),
            (word(.bare("“")), "\\“"),
        ]
        for (word, text) in cases {
            #expect(Formatter.text(of: word) == text)
        }
        let field = Spanned("a", nowhere)
        #expect(
            Formatter.text(of: Predicate.compare(field, .equal, word(.bare("=b")))) == "a=\\=b")
        #expect(
            Formatter.text(of: Predicate.compare(field, .contains, word(.bare("/b")))) == "a~\\/b")
        #expect(Formatter.text(of: Predicate.exists(Spanned("", nowhere))) == "\"\"?")
        #expect(Formatter.text(of: Predicate.exists(Spanned("a\nb", nowhere))) == "\"a\\nb\"?")
    }
}

import FuzzTargets
import Testing

@testable import PipelineLanguage

@Suite struct WordValuesTests {
    private func pieces(of word: Word?) -> [Word.Piece] { word?.withoutSpans.pieces ?? [] }

    @Test(
        "a word splits at its unquoted commas",
        arguments: [
            ("a", ["a"]), ("a,b,c", ["a", "b", "c"]), ("'a,b'", ["'a,b'"]), ("a\\,b", ["a\\,b"]),
            ("a,\"b,c\",d", ["a", "\"b,c\"", "d"]), ("x'a'y,z", ["x'a'y", "z"]), ("a,", ["a", ""]),
            (",a,,b", ["", "a", "", "b"]), ("$x,$y.z", ["$x", "$y.z"]), ("@3,@4", ["@3", "@4"]),
            ("é,ü", ["é", "ü"]), ("\"$x\",y", ["\"$x\"", "y"]),
        ])
    func splits(_ text: String, _ expected: [String]) throws {
        let source = SourceText(name: "t", text: "command \(text)")
        let elements = try #require(word(text)).splitOnCommas()
        #expect(elements.count == expected.count)
        for (element, wanted) in zip(elements, expected) {
            #expect(source.text(in: element.span) == wanted)
            #expect(pieces(of: element) == pieces(of: word(wanted)))
            #expect(element.isQuoted == (word(wanted)?.isQuoted ?? false))
        }
    }

    @Test(
        "an unquoted '..' makes a range, open at one end at most",
        arguments: [
            ("1955..1965", "1955", "1965"), ("1955..", "1955", nil), ("..1965", nil, "1965"),
            ("$a..$b", "$a", "$b"), ("'1'..\"2\"", "'1'", "\"2\""), ("1.5..2.5", "1.5", "2.5"),
            ("../x.csv", nil, "/x.csv"), ("x..é", "x", "é"),
        ] as [(String, String?, String?)])
    func ranges(_ text: String, _ lower: String?, _ upper: String?) throws {
        let range = try #require(word(text)?.range)
        #expect(pieces(of: range.lower) == pieces(of: lower.flatMap(word)))
        #expect(pieces(of: range.upper) == pieces(of: upper.flatMap(word)))
        #expect(range.lower?.isQuoted == lower.flatMap(word)?.isQuoted)
    }

    @Test("the two ends of a range keep their place in the text")
    func rangeSpans() throws {
        let range = try #require(word("é1..$b")?.range)
        #expect(range.lower?.span == SourceSpan(8, 11))
        #expect(range.upper?.span == SourceSpan(13, 15))
    }

    @Test(
        "everything else is no range",
        arguments: ["a", "'1..2'", "..", "1...2", "1..2..3", "1..2\"x\"..3", ".", "1.\\.2"])
    func noRanges(_ text: String) throws {
        #expect(try #require(word(text)).range == nil)
    }

    @Test("plain text is there unless the word holds a reference")
    func plainText() throws {
        #expect(try #require(word("a' b'\\,")).plainText == "a b,")
        #expect(try #require(word("a$x")).plainText == nil)
    }

    @Test("words made by hand split too")
    func madeByHand() {
        let span = SourceSpan(3, 8)
        let word = Word(pieces: [.bare("a,"), .quoted("b,c")], isQuoted: true, span: span)
        let elements = word.splitOnCommas()
        #expect(elements.map(\.plainText) == ["a", "b,c"])
        #expect(elements.allSatisfy { $0.span == span && $0.places.isEmpty })
        let range = Word(pieces: [.bare("1..")], isQuoted: false, span: span).range
        #expect(range?.lower?.plainText == "1")
        #expect(range?.upper == nil)
    }
}

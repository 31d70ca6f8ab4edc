import Testing

@testable import PipelineLanguage

@Suite struct ParserTests {
    @Test("a pipeline is its stages, each with its name and arguments")
    func stages() throws {
        let found = try #require(
            pipeline("search artist=\"Miles Davis\" format=vinyl | page 2 | export csv"))
        #expect(found.stages.count == 3)
        let search = try #require(call("search artist=\"Miles Davis\" format=vinyl x"))
        #expect(search.name.value == "search")
        #expect(search.arguments.map { $0.name?.value } == ["artist", "format", nil])
        #expect(search.arguments.map(\.value.plainText) == ["Miles Davis", "vinyl", "x"])
        #expect(search.arguments.map(\.value.isQuoted) == [true, false, false])
    }

    @Test("every part keeps its place in the text")
    func spans() throws {
        let text = "let x = search a=\"b c\" | where year>=1970  # end"
        let source = SourceText(name: "t", text: text)
        let statement = try #require(PipelineParser.parse(source).statements.first)
        #expect(source.text(in: statement.span) == "let x = search a=\"b c\" | where year>=1970")
        guard case .let(let name, .pipeline(let pipeline)) = statement.kind else {
            Issue.record("no let")
            return
        }
        #expect(source.text(in: name.span) == "x")
        #expect(
            pipeline.stages.map { source.text(in: $0.span) } == [
                "search a=\"b c\"", "where year>=1970",
            ])
        guard case .call(let call) = pipeline.stages[0].kind,
            case .where(.compare(let field, _, let value)) = pipeline.stages[1].kind
        else {
            Issue.record("unexpected stages")
            return
        }
        #expect(source.text(in: call.arguments[0].span) == "a=\"b c\"")
        #expect(source.text(in: call.arguments[0].name?.span ?? SourceSpan(0, 0)) == "a")
        #expect(source.text(in: call.arguments[0].value.span) == "\"b c\"")
        #expect(source.text(in: field.span) == "year")
        #expect(source.text(in: value.span) == "1970")
    }

    @Test("statements are separated by line ends and semicolons, and keep their text")
    func statements() {
        let text = "#!/usr/bin/env musicagent\n\u{20}a 1 ; b 2;;c 3 # note\n\n# more\nd 4"
        let source = SourceText(name: "t", text: text)
        let statements = PipelineParser.parse(source).statements
        #expect(statements.map { source.text(in: $0.span) } == ["a 1", "b 2", "c 3", "d 4"])
    }

    @Test("'or' binds weaker than 'and', which may be left out")
    func precedence() {
        guard case .any(let alternatives)? = predicate("a=1 b=2 or not c? and d in $x") else {
            Issue.record("no alternatives")
            return
        }
        #expect(alternatives.count == 2)
        guard case .all(let first) = alternatives[0], case .all(let second) = alternatives[1] else {
            Issue.record("no conjunctions")
            return
        }
        #expect(first.count == 2)
        guard case .not(.exists(let field)) = second[0],
            case .contained(_, let reference) = second[1]
        else {
            Issue.record("unexpected conditions")
            return
        }
        #expect(field.value == "c")
        #expect(reference.kind == .variable("x", path: []))
    }

    @Test("a regular expression keeps its text, but for the escaped slash")
    func regularExpression() {
        guard
            case .matches(let field, let found, let isNegated)? = predicate("t !~ /a\\/b\\d|c d/i")
        else {
            Issue.record("no regular expression")
            return
        }
        #expect(field.value == "t")
        #expect(found.pattern == "a/b\\d|c d")
        #expect(found.ignoresCase)
        #expect(isNegated)
    }

    @Test(
        "operators split at the first place, as long as they can be",
        arguments: zip(
            ComparisonOperator.allCases, ["a", "a", "a", "a", "a", "a", "a", "a"]))
    func operators(_ operation: ComparisonOperator, _ field: String) {
        for text in ["\(field)\(operation.rawValue)b", "\(field) \(operation.rawValue) b"] {
            guard case .compare(let name, let found, let value)? = predicate(text) else {
                Issue.record("\(text) is no comparison")
                continue
            }
            #expect(name.value == field)
            #expect(found == operation)
            #expect(value.plainText == "b")
        }
    }

    @Test(
        "references are read as far as they go",
        arguments: [
            ("$name", [Reference.Kind.variable("name", path: [])]),
            ("$name.a.0.b", [.variable("name", path: ["a", "0", "b"])]),
            ("$_", [.lastResult(path: [])]),
            ("$_.id", [.lastResult(path: ["id"])]),
            ("$_x", [.variable("_x", path: [])]),
            ("$1", [.argument(1)]),
            ("$12", [.argument(1)]),
            ("$.x.y", [.currentRow(path: ["x", "y"])]),
            ("$.'Date Added'.y", [.currentRow(path: ["Date Added", "y"])]),
            ("$.'Catalog#'", [.currentRow(path: ["Catalog#"])]),
            ("@12", [.tableRow(12)]),
            ("${a}", [.withDefault(.variable("a", path: []), nil)]),
            ("${2}", [.withDefault(.argument(2), nil)]),
            ("${_}", [.withDefault(.lastResult(path: []), nil)]),
            ("$a..$b", [.variable("a", path: []), .variable("b", path: [])]),
            ("\"$a,$b.\"", [.variable("a", path: []), .variable("b", path: [])]),
            ("'$a'", []),
            ("\\$a", []),
            ("\"@3\"", []),
            ("x@3", []),
            ("@x", []),
        ])
    func references(_ text: String, _ expected: [Reference.Kind]) throws {
        let found = try #require(word(text)).pieces.compactMap { piece in
            if case .reference(let reference) = piece { reference.kind } else { nil }
        }
        #expect(found == expected)
    }

    @Test("a default is a word of its own")
    func defaults() throws {
        let piece = try #require(word("${x:-${1:-\"a b\"}c}")?.pieces.first)
        guard case .reference(let reference) = piece,
            case .withDefault(.variable("x", path: []), let fallback?) = reference.kind
        else {
            Issue.record("no default")
            return
        }
        #expect(fallback.pieces.count == 2)
        #expect(fallback.plainText == nil)
    }

    @Test("an escaped character is itself, but does not make the word quoted")
    func escapes() throws {
        let found = try #require(word("a\\,b\\ c"))
        #expect(found.pieces == [.bare("a"), .quoted(","), .bare("b"), .quoted(" "), .bare("c")])
        #expect(!found.isQuoted)
        #expect(found.plainText == "a,b c")
    }

    @Test("quoted text is told from unquoted text piece by piece")
    func pieces() throws {
        let found = try #require(word("$dir/\"My File\".csv"))
        #expect(found.isQuoted)
        #expect(found.places.map(\.isQuoted) == [false, false, true, false])
        #expect(found.pieces.dropFirst() == [.bare("/"), .quoted("My File"), .bare(".csv")])
    }

    @Test("the right side of 'let' is a word when it is alone")
    func letValues() {
        for text in ["5", "'a b'", "collection", "1,2", "$x", "\"$x\"", "1955..1965", "search#1"] {
            guard case .let(_, .word)? = parse("let v = \(text)\nnext").statements.first?.kind
            else {
                Issue.record("\(text) is no word")
                continue
            }
        }
        for text in ["a | b", "a b", "where x=1", "$x | a", "a\n| b", "a | ! b"] {
            guard case .let(_, .pipeline)? = parse("let v = \(text)").statements.first?.kind else {
                Issue.record("\(text) is no pipeline")
                continue
            }
        }
    }

    @Test("'assert' holds a condition like 'where'")
    func assertion() {
        let found = call("assert year>1970 format~LP")
        #expect(found?.arguments.isEmpty == true)
        guard case .all(let conditions)? = found?.predicate else {
            Issue.record("no condition")
            return
        }
        #expect(conditions.count == 2)
        #expect(call("assert")?.predicate == nil)
    }

    @Test("words of the language are ordinary words elsewhere")
    func keywordsAsWords() {
        #expect(canonical("a let try where=each") == "a let try where=each\n")
        #expect(canonical("letter x") == "letter x\n")
    }

    @Test("deep nesting is read up to the limit, and an error beyond it")
    func nesting() {
        func conditions(_ depth: Int) -> String {
            "where " + String(repeating: "(", count: depth) + "a=1"
                + String(repeating: ")", count: depth)
        }
        #expect(parse(conditions(100)).diagnostics.isEmpty)
        let texts = [
            conditions(101), conditions(10_000),
            "where " + String(repeating: "not ", count: 10_000) + "a=1",
            String(repeating: "each { ", count: 10_000),
            "a " + String(repeating: "${x:-", count: 10_000),
            "a " + String(repeating: "\"${x:-", count: 10_000),
        ]
        for text in texts {
            #expect(
                parse(text).diagnostics.first?.message.contains("100 levels") == true,
                "\(text.prefix(20))")
        }
    }
}

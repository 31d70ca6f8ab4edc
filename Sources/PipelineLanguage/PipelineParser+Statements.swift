/// Statements and what they declare.
extension PipelineParser {
    mutating func statement() throws(ParseFailure) -> Statement {
        let start = lexer.position
        lexer.statementStart = start
        if lexer.takeWord("let") { return try letStatement(from: start) }
        if lexer.takeWord("alias") { return try aliasStatement(from: start) }
        let isTry = lexer.takeWord("try")
        if isTry {
            lexer.skipBlanks()
            if lexer.isAtStatementEnd {
                throw failure(
                    "expected a pipeline after 'try'", hint: "write try search artist=…")
            }
        }
        let pipeline = try pipeline()
        return Statement(
            kind: .pipeline(pipeline, isTry: isTry), span: SourceSpan(start, pipeline.span.end))
    }

    func expectStatementEnd() throws(ParseFailure) {
        var ahead = lexer
        ahead.skipBlanks()
        guard ahead.isAtStatementEnd else {
            var parser = self
            parser.lexer = ahead
            throw parser.unexpected()
        }
    }

    private mutating func letStatement(from start: Int) throws(ParseFailure) -> Statement {
        let name = try declaredName(after: "let", example: "mine = collection")
        if let problem = Self.variableNameProblem(name.value) {
            throw failure(problem.message, at: name.span, hint: problem.hint)
        }
        try expectEqualsSign(after: "let", name)
        lexer.skipBlanks()
        if lexer.peek == "=" {
            throw failure(
                "unexpected '='", hint: "write one '='")
        }
        if lexer.isAtStatementEnd {
            throw failure(
                "expected a value or a pipeline after 'let \(name.value) ='",
                hint: "for empty text write let \(name.value) = \"\"")
        }
        let before = self
        if let word = try valueOfLet() {
            return Statement(
                kind: .let(name: name, value: .word(word)), span: SourceSpan(start, word.span.end))
        }
        self = before
        let pipeline = try pipeline()
        return Statement(
            kind: .let(name: name, value: .pipeline(pipeline)),
            span: SourceSpan(start, pipeline.span.end))
    }

    /// The right side of `let` if it is a lone word.
    private mutating func valueOfLet() throws(ParseFailure) -> Word? {
        if let word = lexer.peekWord {
            guard !Self.stageWords.contains(word) else { return nil }
            if word.hasPrefix("=") { throw failure("unexpected '\(word)'", hint: "write one '='") }
        }
        guard let word = try word() else { return nil }
        let behind = lexer.position
        guard !lexer.skipToPipe(), lexer.isAtStatementEnd else { return nil }
        lexer.position = behind
        return word
    }

    private mutating func aliasStatement(from start: Int) throws(ParseFailure) -> Statement {
        let name = try declaredName(after: "alias", example: "vinyl = where format~Vinyl")
        if let problem = Self.aliasNameProblem(name.value) {
            throw failure(problem.message, at: name.span, hint: problem.hint)
        }
        try expectEqualsSign(after: "alias", name)
        if lexer.isAtStatementEnd {
            throw failure(
                "expected a stage after 'alias \(name.value) ='",
                hint: "write alias \(name.value) = where format~Vinyl")
        }
        let body = try pipeline()
        if let shell = body.shellCommand {
            throw failure(
                "an alias cannot hold '!'", at: shell.span,
                hint: "type '| ! …' where the alias is used")
        }
        return Statement(
            kind: .alias(name: name, stages: body.stages), span: SourceSpan(start, body.span.end))
    }

    // MARK: Names

    /// What stands up to the `=`, good or bad.
    private mutating func declaredName(
        after keyword: String, example: String
    ) throws(ParseFailure) -> Spanned<String> {
        lexer.skipBlanks()
        let start = lexer.position
        while let scalar = lexer.peek, scalar != "=", !Lexer.endsWord(scalar) { lexer.advance() }
        guard lexer.position > start else {
            throw failure(
                "expected a name after '\(keyword)'", hint: "write \(keyword) \(example)")
        }
        return Spanned(lexer.text(start, lexer.position), SourceSpan(start, lexer.position))
    }

    private mutating func expectEqualsSign(
        after keyword: String, _ name: Spanned<String>
    ) throws(ParseFailure) {
        lexer.skipBlanks()
        guard lexer.take("=") else {
            throw failure(
                "expected '=' after '\(keyword) \(name.value)'",
                hint: "write \(keyword) \(name.value) = …")
        }
        lexer.skipBlanks()
    }

    typealias NameProblem = (message: String, hint: String)

    static func variableNameProblem(_ name: String) -> NameProblem? {
        if name == "_" { return ("'_' is the last result", "choose another name") }
        if isName(name, extra: []) { return nil }
        let better = suggestedName(name, separator: "_")
        return (
            "'\(name)' is no name for a variable",
            better.map { "write \($0)" } ?? "use letters, digits and '_', a letter first"
        )
    }

    static func aliasNameProblem(_ name: String) -> NameProblem? {
        if stageWords.contains(name) || statementWords.contains(name) {
            return ("'\(name)' is a word of the language", "choose another name")
        }
        if isName(name, extra: ["-"]) { return nil }
        let better = suggestedName(name, separator: "-")
        return (
            "'\(name)' is no name for an alias",
            better.map { "write \($0)" } ?? "use letters, digits, '-' and '_', a letter first"
        )
    }

    private static func isName(_ name: String, extra: Set<Unicode.Scalar>) -> Bool {
        guard let first = name.unicodeScalars.first, Lexer.startsName(first) else { return false }
        return name.unicodeScalars.allSatisfy { Lexer.continuesName($0) || extra.contains($0) }
    }

    /// The name with everything wrong turned into `separator`; nil when little is left of it.
    private static func suggestedName(_ name: String, separator: Character) -> String? {
        var text = name.drop { $0 == "$" }
        if let quote = text.first, quote == "\"" || quote == "'" { text = text.dropFirst() }
        if let quote = text.last, quote == "\"" || quote == "'" { text = text.dropLast() }
        let suggestion = String(
            text.map { character in
                character.unicodeScalars.allSatisfy(Lexer.continuesName) ? character : separator
            })
        return isName(suggestion, extra: separator == "-" ? ["-"] : []) && suggestion != "_"
            ? suggestion : nil
    }
}

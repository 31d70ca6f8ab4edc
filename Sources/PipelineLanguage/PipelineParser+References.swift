/// References: `$name.a`, `$_`, `$1`, `$.x`, `${name:-default}`, `@3`.
extension PipelineParser {
    /// The reference here; the lexer says that one begins.
    mutating func reference() throws(ParseFailure) -> Reference {
        let start = lexer.position
        lexer.advance()
        let kind: Reference.Kind
        switch lexer.peek {
        case "{": kind = try braced(from: start)
        case ".":
            let field = try quotedField(from: start)
            let path = (field.map { [$0] } ?? []) + path()
            guard !path.isEmpty else {
                throw failure(
                    "expected a field after '$.'", at: SourceSpan(start, start + 2),
                    hint: "write $.title or $.'Date Added'; put other text in '…'")
            }
            kind = .currentRow(path: path)
        case let digit? where Lexer.isDigit(digit):
            lexer.advance()
            kind = argument(digit, from: start)
        default:
            let name = name()
            let path = path()
            kind = name == "_" ? .lastResult(path: path) : .variable(name, path: path)
        }
        return Reference(kind: kind, span: SourceSpan(start, lexer.position))
    }

    /// `@3`; the lexer stands at the `@`, digits follow.
    mutating func tableRow() -> Reference {
        let start = lexer.position
        lexer.advance()
        while Lexer.isDigit(lexer.peek) { lexer.advance() }
        let span = SourceSpan(start, lexer.position)
        let digits = lexer.text(start + 1, lexer.position)
        let number = Int(digits)
        if number == nil {
            report("no row '@\(digits)'", at: span, hint: "type a number of the last table")
        }
        return Reference(kind: .tableRow(number ?? 0), span: span)
    }

    private mutating func name() -> String {
        let start = lexer.position
        while let scalar = lexer.peek, Lexer.continuesName(scalar) { lexer.advance() }
        return lexer.text(start, lexer.position)
    }

    /// `.a.0.b`; a dot that no name follows is text.
    private mutating func path() -> [String] {
        var path: [String] = []
        while lexer.peek == ".", let next = lexer.peekNext, Lexer.continuesName(next) {
            lexer.advance()
            path.append(name())
        }
        return path
    }

    /// `.'Date Added'`: a field whose name is not one of a variable's.
    private mutating func quotedField(from start: Int) throws(ParseFailure) -> String? {
        guard lexer.peekNext == "'" else { return nil }
        lexer.advance()
        let quote = lexer.position
        lexer.advance()
        while let scalar = lexer.peek, scalar != "'", scalar != "\n" { lexer.advance() }
        let name = lexer.text(quote + 1, lexer.position)
        guard lexer.take("'") else {
            throw failure(
                "no closing quote", at: SourceSpan(quote, quote + 1), hint: "close it with '")
        }
        guard !name.isEmpty else {
            throw failure(
                "expected a field after '$.'", at: SourceSpan(start, lexer.position),
                hint: "write $.title or $.'Date Added'")
        }
        return name
    }

    private mutating func argument(_ digit: Unicode.Scalar, from start: Int) -> Reference.Kind {
        let number = Int(digit.value) - 48
        if number == 0 {
            report(
                "no script argument $0", at: SourceSpan(start, lexer.position),
                hint: "they are $1 to $9; put other text in '…'")
        }
        return .argument(number)
    }

    // MARK: ${…}

    private mutating func braced(from start: Int) throws(ParseFailure) -> Reference.Kind {
        try enterLevel()
        lexer.advance()
        let kind: Reference.Kind
        if let digit = lexer.peek, Lexer.isDigit(digit) {
            lexer.advance()
            if Lexer.isDigit(lexer.peek) {
                throw failure(
                    "script arguments end at $9", at: SourceSpan(start, lexer.position + 1),
                    hint: "use $1 to $9")
            }
            kind = argument(digit, from: start)
        } else {
            let name = name()
            guard let first = name.unicodeScalars.first, Lexer.startsName(first) else {
                throw brokenBraces(from: start, "expected a name after '${'", hint: "write ${name}")
            }
            kind = name == "_" ? .lastResult(path: []) : .variable(name, path: [])
        }
        let fallback = try defaultValue(from: start)
        guard lexer.take("}") else {
            let isPath = fallback == nil && lexer.peek == "."
            let hint =
                if isPath { "write the path without braces: $name.field" } else if fallback != nil {
                    "put a default with blanks in quotes: ${name:-\"two words\"}"
                } else { "write ${name} or ${name:-default}" }
            throw brokenBraces(from: start, "expected '}', found \(foundCharacter)", hint: hint)
        }
        depth -= 1
        return .withDefault(kind, fallback)
    }

    /// `:-word`
    private mutating func defaultValue(from start: Int) throws(ParseFailure) -> Word? {
        guard lexer.starts(with: ":-") else { return nil }
        lexer.advance()
        lexer.advance()
        if let word = try word() { return word }
        throw brokenBraces(
            from: start, "expected a default after ':-'", hint: "for empty text write ${name:-\"\"}"
        )
    }

    private func brokenBraces(from start: Int, _ message: String, hint: String) -> ParseFailure {
        if lexer.isAtEnd {
            return unclosed("no '}' for this '${'", at: start, hint: "close it with '}'")
        }
        return failure(message, hint: hint)
    }

    private var foundCharacter: String {
        switch lexer.peek {
        case nil, "\n": found
        case let scalar?: Lexer.isBlank(scalar) ? "a blank" : "'\(String(scalar))'"
        }
    }
}

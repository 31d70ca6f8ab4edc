/// The conditions of `where` and `assert`.
extension PipelineParser {
    /// The conditions up to the end of the stage.
    mutating func predicate(of stage: String) throws(ParseFailure) -> Spanned<Predicate> {
        lexer.skipBlanks()
        if isAtPredicateEnd {
            throw failure(
                "expected a condition after '\(stage)'", hint: "write \(stage) year>=1970")
        }
        let start = lexer.position
        let predicate = try disjunction()
        return Spanned(predicate, SourceSpan(start, conditionEnd))
    }

    var isAtPredicateEnd: Bool {
        switch lexer.peek {
        case "|", ")", "}": true
        default: lexer.isAtStatementEnd
        }
    }

    private mutating func disjunction() throws(ParseFailure) -> Predicate {
        var alternatives = [try conjunction()]
        while takeKeyword("or") {
            try expectCondition(after: "or")
            alternatives.append(try conjunction())
        }
        return alternatives.count == 1 ? alternatives[0] : .any(alternatives)
    }

    private mutating func conjunction() throws(ParseFailure) -> Predicate {
        var conditions = [try term()]
        while true {
            lexer.skipBlanks()
            if isAtPredicateEnd || lexer.peekWord == "or" { break }
            if takeKeyword("and") { try expectCondition(after: "and") }
            conditions.append(try term())
        }
        return conditions.count == 1 ? conditions[0] : .all(conditions)
    }

    private mutating func takeKeyword(_ word: String) -> Bool {
        lexer.skipBlanks()
        return lexer.takeWord(word)
    }

    private mutating func expectCondition(after keyword: String) throws(ParseFailure) {
        let end = lexer.position
        lexer.skipBlanks()
        if isAtPredicateEnd {
            throw failure(
                "expected a condition after '\(keyword)'",
                at: SourceSpan(end - keyword.utf8.count, end),
                hint: "remove '\(keyword)', or go on with a condition such as year>=1970")
        }
    }

    private mutating func term() throws(ParseFailure) -> Predicate {
        lexer.skipBlanks()
        if lexer.takeWord("not") {
            try expectCondition(after: "not")
            try enterLevel()
            let negated = try term()
            depth -= 1
            return .not(negated)
        }
        if lexer.peek == "(" { return try group() }
        try expectField()
        let condition = try condition()
        conditionEnd = lexer.position
        return condition
    }

    private mutating func group() throws(ParseFailure) -> Predicate {
        let opening = lexer.position
        try enterLevel()
        lexer.openGroups.append(opening)
        lexer.advance()
        lexer.skipBlanks()
        if lexer.peek == ")" {
            throw failure(
                "nothing between '(' and ')'", at: SourceSpan(opening, lexer.position + 1),
                hint: "write (year<1970 or format~Vinyl)")
        }
        if lexer.isAtEnd { throw unclosedGroup(at: opening) }
        let predicate = try disjunction()
        guard lexer.take(")") else {
            throw unclosedGroup(at: opening, isUnfinished: lexer.isAtEnd)
        }
        lexer.openGroups.removeLast()
        conditionEnd = lexer.position
        depth -= 1
        return predicate
    }

    /// Throws when no field can begin here.
    private func expectField() throws(ParseFailure) {
        if let operation = lexer.operatorHere {
            throw failure(
                "expected a field before '\(operation.rawValue)'",
                hint: operation == .greater
                    ? "to write a file, use | export FILE" : "write year\(operation.rawValue)…")
        }
        guard let word = lexer.peekWord else { return }
        let span = SourceSpan(lexer.position, lexer.position + word.utf8.count)
        switch word {
        case "and", "or":
            throw failure("expected a condition before '\(word)'", at: span, hint: "remove it")
        case "&&":
            throw failure("no operator '&&'", at: span, hint: "write 'and'")
        case _ where word.hasPrefix("!"):
            throw failure("unexpected '!'", hint: "write 'not'")
        default: break
        }
    }

    // MARK: One condition

    private mutating func condition() throws(ParseFailure) -> Predicate {
        let start = lexer.position
        guard let word = try word(isField: true), let name = word.plainText else {
            throw unexpected()
        }
        let field = Spanned(name, word.span)
        if lexer.operatorHere == nil {
            if case .bare(let text)? = word.pieces.last, text.hasSuffix("?") {
                return try exists(field)
            }
            lexer.skipBlanks()
        }
        if lexer.takeWord("in") { return try contained(field) }
        guard let operation = lexer.operatorHere else {
            throw missingOperator(after: field, from: start)
        }
        let operatorSpan = SourceSpan(
            lexer.position, lexer.position + operation.rawValue.utf8.count)
        lexer.position = operatorSpan.end
        try expectSingle(operation, from: operatorSpan.start)
        // Right behind the operator "#" is text, not a comment.
        if lexer.peek != "#" { lexer.skipBlanks() }
        let hadBlanks = lexer.position > operatorSpan.end
        if hadBlanks { try expectSingle(operation, from: operatorSpan.start) }
        if operation == .contains || operation == .containsNot, lexer.peek == "/" {
            let expression = try regularExpression()
            return .matches(field, expression, isNegated: operation == .containsNot)
        }
        let keyword = hadBlanks ? lexer.peekWord : nil
        guard keyword != "and", keyword != "or", let value = try self.word() else {
            throw failure(
                "expected a value after '\(operation.rawValue)'", at: operatorSpan,
                hint: keyword.map { "to compare with that text write \"\($0)\"" }
                    ?? "for empty text write \(name)\(operation.rawValue)\"\"")
        }
        if lexer.peek == "(" { throw unexpected() }
        return .compare(field, operation, value)
    }

    private func exists(_ field: Spanned<String>) throws(ParseFailure) -> Predicate {
        let name = String(field.value.dropLast())
        guard !name.isEmpty else {
            throw failure("expected a field before '?'", at: field.span, hint: "write year?")
        }
        return .exists(Spanned(name, SourceSpan(field.span.start, field.span.end - 1)))
    }

    private mutating func contained(_ field: Spanned<String>) throws(ParseFailure) -> Predicate {
        lexer.skipBlanks()
        let start = lexer.position
        guard let word = isAtPredicateEnd || lexer.peek == "(" ? nil : try word(),
            word.pieces.count == 1, !word.isQuoted, case .reference(let reference) = word.pieces[0]
        else {
            throw failure(
                "expected a reference after 'in'",
                at: SourceSpan(start, max(lexer.position, start)),
                hint: "write \(field.value) in $mine.id; for a list write \(field.value)=a,b")
        }
        return .contained(field, reference)
    }

    private func missingOperator(after field: Spanned<String>, from start: Int) -> ParseFailure {
        let name = field.value
        if ["AND", "OR", "NOT"].contains(name) {
            return failure(
                "no operator '\(name)'", at: field.span, hint: "write '\(name.lowercased())'")
        }
        if lexer.peekWord == "not" {
            return failure(
                "expected an operator after '\(name)'", at: field.span,
                hint: "write 'not' first: not \(name) in $mine.id")
        }
        return failure(
            "expected an operator after '\(name)'", at: field.span,
            hint: "write \(name)=… or \(name)~…, or \(name)? to ask whether it is there")
    }

    /// Throws when more operator characters follow: `==`, `=~`, `=>`, `<>`, or a value that must
    /// be quoted because it begins with one.
    private func expectSingle(
        _ operation: ComparisonOperator, from start: Int
    ) throws(ParseFailure) {
        guard let next = lexer.peek, "=<>~".unicodeScalars.contains(next) else { return }
        var end = lexer.position
        while let scalar = lexer.scalar(at: end), "=<>~".unicodeScalars.contains(scalar) {
            end += 1
        }
        let written = lexer.text(start, end)
        let meant: String? =
            switch written {
            case "==": "="
            case "=~", "~=", "~~": "~"
            case "!==": "!="
            case "<>": "!="
            case "=>": ">="
            case "=<": "<="
            default: nil
            }
        let quoting = "quote a value that begins with '\(String(next))'"
        throw failure(
            "no operator '\(written)'", at: SourceSpan(start, end),
            hint: meant.map { "write '\($0)', or \(quoting)" } ?? quoting)
    }

    // MARK: Regular expressions

    /// `/…/i`; everything up to the next unescaped `/`.
    private mutating func regularExpression() throws(ParseFailure) -> RegularExpression {
        let start = lexer.position
        lexer.advance()
        var pattern = ""
        while true {
            guard let scalar = lexer.peek, scalar != "\n" else {
                throw failure(
                    "no '/' closes this regular expression", at: SourceSpan(start, start + 1),
                    hint: "close it with '/'; for text that begins with '/' write \"/…\"")
            }
            lexer.advance()
            if scalar == "/" { break }
            if scalar == "\\", let next = lexer.peek, next != "\n" {
                if next != "/" { pattern.unicodeScalars.append(scalar) }
                pattern.unicodeScalars.append(next)
                lexer.advance()
            } else {
                pattern.unicodeScalars.append(scalar)
            }
        }
        let flags = lexer.position
        let ignoresCase = lexer.take("i")
        let span = SourceSpan(start, lexer.position)
        if let scalar = lexer.peek, !Lexer.endsWord(scalar) {
            let end = lexer.wordEnd
            throw failure(
                "unexpected '\(lexer.text(flags, end))' after the regular expression",
                at: SourceSpan(flags, end),
                hint: "only 'i' may follow: /re/i; write '/' inside as \\/")
        }
        guard !pattern.isEmpty else {
            throw failure(
                "empty regular expression", at: span, hint: "to ask for any value write field?")
        }
        return RegularExpression(pattern: pattern, ignoresCase: ignoresCase, span: span)
    }
}

extension PipelineParser {
    /// The condition that a part of a text is.
    /// - Throws: `Diagnostic` when it is none.
    package static func predicate(
        in source: SourceText, at span: SourceSpan
    ) throws(Diagnostic) -> Predicate {
        var parser = PipelineParser(source.text(in: SourceSpan(0, span.end)), mode: .line)
        parser.lexer.position = span.start
        parser.lexer.statementStart = span.start
        // Line ends within it are blanks.
        parser.lexer.openGroups = [span.start]
        do throws(ParseFailure) {
            let predicate = try parser.disjunction()
            parser.lexer.skipBlanks()
            guard parser.lexer.isAtEnd else { throw parser.unexpected() }
            return predicate
        } catch {
            throw error.diagnostic
        }
    }
}

/// Commands and their arguments.
extension PipelineParser {
    mutating func call() throws(ParseFailure) -> Call {
        let name = try commandName()
        if name.value == "assert" {
            lexer.skipBlanks()
            guard !isAtPredicateEnd else { return Call(name: name, arguments: [], span: name.span) }
            let predicate = try predicate(of: "assert")
            return Call(
                name: name, arguments: [], predicate: predicate.value,
                span: name.span.joined(with: predicate.span))
        }
        var arguments: [Argument] = []
        var span = name.span
        while true {
            lexer.skipBlanks()
            if lexer.isAtStatementEnd || lexer.peek == "|" || isAtBlockEnd { break }
            guard let argument = try argument(after: arguments.last, of: name) else { continue }
            arguments.append(argument)
            span = span.joined(with: argument.span)
        }
        return Call(name: name, arguments: arguments, span: span)
    }

    /// Whether a `}` stands here that closes a block.
    private var isAtBlockEnd: Bool { lexer.peek == "}" && !lexer.openGroups.isEmpty }

    private mutating func commandName() throws(ParseFailure) -> Spanned<String> {
        guard let word = try word() else { throw unexpected() }
        let text = lexer.text(word.span.start, word.span.end)
        guard case .bare(let name)? = word.pieces.first, !name.contains("=") else {
            let isQuoted = word.pieces.count == 1 && word.isQuoted
            throw failure(
                "expected a command, found \(isQuoted ? text : "'\(text)'")", at: word.span,
                hint: isQuoted && word.plainText?.contains(" ") == false
                    ? "a command stands without quotes: \(word.plainText ?? "")"
                    : "begin with a command, such as search \(isQuoted ? "title=" : "")\(text)")
        }
        guard word.pieces.count == 1, !name.contains(",") else {
            throw failure(
                "expected a command, found '\(text)'", at: word.span,
                hint: name.contains(",")
                    ? "write a list without blanks: a,b" : "a command stands without quotes")
        }
        return Spanned(name, word.span)
    }

    /// The next argument; nil when it was wrong and is noted.
    private mutating func argument(
        after previous: Argument?, of command: Spanned<String>
    ) throws(ParseFailure) -> Argument? {
        let start = lexer.position
        if lexer.peek == "=" { throw strayEqualsSign(after: previous, of: command) }
        guard let name = argumentName() else {
            guard let word = try word() else { throw unexpected() }
            return Argument(name: nil, value: word, span: word.span)
        }
        guard let word = try word() else {
            let equalsSign = SourceSpan(lexer.position - 1, lexer.position)
            report(
                "expected a value after '\(name.value)='", at: equalsSign,
                hint: hintForMissingValue(of: name.value))
            return nil
        }
        return Argument(name: name, value: word, span: SourceSpan(start, word.span.end))
    }

    /// `name` of `name=`, going over both; nil when something else stands here.
    private mutating func argumentName() -> Spanned<String>? {
        guard let length = Self.argumentNameLength(lexer.text(lexer.position, lexer.wordEnd)) else {
            return nil
        }
        let span = SourceSpan(lexer.position, lexer.position + length)
        lexer.position = span.end + 1
        return Spanned(lexer.text(span.start, span.end), span)
    }

    /// How many bytes before the first `=` are an argument's name; nil when `text` is no `name=…`.
    static func argumentNameLength(_ text: String) -> Int? {
        var length = 0
        for scalar in text.unicodeScalars {
            if scalar == "=" { return length > 0 ? length : nil }
            let isName =
                length == 0
                ? Lexer.startsName(scalar) : Lexer.continuesName(scalar) || scalar == "-"
            guard isName else { return nil }
            length += UTF8.width(scalar)
        }
        return nil
    }

    private func hintForMissingValue(of name: String) -> String {
        var ahead = lexer
        ahead.skipBlanks()
        let start = ahead.position
        guard start > lexer.position, !ahead.isAtStatementEnd, !ahead.isAtEnd,
            ahead.peek != "|", ahead.peek != "}"
        else { return "for empty text write \(name)=\"\"" }
        return "write no blank behind '=': \(name)=…"
    }

    private func strayEqualsSign(
        after previous: Argument?, of command: Spanned<String>
    ) -> ParseFailure {
        guard let previous else {
            return failure("unexpected '='", hint: "to keep a value write let \(command.value) = …")
        }
        let text = lexer.text(previous.span.start, previous.span.end)
        return failure("unexpected '='", hint: "write no blank before '=': \(text)=…")
    }
}

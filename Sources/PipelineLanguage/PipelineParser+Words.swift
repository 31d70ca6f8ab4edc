/// Words: unquoted, quoted and escaped text, and references in them.
extension PipelineParser {
    /// The word here; nil when none begins.
    /// - Parameter isField: whether it ends before an operator and holds no references.
    mutating func word(isField: Bool = false) throws(ParseFailure) -> Word? {
        let start = lexer.position
        var word = WordBuilder()
        loop: while let scalar = lexer.peek {
            switch scalar {
            case "'": try literal(into: &word)
            case "\"": try interpolated(into: &word)
            case "\\":
                guard !lexer.joinsLines(at: lexer.position) else { break loop }
                escape(into: &word)
            case "$" where lexer.startsReference:
                if isField {
                    throw failure(
                        "a field cannot be a reference", hint: "write the name of the field")
                }
                let reference = try reference()
                word.add(.reference(reference), reference.span, isQuoted: false)
            case "@" where !isField && word.isAtElementStart && Lexer.isDigit(lexer.peekNext):
                let reference = tableRow()
                word.add(.reference(reference), reference.span, isQuoted: false)
            case _ where Lexer.endsWord(scalar) || (isField && lexer.operatorHere != nil):
                break loop
            case "\u{2018}"..."\u{201F}":
                curlyQuote(scalar, into: &word)
            case _ where StrayCharacters.isInvisible(scalar):
                let name = StrayCharacters.name(of: scalar)
                report(
                    "invisible character \(name)",
                    at: SourceSpan(lexer.position, lexer.position + UTF8.width(scalar)),
                    hint: "delete it, or put the text in quotes")
                lexer.advance()
            default:
                word.addBare(scalar, at: lexer.position)
                lexer.advance()
            }
        }
        return word.word(SourceSpan(start, lexer.position))
    }

    /// `\` and the character behind it.
    private mutating func escape(into word: inout WordBuilder) {
        let start = lexer.position
        lexer.advance()
        let character = lexer.position
        lexer.advance()
        let text = lexer.text(character, lexer.position)
        word.add(.quoted(text), SourceSpan(start, lexer.position), isQuoted: false)
    }

    /// `'…'`
    private mutating func literal(into word: inout WordBuilder) throws(ParseFailure) {
        let start = lexer.position
        lexer.advance()
        while let scalar = lexer.peek, scalar != "'" { lexer.advance() }
        let text = lexer.text(start + 1, lexer.position)
        guard lexer.take("'") else { throw unclosedQuote("'", at: start) }
        noteLineEnd(in: text, at: start)
        word.add(.quoted(text), SourceSpan(start, lexer.position), isQuoted: true)
    }

    /// `"…"`
    private mutating func interpolated(into word: inout WordBuilder) throws(ParseFailure) {
        let start = lexer.position
        lexer.advance()
        var text = ""
        var textStart = start
        var isEmpty = true
        while lexer.peek != "\"" {
            guard let scalar = lexer.peek else { throw unclosedQuote("\"", at: start) }
            switch scalar {
            case "\\":
                if let character = try escapeInQuotes(from: start) {
                    text.unicodeScalars.append(character)
                }
            case "$" where lexer.startsReference:
                if !text.isEmpty {
                    let span = SourceSpan(textStart, lexer.position)
                    word.add(.quoted(text), span, isQuoted: true)
                }
                let reference = try reference()
                word.add(.reference(reference), reference.span, isQuoted: true)
                text = ""
                textStart = lexer.position
                isEmpty = false
            case "\r" where lexer.peekNext == "\n":
                lexer.advance()
            default:
                if scalar == "\n" { noteLineEnd(in: "\n", at: start) }
                text.unicodeScalars.append(scalar)
                lexer.advance()
            }
        }
        lexer.advance()
        if !text.isEmpty || isEmpty {
            word.add(.quoted(text), SourceSpan(textStart, lexer.position), isQuoted: true)
        }
    }

    private mutating func noteLineEnd(in text: String, at quote: Int) {
        if spanningQuote == nil, text.contains("\n") { spanningQuote = quote }
    }

    private func unclosedQuote(_ quote: Character, at start: Int) -> ParseFailure {
        // A curly quote on the same line was most likely meant to close it.
        let line = lexer.text(start + 1, lexer.lineEnd(from: start))
        let family: Set<Character> = quote == "'" ? Self.curlySingle : Self.curlyDouble
        if let curly = line.last(where: family.contains) {
            return unclosed(
                "no closing quote", at: start,
                hint: "type \(quote) in place of the curly \(curly)", isUnfinished: false)
        }
        let place = mode == .interactive ? start : spanningQuote ?? start
        let isSameQuote = lexer.scalar(at: place).map(Character.init) == quote
        return unclosed(
            "no closing quote", at: isSameQuote ? place : start, hint: "close it with \(quote)")
    }

    // MARK: Escapes between double quotes

    /// The character that a `\` stands for; nil when it is wrong and noted.
    private mutating func escapeInQuotes(
        from quote: Int
    ) throws(ParseFailure) -> Unicode.Scalar? {
        let start = lexer.position
        lexer.advance()
        guard let scalar = lexer.peek else { throw unclosedQuote("\"", at: quote) }
        if scalar == "u", lexer.peekNext == "{" { return codePoint(from: start) }
        lexer.advance()
        let span = SourceSpan(start, lexer.position)
        switch scalar {
        case "n": return "\n"
        case "t": return "\t"
        case "\"", "\\": return scalar
        case "$":
            report(
                "no escape '\\$'", at: span, hint: "write the text as '…', or type \\u{24}")
        case "'":
            report("no escape '\\''", at: span, hint: "type ' without '\\'")
        case "\n", "\r":
            report(
                "no escape for a line end", at: SourceSpan(start, start + 1),
                hint: "remove '\\': line ends between quotes stay, or type \\n")
        default:
            report(
                "no escape '\\\(String(scalar))'", at: span,
                hint: "type \\\\ for '\\'; the others are \\n \\t \\\" \\u{…}")
        }
        return nil
    }

    /// `\u{1F3B7}`, from the `u` on.
    private mutating func codePoint(from start: Int) -> Unicode.Scalar? {
        lexer.advance()
        lexer.advance()
        let digits = lexer.position
        while let scalar = lexer.peek, scalar.properties.isASCIIHexDigit { lexer.advance() }
        let text = lexer.text(digits, lexer.position)
        let isClosed = lexer.take("}")
        let span = SourceSpan(start, lexer.position)
        guard isClosed, (1...6).contains(text.utf8.count), let value = UInt32(text, radix: 16),
            let scalar = Unicode.Scalar(value)
        else {
            report(
                "'\(lexer.text(start, lexer.position))' is no character", at: span,
                hint: "write one to six hexadecimal digits: \\u{e9}")
            return nil
        }
        if value == 0 {
            report("NUL character", at: span, hint: "delete it: no text can hold NUL")
            return nil
        }
        return scalar
    }

    // MARK: Curly quotes

    private static let curlySingle: Set<Character> = [
        "\u{2018}", "\u{2019}", "\u{201A}", "\u{201B}",
    ]
    private static let curlyDouble: Set<Character> = [
        "\u{201C}", "\u{201D}", "\u{201E}", "\u{201F}",
    ]

    /// Notes the error, and reads what stands in the curly quotes as if they were straight.
    private mutating func curlyQuote(_ scalar: Unicode.Scalar, into word: inout WordBuilder) {
        let start = lexer.position
        let quote = Character(scalar)
        let family = Self.curlySingle.contains(quote) ? Self.curlySingle : Self.curlyDouble
        let straight = family == Self.curlySingle ? "'" : "\""
        lexer.advance()
        let rest = lexer.text(lexer.position, lexer.lineEnd(from: start))
        guard word.isAtValueStart, let close = rest.firstIndex(where: family.contains) else {
            report(
                "curly quote \(quote)", at: SourceSpan(start, lexer.position),
                hint: straight == "'"
                    ? "put the text in straight quotes: \"…\(quote)…\"" : "type \(straight)")
            word.addBare(scalar, at: start)
            return
        }
        let text = String(rest[..<close])
        lexer.position += text.utf8.count
        lexer.advance()
        let span = SourceSpan(start, lexer.position)
        let other = straight == "'" ? "\"" : "'"
        let quotes = text.contains(straight) ? other : straight
        report(
            "curly quotes", at: span,
            hint: "type straight quotes: \(quotes)\(text.count <= 40 ? text : "…")\(quotes)")
        word.add(.quoted(text), span, isQuoted: true)
    }
}

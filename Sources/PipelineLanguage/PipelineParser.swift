/// Text → tree, with everything that is wrong about the text.
///
/// A recursive descent over a `Lexer`: a wrong statement throws `ParseFailure` up to `parse`, which
/// notes it and goes on with the next statement.
package struct PipelineParser {
    package enum Mode: Sendable, Hashable {
        /// A script: nothing more will come.
        case file
        /// Typed at a prompt: what is unfinished may go on.
        case interactive
        /// The text of `-c`: nothing more will come.
        case line
    }

    /// Deeper nesting is an error, so that no text can exhaust the stack.
    package static let maximumDepth = 100
    /// Where a text is that wrong, more errors help nobody.
    static let maximumDiagnostics = 100

    let mode: Mode
    var lexer: Lexer
    var diagnostics: [Diagnostic]
    /// How many of `diagnostics` only say that the text is unfinished.
    private var unfinished = 0
    var depth = 0
    /// The end of the condition read last, before any blanks.
    var conditionEnd = 0
    /// The first quote of the statement whose text goes over a line end: most likely one that was
    /// forgotten to be closed, if a later one stays open.
    var spanningQuote: Int?

    init(_ text: String, mode: Mode) {
        self.mode = mode
        lexer = Lexer(text)
        diagnostics = StrayCharacters.diagnostics(in: text)
    }

    package static func parse(_ source: SourceText, mode: Mode = .file) -> ParseResult {
        var parser = PipelineParser(source.text, mode: mode)
        let strays = parser.diagnostics.map(\.span)
        let statements = parser.statements().filter { statement in
            !strays.contains { $0.start < statement.span.end && $0.end > statement.span.start }
        }
        return ParseResult(
            script: Script(statements: statements),
            diagnostics: parser.diagnostics.sorted { $0.span.start < $1.span.start },
            needsMoreInput: mode == .interactive && parser.unfinished > 0
                && parser.unfinished == parser.diagnostics.count)
    }

    private mutating func statements() -> [Statement] {
        var statements: [Statement] = []
        while diagnostics.count < Self.maximumDiagnostics {
            repeat { lexer.skipLineEnds() } while lexer.take(";")
            guard !lexer.isAtEnd else { break }
            let before = diagnostics.count
            do throws(ParseFailure) {
                let statement = try statement()
                try expectStatementEnd()
                if diagnostics.count == before { statements.append(statement) }
            } catch {
                note(error)
            }
            depth = 0
            spanningQuote = nil
        }
        if lexer.endsInBackslash {
            unfinished += 1
            report(
                "the text ends in '\\'", at: SourceSpan(lexer.end - 1, lexer.end),
                hint: "remove it, or go on with the line")
        }
        return statements
    }

    private mutating func note(_ failure: ParseFailure) {
        var failure = failure
        if !lexer.openGroups.isEmpty { failure = closeGroups(after: failure) }
        lexer.position = failure.resume ?? lexer.position
        lexer.skipStatement()
        if failure.isUnfinished { unfinished += 1 }
        diagnostics.append(failure.diagnostic)
    }

    // MARK: Saying what is wrong

    /// Notes an error that does not keep the rest of the statement from being read.
    mutating func report(_ message: String, at span: SourceSpan, hint: String? = nil) {
        diagnostics.append(Diagnostic(message, at: span, hint: hint))
    }

    /// An error at the character here, or at the end of the text.
    func failure(_ message: String, hint: String? = nil) -> ParseFailure {
        let length = lexer.peek.map { $0 == "\n" ? 0 : UTF8.width($0) } ?? 0
        let span = SourceSpan(lexer.position, lexer.position + length)
        return ParseFailure(Diagnostic(message, at: span, hint: hint))
    }

    func failure(_ message: String, at span: SourceSpan, hint: String? = nil) -> ParseFailure {
        ParseFailure(Diagnostic(message, at: span, hint: hint))
    }

    /// An error about an opening character that nothing closes.
    func unclosed(
        _ message: String, at start: Int, hint: String, isUnfinished: Bool = true
    ) -> ParseFailure {
        ParseFailure(
            Diagnostic(message, at: SourceSpan(start, start + 1), hint: hint),
            isUnfinished: isUnfinished, resume: start + 1)
    }

    /// The error about a character that cannot stand here.
    func unexpected() -> ParseFailure {
        switch lexer.peek {
        case "(", ")":
            failure(
                "unexpected \(found)", hint: "put text with parentheses in quotes: \"Nirvana (2)\"")
        case "{":
            failure(
                "unexpected \(found)",
                hint: "braces stand after 'each' only; put text with braces in quotes")
        case "}":
            failure("no '{' for this '}'", hint: "remove it, or put it in quotes")
        default:
            failure("unexpected \(found)")
        }
    }

    /// What stands here, for a message.
    var found: String {
        switch lexer.peek {
        case nil: "the end of the text"
        case "\n": "the end of the line"
        case let scalar?: "'\(lexer.peekWord ?? String(scalar))'"
        }
    }

    /// Every construct that can hold itself enters a level, and leaves it when it is read.
    mutating func enterLevel() throws(ParseFailure) {
        depth += 1
        if depth > Self.maximumDepth {
            throw failure(
                "nested more than \(Self.maximumDepth) levels deep",
                hint: "split the statement with 'let'")
        }
    }
}

/// Why a statement could not be read.
struct ParseFailure: Error {
    var diagnostic: Diagnostic
    /// Whether more text could make it right.
    var isUnfinished = false
    /// Where to look for the next statement, if not behind the error.
    var resume: Int?

    init(_ diagnostic: Diagnostic, isUnfinished: Bool = false, resume: Int? = nil) {
        self.diagnostic = diagnostic
        self.isUnfinished = isUnfinished
        self.resume = resume
    }
}

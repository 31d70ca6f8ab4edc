/// Going on with the next statement after an error.
extension PipelineParser {
    /// Leaves the braces and parentheses that were open at an error.
    ///
    /// If nothing closes them, they are likelier to be the mistake than what was found lines later.
    mutating func closeGroups(after failure: ParseFailure) -> ParseFailure {
        let opening = lexer.openGroups[lexer.openGroups.count - 1]
        let depth = lexer.openGroups.count
        lexer.openGroups = []
        guard failure.resume == nil else { return failure }
        var ahead = lexer
        if let closed = ahead.endOfGroups(depth: depth) {
            return ParseFailure(failure.diagnostic, resume: closed)
        }
        let line = lexer.lineEnd(from: opening)
        guard mode != .interactive, failure.diagnostic.span.start > line else { return failure }
        return unclosedGroup(at: opening)
    }

    /// The error about a brace or parenthesis that nothing closes.
    func unclosedGroup(
        at opening: Int, hint: String? = nil, isUnfinished: Bool = true
    ) -> ParseFailure {
        let isBrace = lexer.scalar(at: opening) == "{"
        return unclosed(
            isBrace ? "no '}' for this '{'" : "no ')' for this '('", at: opening,
            hint: hint ?? (isBrace ? "close it with '}'" : "close it with ')'"),
            isUnfinished: isUnfinished)
    }
}

extension Lexer {
    /// Goes to the end of the statement, as far as that can be told of a wrong one.
    mutating func skipStatement() {
        var endsInPipe = false
        while let scalar = peek {
            switch scalar {
            case ";": return
            case "\n":
                let here = self
                skipLineEnds()
                if !endsInPipe, peek != "|" {
                    self = here
                    return
                }
            case "|":
                advance()
                endsInPipe = !skipShellCommand()
            case "#" where isAtTokenStart: position = lineEnd(from: position)
            default:
                if !Self.isBlank(scalar) { endsInPipe = false }
                skipPiece(scalar)
            }
        }
    }

    /// The offset behind the characters that close `depth` braces and parentheses.
    mutating func endOfGroups(depth: Int) -> Int? {
        var depth = depth
        while let scalar = peek {
            switch scalar {
            case "{", "(": depth += 1
            case "}", ")": depth -= 1
            default: break
            }
            if depth == 0 { return position + 1 }
            if scalar == "|" {
                advance()
                _ = skipShellCommand()
            } else if scalar == "#", isAtTokenStart {
                position = lineEnd(from: position)
            } else {
                skipPiece(scalar)
            }
        }
        return nil
    }

    private var isAtTokenStart: Bool {
        guard position > 0 else { return true }
        guard let before = scalar(at: position - 1) else { return false }
        return Self.endsWord(before)
    }

    /// Goes over a `!` and the line it takes, behind a `|`; false when there is none.
    private mutating func skipShellCommand() -> Bool {
        while let scalar = peek, Self.isBlank(scalar) { advance() }
        guard peek == "!" else { return false }
        position = lineEnd(from: position)
        return true
    }

    /// Goes over an escape, over a quoted text that ends on its line, or one character.
    private mutating func skipPiece(_ scalar: Unicode.Scalar) {
        let start = position
        advance()
        switch scalar {
        case "\\":
            if joinsLines(at: start) {
                position = min(lineEnd(from: position) + 1, end)
            } else {
                advance()
            }
        case "'", "\"":
            let behindQuote = position
            while let next = peek, next != "\n" {
                advance()
                if next == scalar { return }
                if next == "\\", scalar == "\"" { advance() }
            }
            position = behindQuote
        default: break
        }
    }
}

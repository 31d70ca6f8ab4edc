/// Pipelines, stages and calls.
extension PipelineParser {
    /// Words that begin a stage of their own grammar.
    static let stageWords: Set = ["where", "each"]
    /// Words that begin a statement.
    static let statementWords: Set = ["let", "alias", "try"]

    mutating func pipeline() throws(ParseFailure) -> Pipeline {
        let start = lexer.position
        var stages = [try stage(after: nil)]
        var end = stages[0].span.end
        while lexer.skipToPipe() {
            let bar = lexer.position
            lexer.advance()
            lexer.skipLineEnds()
            if lexer.peek == "!" {
                let shell = try shellCommand()
                return Pipeline(
                    stages: stages, shellCommand: shell, span: SourceSpan(start, shell.span.end))
            }
            let next = try stage(after: bar)
            stages.append(next)
            end = next.span.end
        }
        return Pipeline(stages: stages, span: SourceSpan(start, end))
    }

    /// - Parameter bar: where the `|` before the stage stands; nil for the first stage.
    private mutating func stage(after bar: Int?) throws(ParseFailure) -> Stage {
        let start = lexer.position
        try expectStage(after: bar)
        let kind: Stage.Kind
        let end: Int
        if lexer.takeWord("where") {
            let predicate = try predicate(of: "where")
            (kind, end) = (.where(predicate.value), predicate.span.end)
        } else if lexer.takeWord("each") {
            (kind, end) = try each()
        } else if let reference = try referenceStage() {
            (kind, end) = (.reference(reference), reference.span.end)
        } else {
            let call = try call()
            (kind, end) = (.call(call), call.span.end)
        }
        return Stage(kind: kind, span: SourceSpan(start, end))
    }

    /// Throws when no stage can begin here.
    private func expectStage(after bar: Int?) throws(ParseFailure) {
        let barSpan = bar.map { SourceSpan($0, $0 + 1) }
        switch lexer.peek {
        case "|":
            guard let barSpan else {
                throw failure(
                    "expected a stage before '|'",
                    hint: mode == .interactive
                        ? "type the stage alone to continue the last pipeline"
                        : "begin with a source, such as search")
            }
            if barSpan.end == lexer.position {
                throw failure(
                    "unexpected '||'", at: SourceSpan(barSpan.start, lexer.position + 1),
                    hint: "write 'or' between conditions, one '|' between stages")
            }
            throw failure("expected a stage between '|' and '|'", hint: "remove one '|'")
        case "!":
            throw failure(
                "'!' needs a pipeline before it", hint: "$_ | ! command takes the last rows")
        case "}" where lexer.openGroups.isEmpty:
            throw unexpected()
        case nil where barSpan != nil:
            var missing = failure("expected a stage after '|'", at: barSpan ?? SourceSpan(0, 0))
            missing.diagnostic.hint = "remove the '|', or go on with a stage such as limit 10"
            missing.isUnfinished = true
            throw missing
        case nil, ";", "\n", "}":
            guard let barSpan else { throw failure("expected a stage, found \(found)") }
            throw failure(
                "expected a stage after '|'", at: barSpan,
                hint: "remove the '|', or go on with a stage such as limit 10")
        default:
            guard let word = lexer.peekWord, Self.statementWords.contains(word) else { return }
            throw failure(
                "'\(word)' begins a statement",
                at: SourceSpan(lexer.position, lexer.position + word.utf8.count),
                hint: bar == nil
                    ? "write it at the start of the statement" : "remove the '|' before it")
        }
    }

    /// `$name`, `$_`, `@3` as a stage; nil when something else stands here.
    private mutating func referenceStage() throws(ParseFailure) -> Reference? {
        guard lexer.startsReference || (lexer.peek == "@" && Lexer.isDigit(lexer.peekNext)) else {
            return nil
        }
        let before = lexer
        guard let word = try word(), word.pieces.count == 1,
            case .reference(let reference) = word.pieces[0]
        else {
            lexer = before
            return nil
        }
        lexer.skipBlanks()
        if lexer.peek != "|", !lexer.isAtStatementEnd, lexer.peek != "}" {
            let text = lexer.text(reference.span.start, reference.span.end)
            throw failure("unexpected \(found) after \(text)", hint: "write '|' between them")
        }
        return reference
    }

    // MARK: each

    private mutating func each() throws(ParseFailure) -> (Stage.Kind, end: Int) {
        lexer.skipBlanks()
        let isTry = lexer.takeWord("try")
        lexer.skipBlanks()
        if lexer.peek == "{" {
            let block = try block()
            return (.each(.block(block.value), isTry: isTry), block.span.end)
        }
        if lexer.isAtStatementEnd || lexer.peek == "|" || lexer.peek == "}" {
            throw failure(
                "expected a command after 'each'", hint: "write each release $.id, or each { … }")
        }
        if let word = lexer.peekWord,
            Self.stageWords.contains(word) || Self.statementWords.contains(word)
        {
            throw failure(
                "'each' takes a command, not '\(word)'",
                at: SourceSpan(lexer.position, lexer.position + word.utf8.count),
                hint: Self.stageWords.contains(word)
                    ? "begin with a source: each { release $.id | \(word) … }" : nil)
        }
        let call = try call()
        return (.each(.call(call), isTry: isTry), call.span.end)
    }

    private mutating func block() throws(ParseFailure) -> Spanned<Pipeline> {
        let opening = lexer.position
        try enterLevel()
        lexer.openGroups.append(opening)
        lexer.advance()
        lexer.skipBlanks()
        if lexer.peek == "}" {
            throw failure(
                "nothing between '{' and '}'", at: SourceSpan(opening, lexer.position + 1),
                hint: "write each { search barcode=$.barcode | limit 1 }")
        }
        if lexer.isAtEnd { throw unclosedGroup(at: opening) }
        let pipeline = try pipeline()
        lexer.skipBlanks()
        guard lexer.take("}") else { throw openBlock(at: opening, holding: pipeline) }
        lexer.openGroups.removeLast()
        depth -= 1
        return Spanned(pipeline, SourceSpan(opening, lexer.position))
    }

    /// The error about a block that does not end behind its pipeline.
    private func openBlock(at opening: Int, holding pipeline: Pipeline) -> ParseFailure {
        if pipeline.shellCommand?.value.contains("}") == true {
            return unclosedGroup(
                at: opening, hint: "'!' takes the rest of its line: put '}' on the next one",
                isUnfinished: lexer.isAtEnd)
        }
        if lexer.isAtEnd { return unclosedGroup(at: opening) }
        if lexer.peek == ";" {
            return failure("'each { … }' holds one pipeline", hint: "join the stages with '|'")
        }
        return unexpected()
    }

    // MARK: !

    private mutating func shellCommand() throws(ParseFailure) -> Spanned<String> {
        let bang = SourceSpan(lexer.position, lexer.position + 1)
        lexer.advance()
        while let scalar = lexer.peek, Lexer.isBlank(scalar) { lexer.advance() }
        let start = lexer.position
        lexer.position = lexer.lineEnd(from: start)
        // A line that ends in '\' goes on, for the shell as for us.
        while isBackslashOdd(before: lexer.position, from: start) {
            if lexer.isAtEnd {
                var missing = failure(
                    "the text ends in '\\'", at: SourceSpan(lexer.end - 1, lexer.end),
                    hint: "remove it, or go on with the line")
                missing.isUnfinished = true
                throw missing
            }
            lexer.position = lexer.lineEnd(from: lexer.position + 1)
        }
        var end = lexer.position
        if lexer.scalar(at: end - 1) == "\r", end > start { end -= 1 }
        guard end > start else {
            throw failure(
                "expected a shell command after '!'", at: bang, hint: "write | ! sort | head")
        }
        if lexer.skipToPipe() {
            throw failure(
                "'!' must be the last stage",
                hint: "'!' takes the rest of its line: put the other stages before it")
        }
        return Spanned(lexer.text(start, end), SourceSpan(start, end))
    }

    private func isBackslashOdd(before end: Int, from start: Int) -> Bool {
        var end = end
        if end > start, lexer.scalar(at: end - 1) == "\r" { end -= 1 }
        var offset = end
        while offset > start, lexer.scalar(at: offset - 1) == "\\" { offset -= 1 }
        return (end - offset) % 2 == 1
    }
}

/// The text of words and references.
extension Formatter {
    /// Where a word stands; it decides what its first character may be.
    enum WordPosition {
        case argument
        /// Behind `name=`.
        case value
        /// The right side of `let`.
        case letValue
        case operand(of: ComparisonOperator)
    }

    package static func text(of word: Word) -> String { text(of: word, in: .argument) }

    static func text(of word: Word, in position: WordPosition) -> String {
        guard !word.pieces.isEmpty else { return "\"\"" }
        var text = ""
        var quotedRun = QuotedRun()
        for (index, piece) in word.pieces.enumerated() {
            if word.place(of: index).isQuoted, quotedRun.add(piece) { continue }
            text += quotedRun.take()
            switch piece {
            case .bare(let part):
                if index > 0, case .reference(let reference) = word.pieces[index - 1],
                    !word.place(of: index - 1).isQuoted, wouldExtend(reference, part)
                {
                    text += "''"
                }
                let isWhole = word.pieces.count == 1
                text += bare(part, position: index == 0 ? position : nil, isWhole: isWhole)
            case .quoted(let part):
                let hasLineEnd = part.unicodeScalars.contains { $0 == "\n" }
                text += hasLineEnd ? quoted(part) : escaped(part)
            case .reference(let reference):
                text += Self.text(of: reference)
            }
        }
        return text + quotedRun.take()
    }

    package static func text(of reference: Reference) -> String { text(of: reference.kind) }

    private static func text(of kind: Reference.Kind) -> String {
        switch kind {
        case .variable(let name, let path): "$" + ([name] + path).joined(separator: ".")
        case .lastResult(let path): "$" + (["_"] + path).joined(separator: ".")
        case .argument(let number): "$\(number)"
        case .currentRow(let path):
            "$." + ([fieldName(path.first ?? "")] + path.dropFirst()).joined(separator: ".")
        case .tableRow(let number): "@\(number)"
        case .withDefault(let inner, let fallback):
            "${" + text(of: inner).dropFirst()
                + (fallback.map { ":-" + text(of: $0, in: .value) } ?? "")
                + "}"
        }
    }

    /// A field's name behind `$.`.
    private static func fieldName(_ name: String) -> String {
        name.unicodeScalars.allSatisfy(Lexer.continuesName) ? name : "'\(name)'"
    }

    // MARK: Unquoted text

    /// Whether a character may stand unquoted wherever it is in a word.
    static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "'", "\"", "\\", "\u{2018}"..."\u{201F}": false
        default:
            !Lexer.endsWord(scalar) && !StrayCharacters.isStray(scalar)
                && !StrayCharacters.isInvisible(scalar)
        }
    }

    /// - Parameters:
    ///   - position: where the word stands whose start this is; nil inside a word.
    ///   - isWhole: whether it is all of the word.
    private static func bare(
        _ part: String, position: WordPosition?, isWhole: Bool
    ) -> String {
        if part.unicodeScalars.contains(where: { StrayCharacters.isStray($0) || $0 == "\n" }) {
            return quoted(part)
        }
        let isMisread = position.map { needsEscape(part, isWhole: isWhole, in: $0) } ?? false
        var text = isMisread ? "\\" : ""
        let scalars = Array(part.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            let isReference =
                switch scalar {
                case "$": next.map(startsReference) == true
                case "@":
                    Lexer.isDigit(next)
                        && (index == 0 ? position != nil : scalars[index - 1] == ",")
                default: false
                }
            if !(index == 0 && text == "\\"), isReference || !isPlain(scalar) { text += "\\" }
            text.unicodeScalars.append(scalar)
        }
        return text
    }

    /// Whether the start of an unquoted word would be read as something else.
    private static func needsEscape(
        _ part: String, isWhole: Bool, in position: WordPosition
    ) -> Bool {
        switch position {
        case .argument:
            part.hasPrefix("#") || part.hasPrefix("=")
                || PipelineParser.argumentNameLength(part) != nil
        case .value: false
        case .letValue:
            part.hasPrefix("#") || part.hasPrefix("=")
                || isWhole && PipelineParser.stageWords.contains(part)
        case .operand(let operation):
            switch part.unicodeScalars.first {
            case "=", "<", ">", "~": true
            case "/": operation == .contains || operation == .containsNot
            default: false
            }
        }
    }

    private static func escaped(_ part: String) -> String {
        var text = ""
        for scalar in part.unicodeScalars {
            text += "\\"
            text.unicodeScalars.append(scalar)
        }
        return text
    }

    private static func startsReference(_ scalar: Unicode.Scalar) -> Bool {
        Lexer.startsName(scalar) || Lexer.isDigit(scalar) || scalar == "." || scalar == "{"
    }

    // MARK: Quoted text

    /// Text in quotes, the easiest to read: `"…"`, or `'…'` where that saves escapes.
    static func quoted(_ text: String) -> String {
        let scalars = text.unicodeScalars
        let needsEscapes = scalars.contains { $0 == "\"" || $0 == "\\" || $0 == "$" }
        let isRawPossible = !scalars.contains {
            $0 == "'" || $0 == "\n" || $0 == "\t" || StrayCharacters.isStray($0)
        }
        return needsEscapes && isRawPossible ? "'\(text)'" : "\"\(interpolated(text))\""
    }

    fileprivate static func interpolated(_ part: String) -> String {
        var text = ""
        let scalars = Array(part.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            switch scalar {
            case "\n": text += "\\n"
            case "\t": text += "\\t"
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "$" where index + 1 < scalars.count && startsReference(scalars[index + 1]):
                text += "\\u{24}"
            case _ where StrayCharacters.isStray(scalar):
                text += "\\u{\(String(scalar.value, radix: 16))}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    /// Whether text behind a reference would become part of it.
    fileprivate static func wouldExtend(_ reference: Reference, _ text: String) -> Bool {
        let scalars = text.unicodeScalars
        guard let first = scalars.first else { return false }
        switch reference.kind {
        case .argument, .withDefault: return false
        case .tableRow: return Lexer.isDigit(first)
        case .variable, .lastResult, .currentRow:
            if Lexer.continuesName(first) { return true }
            return first == "." && scalars.dropFirst().first.map(Lexer.continuesName) == true
        }
    }
}

/// Neighbouring pieces of a word that stand in one pair of quotes.
private struct QuotedRun {
    private var pieces: [Word.Piece] = []

    /// Adds a piece that may stand in quotes; false when it cannot.
    mutating func add(_ piece: Word.Piece) -> Bool {
        switch piece {
        case .bare: return false
        case .reference(let reference):
            // Between quotes "@3" is text.
            if case .tableRow = reference.kind { return false }
        case .quoted: break
        }
        pieces.append(piece)
        return true
    }

    /// The text so far, and starts anew.
    mutating func take() -> String {
        defer { pieces = [] }
        if pieces.isEmpty { return "" }
        if pieces.count == 1, case .quoted(let text) = pieces[0] { return Formatter.quoted(text) }
        var text = "\""
        var last: Reference?
        for piece in pieces {
            switch piece {
            case .bare: break
            case .quoted(""):
                // Empty text is a pair of quotes of its own.
                text += text == "\"" ? "\"\"" : "\"\"\"\""
                last = nil
            case .quoted(let part):
                if let last, Formatter.wouldExtend(last, part) { text += "\"\"" }
                text += Formatter.interpolated(part)
                last = nil
            case .reference(let reference):
                text += Formatter.text(of: reference)
                last = reference
            }
        }
        return text + "\""
    }
}

/// A cursor over a text that knows what stands between tokens: blanks, comments, line ends.
///
/// What a token is depends on the place (`where`, `!`, `/…/`), so the parser asks for it.
struct Lexer: Sendable {
    private let bytes: [UInt8]
    /// A UTF-8 offset.
    var position: Int
    /// Where the statement begins that is being read.
    var statementStart = 0
    /// Where braces and parentheses were opened; inside them a line end is a blank.
    var openGroups: [Int] = []
    /// Whether a `\` at the very end promised a line that is not there.
    private(set) var endsInBackslash = false

    init(_ text: String) {
        bytes = Array(text.utf8)
        // A byte order mark.
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    var end: Int { bytes.count }
    var isAtEnd: Bool { position >= bytes.count }
    var peek: Unicode.Scalar? { scalar(at: position) }
    var peekNext: Unicode.Scalar? { peek.flatMap { scalar(at: position + UTF8.width($0)) } }

    func scalar(at offset: Int) -> Unicode.Scalar? {
        guard bytes.indices.contains(offset) else { return nil }
        let first = bytes[offset]
        if first < 0x80 { return Unicode.Scalar(first) }
        // The middle of a character.
        if first < 0xC0 { return "\u{FFFD}" }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        let tail = bytes[(offset + 1)..<min(offset + length, bytes.count)]
        let head = UInt32(first) & (0x7F >> UInt32(length))
        return Unicode.Scalar(tail.reduce(head) { $0 << 6 | UInt32($1 & 0x3F) }) ?? "\u{FFFD}"
    }

    /// The text between two offsets; a line end is always one line feed.
    func text(_ start: Int, _ end: Int) -> String {
        let text = String(decoding: bytes[start..<max(start, end)], as: UTF8.self)
        guard text.utf8.contains(UInt8(ascii: "\r")) else { return text }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == "\n", scalars.last == "\r" { scalars.removeLast() }
            scalars.append(scalar)
        }
        return String(scalars)
    }

    mutating func advance() {
        if let scalar = peek { position += UTF8.width(scalar) }
    }

    /// Goes over `scalar` if it stands here.
    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == scalar else { return false }
        advance()
        return true
    }

    /// Whether the text goes on with `other`.
    func starts(with other: String) -> Bool {
        bytes[min(position, end)...].starts(with: other.utf8)
    }

    /// The offset of the end of the line that holds `offset`, before its line break.
    func lineEnd(from offset: Int) -> Int {
        bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? end
    }

    // MARK: Blanks

    static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return scalar == " " || scalar.value == 9 || (11...13).contains(scalar.value)
        }
        return scalar.properties.isWhitespace
    }

    /// Whether a word ends before this character.
    static func endsWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "|", ";", "(", ")", "{", "}", "\n": true
        default: isBlank(scalar)
        }
    }

    static func startsName(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.properties.isAlphabetic || scalar == "_" }
        return scalar.properties.isIDStart
    }

    static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
        startsName(scalar) || isDigit(scalar) || (!scalar.isASCII && scalar.properties.isIDContinue)
    }

    static func isDigit(_ scalar: Unicode.Scalar?) -> Bool {
        scalar.map { ("0"..."9").contains($0) } ?? false
    }

    /// Goes to the next token of the statement: over blanks, joined lines and a comment, and over
    /// line ends where a brace or parenthesis is open.
    mutating func skipBlanks() {
        while let scalar = peek {
            if Self.isBlank(scalar) || (scalar == "\n" && !openGroups.isEmpty) {
                advance()
            } else if scalar == "\\", joinsLines(at: position) {
                skipJoin()
            } else if scalar == "#" {
                position = lineEnd(from: position)
            } else {
                return
            }
        }
    }

    /// Goes over blanks, line ends and comments.
    mutating func skipLineEnds() {
        repeat { skipBlanks() } while take("\n")
    }

    /// Goes to a `|` that continues the statement, here or at the start of a following line.
    /// Stays before the line end when there is none.
    mutating func skipToPipe() -> Bool {
        skipBlanks()
        let here = self
        skipLineEnds()
        if peek == "|" { return true }
        self = here
        return false
    }

    /// Whether the statement ends here.
    var isAtStatementEnd: Bool {
        switch peek {
        case nil, ";": true
        case "\n": openGroups.isEmpty
        default: false
        }
    }

    /// Whether the backslash at `offset` is the last character of its line.
    func joinsLines(at offset: Int) -> Bool {
        switch scalar(at: offset + 1) {
        case nil, "\n": true
        case "\r": scalar(at: offset + 2) == "\n"
        default: false
        }
    }

    private mutating func skipJoin() {
        advance()
        if isAtEnd { endsInBackslash = true }
        while peek == "\r" || peek == "\n" {
            let isLineEnd = take("\n")
            if !isLineEnd { advance() }
            if isLineEnd { break }
        }
        // Comment lines may stand between the two.
        while true {
            let lineStart = position
            while let scalar = peek, Self.isBlank(scalar) { advance() }
            guard peek == "#" else {
                position = lineStart
                return
            }
            position = lineEnd(from: position)
            _ = take("\n")
        }
    }

    // MARK: Words

    /// Whether a word ends at `offset`: at the end of the text, at a blank, before a joined line.
    private func endsWord(at offset: Int) -> Bool {
        guard let scalar = scalar(at: offset) else { return true }
        return Self.endsWord(scalar) || (scalar == "\\" && joinsLines(at: offset))
    }

    /// The offset of the end of the word here, if none of it is quoted.
    var wordEnd: Int {
        var offset = position
        while !endsWord(at: offset), let scalar = scalar(at: offset) {
            offset += UTF8.width(scalar)
        }
        return offset
    }

    /// The unquoted text here if it makes up the whole word, without going over it.
    var peekWord: String? {
        let word = text(position, wordEnd)
        let isPlain = !word.isEmpty && !word.contains { $0 == "'" || $0 == "\"" || $0 == "\\" }
        return isPlain ? word : nil
    }

    /// Goes over `word` if it is the whole word here.
    mutating func takeWord(_ word: String) -> Bool {
        guard starts(with: word), endsWord(at: position + word.utf8.count) else { return false }
        position += word.utf8.count
        return true
    }

    /// Whether the `$` here begins a reference.
    var startsReference: Bool {
        guard peek == "$", let next = peekNext else { return false }
        return Self.startsName(next) || Self.isDigit(next) || next == "." || next == "{"
    }

    /// The comparison that begins here, the longest there is.
    var operatorHere: ComparisonOperator? {
        switch (peek, peekNext) {
        case ("=", _): .equal
        case ("!", "="): .notEqual
        case ("!", "~"): .containsNot
        case ("<", "="): .lessOrEqual
        case ("<", _): .less
        case (">", "="): .greaterOrEqual
        case (">", _): .greater
        case ("~", _): .contains
        default: nil
        }
    }
}

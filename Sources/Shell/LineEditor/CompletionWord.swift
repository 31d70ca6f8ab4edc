/// The word before the cursor, which completions replace.
///
/// It begins after the last unquoted blank or one of `|;(){}=,<>~!`, or after a quote that is
/// still open: of `search artist="Miles Da` it is `Miles Da`. GNU Readline is set up to agree.
struct CompletionWord: Sendable, Hashable {
    let text: String
    /// The place of its first character in the line.
    let start: Int
    /// The quote that is open at the cursor.
    let quote: Character?

    /// - Parameter cursor: characters of `line` before the cursor.
    init(line: String, cursor: Int) {
        let characters = Array(line.prefix(cursor))
        var start = 0
        var quote: Character?
        var isEscaped = false
        for (place, character) in characters.enumerated() {
            if isEscaped {
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
            } else if let open = quote {
                if character == open { quote = nil }
            } else if character == "\"" || character == "'" {
                quote = character
                start = place + 1
            } else if Self.breaks.contains(character) {
                start = place + 1
            }
        }
        self.start = start
        self.quote = quote
        text = String(characters[start...])
    }

    private static let breaks: Set<Character> = [
        " ", "\t", "\n", "|", ";", "(", ")", "{", "}", "=", ",", "<", ">", "~", "!",
    ]
}

/// Where the cursor is: which stage, what was given in it, which word is begun.
struct CompletionContext {
    /// Whether the stage is the first of its pipeline, where sources may stand.
    private(set) var isFirst = true
    /// The stage's command; nil while it is being typed.
    private(set) var command: String?
    private(set) var givenNames: Set<String> = []
    /// How many arguments without a name stand before the cursor.
    private(set) var positionalCount = 0
    /// What stands between the last blank and the cursor, an open quote included.
    private(set) var word = ""

    init(_ line: String) {
        var quote: Character?
        for character in line {
            if let open = quote {
                word.append(character)
                if character == open { quote = nil }
                continue
            }
            switch character {
            case "\"", "'":
                quote = character
                word.append(character)
            case "|", "{":
                startStage(isFirst: character == "{")
            case ";", "\n":
                startStage(isFirst: true)
            case " ", "\t": endWord()
            default: word.append(character)
            }
        }
    }

    private mutating func startStage(isFirst: Bool) {
        self.isFirst = isFirst
        command = nil
        givenNames = []
        positionalCount = 0
        word = ""
    }

    private mutating func endWord() {
        guard !word.isEmpty else { return }
        // A pipeline begins behind these, too.
        if command == nil && ["try", "each"].contains(word) || command == "let" && word == "=" {
            return startStage(isFirst: true)
        }
        if command == nil {
            command = word
        } else if let equals = word.firstIndex(of: "=") {
            givenNames.insert(String(word[..<equals]))
        } else {
            positionalCount += 1
        }
        word = ""
    }
}

/// Where the cursor is: in which stage of which pipeline, and in which word.
struct CompletionContext {
    /// What may stand where the stage begins.
    enum Beginning: Sendable {
        /// A statement.
        case statement
        /// A pipeline: behind `try` and `let NAME =`.
        case pipeline
        /// What `each` runs.
        case child
        /// What an alias stands for.
        case alias
        /// Behind a bar.
        case stage
    }

    private(set) var beginning = Beginning.statement
    /// The stages of the pipeline before this one, as they were typed, and what stands before them;
    /// nil in the first.
    private(set) var earlier: String?
    /// As `earlier`, of the pipeline around the `each` that this one stands in.
    private(set) var outer: String?
    /// What stands behind the bar, or where the pipeline begins.
    private(set) var stage = ""
    /// The words of the stage that are complete, the command first.
    private(set) var words: [String] = []
    /// The word at the cursor, as it was typed; an open quote included.
    private(set) var current = ""
    /// What of it a candidate replaces: what is behind the last sign that ends a word to Readline,
    /// or behind an open quote.
    private(set) var replaced = ""
    /// The quote that is open.
    private(set) var quote: Character?

    /// - Parameters:
    ///   - line: the text before the cursor.
    ///   - earlier: lines of the same statement before it.
    /// - Returns: nil where there is nothing to complete: in a comment, in another program's line,
    ///   in text that was opened on an earlier line.
    init?(_ line: String, after earlierLines: String = "") {
        let text = earlierLines.isEmpty ? line : earlierLines + "\n" + line
        guard let structure = StageScan(text) else { return nil }
        beginning = structure.beginning
        earlier = structure.earlier
        outer = structure.outer
        stage = structure.stage
        let split = WordScan(stage)
        guard !split.spansLines || split.quote == nil else { return nil }
        words = split.words
        current = split.current
        quote = split.quote
        replaced = split.replaced
        if beginning == .statement { partDeclaration() }
        takePrefixes()
    }

    var command: String? { words.first }
    var arguments: ArraySlice<String> { words.dropFirst() }

    /// Makes three words of `NAME=` behind `let` or `alias`: blanks around the sign are for the eye.
    private mutating func partDeclaration() {
        guard let first = words.first, ["let", "alias"].contains(first) else { return }
        for place in 1...2 where words.count >= place {
            let isCurrent = words.count == place
            let word = isCurrent ? current : words[place]
            guard let sign = word.firstIndex(of: "=") else { continue }
            let name = word[..<sign]
            let rest = String(word[word.index(after: sign)...])
            guard name.isEmpty == (place == 2), !name.contains(where: { "\"'".contains($0) })
            else { return }
            let parts = (name.isEmpty ? [] : [String(name)]) + ["="]
            if isCurrent {
                words += parts
                current = rest
            } else {
                words.replaceSubrange(place...place, with: parts + (rest.isEmpty ? [] : [rest]))
            }
            return
        }
    }

    /// What begins a pipeline only for the parser: `try`, `each`, `let NAME =`, `alias NAME =`.
    private mutating func takePrefixes() {
        while let first = words.first {
            switch first {
            case "try" where beginning == .statement || beginning == .child:
                if beginning == .statement { beginning = .pipeline }
                words.removeFirst()
            case "let" where beginning == .statement && words.dropFirst(2).first == "=":
                beginning = .pipeline
                words.removeFirst(3)
            case "alias" where beginning == .statement && words.dropFirst(2).first == "=":
                beginning = .alias
                words.removeFirst(3)
            case "each":
                // Its rows are those before it.
                outer = earlier ?? ""
                earlier = nil
                beginning = .child
                words.removeFirst()
            default: return
            }
        }
    }
}

/// Finds the stage at the end of a text.
private struct StageScan {
    private struct Level {
        var beginning: CompletionContext.Beginning
        /// Where its pipeline, and the stage that is read, begin.
        var start: Int
        var stageStart: Int
    }

    let beginning: CompletionContext.Beginning
    let earlier: String?
    let outer: String?
    let stage: String

    /// - Returns: nil in a comment or in another program's line.
    init?(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        var levels = [Level(beginning: .statement, start: 0, stageStart: 0)]
        var (quote, parentheses): (Unicode.Scalar?, Int) = (nil, 0)
        /// Whether a line ended where a statement may.
        var lineHasEnded = false
        var last: Unicode.Scalar = "\n"
        var place = 0
        func startStatement(at start: Int) {
            levels = [Level(beginning: .statement, start: start, stageStart: start)]
            parentheses = 0
        }
        while place < scalars.count {
            let scalar = scalars[place]
            defer { place += 1 }
            if let open = quote {
                if scalar == "\\", open == "\"" { place += 1 }
                if scalar == open { quote = nil }
                last = scalar
                continue
            }
            if lineHasEnded, !scalar.properties.isWhitespace {
                lineHasEnded = false
                if scalar != "|" { startStatement(at: place) }
            }
            switch scalar {
            case "\\": place += 1
            case "\"", "'": quote = scalar
            case "$" where place + 1 < scalars.count && scalars[place + 1] == "{":
                while place + 1 < scalars.count, scalars[place] != "}" { place += 1 }
            case "#" where last.properties.isWhitespace || "|;{(".unicodeScalars.contains(last):
                guard let end = scalars[place...].firstIndex(of: "\n") else { return nil }
                place = end - 1
                continue
            case "!" where last == "|" || Self.isBar(before: place, in: scalars):
                guard let end = scalars[place...].firstIndex(of: "\n") else { return nil }
                place = end - 1
            case "|":
                levels[levels.count - 1].beginning = .stage
                levels[levels.count - 1].stageStart = place + 1
            case "{":
                levels.append(
                    Level(beginning: .child, start: place + 1, stageStart: place + 1))
            case "}": if levels.count > 1 { levels.removeLast() }
            case "(": parentheses += 1
            case ")": parentheses = max(0, parentheses - 1)
            case ";": startStatement(at: place + 1)
            case "\n":
                let isOpen = levels.count > 1 || parentheses > 0
                if !isOpen, !Self.isBar(before: place, in: scalars) { lineHasEnded = true }
            default: break
            }
            last = scalar
        }
        if lineHasEnded { startStatement(at: scalars.count) }
        let level = levels[levels.count - 1]
        func part(_ start: Int, _ end: Int) -> String {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[start..<max(start, end)])
            return String(view)
        }
        beginning = level.beginning
        stage = part(level.stageStart, scalars.count)
        earlier = level.beginning == .stage ? part(level.start, level.stageStart - 1) : nil
        outer = levels.dropLast().last.map { outer in
            outer.beginning == .stage ? part(outer.start, outer.stageStart - 1) : ""
        }
    }

    /// Whether a bar is the last thing before a place, apart from blanks.
    private static func isBar(before place: Int, in scalars: [Unicode.Scalar]) -> Bool {
        scalars[..<place].last { !$0.properties.isWhitespace } == "|"
    }
}

/// Splits a stage into its words.
private struct WordScan {
    private(set) var words: [String] = []
    private(set) var current = ""
    private(set) var replaced = ""
    private(set) var quote: Character?
    /// Whether the word at the cursor goes over a line end.
    private(set) var spansLines = false

    init(_ stage: String) {
        var word = String.UnicodeScalarView()
        var rest = String.UnicodeScalarView()
        var open: Unicode.Scalar?
        var isEscaped = false
        for scalar in stage.unicodeScalars {
            if isEscaped {
                isEscaped = false
                // A joined line.
                if scalar == "\n", open == nil {
                    word.removeLast()
                    if !word.isEmpty { words.append(String(word)) }
                    word = String.UnicodeScalarView()
                    rest = word
                    continue
                }
            } else if scalar == "\\", open != "'" {
                isEscaped = true
            } else if let quote = open {
                if scalar == quote { open = nil }
            } else if scalar == "\"" || scalar == "'" {
                open = scalar
                rest = String.UnicodeScalarView()
                word.append(scalar)
                continue
            } else if scalar.properties.isWhitespace {
                if !word.isEmpty { words.append(String(word)) }
                word = String.UnicodeScalarView()
                rest = word
                spansLines = false
                continue
            }
            if scalar == "\n" { spansLines = true }
            word.append(scalar)
            if open == nil, Self.breaks.contains(scalar) {
                rest = String.UnicodeScalarView()
            } else {
                rest.append(scalar)
            }
        }
        current = String(word)
        replaced = String(rest)
        quote = open.map(Character.init)
    }

    /// What ends a word to Readline, as `CReadline.c` has it.
    private static let breaks = Set("|;(){}=,<>~!".unicodeScalars)
}

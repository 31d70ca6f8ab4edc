import Commands

/// What a person has done at the prompt.
enum LineEvent: Sendable, Hashable {
    /// A line without its newline; after a paste it may be several, separated by newlines.
    case line(String)
    /// Ctrl-D on an empty line, a lost terminal, or a signal that asks the program to end.
    case endOfFile
    /// Ctrl-C: what had been typed is gone.
    case interrupted
}

/// Finds what may stand at the cursor.
/// - Parameter line: the text before the cursor.
typealias LineCompleter = @MainActor (_ line: String) -> Completions

/// Reads lines from a person at a terminal.
@MainActor
protocol LineEditor: AnyObject, Sendable {
    /// Nil while nothing is to be completed.
    var completer: LineCompleter? { get set }

    /// Waits for a line without holding up the main actor.
    /// - Parameter prompt: may have colours between `\u{1}` and `\u{2}` (see `Prompt`), and no
    ///   newline.
    func readLine(prompt: String) async -> LineEvent

    /// Makes an entry the newest of the history that the arrow keys show; an equal one goes.
    func addHistory(_ entry: String)

    /// Fills the history with entries that are all different, the oldest first.
    func loadHistory(_ entries: [String])
}

/// A prompt's text with colours in it, which editors must be told not to count.
enum Prompt {
    /// - Parameter style: the parameters of an SGR sequence, such as "1;34".
    static func styled(_ text: String, _ style: String) -> String {
        "\u{1}\u{1B}[\(style)m\u{2}\(text)\u{1}\u{1B}[0m\u{2}"
    }

    /// The prompt without the marks and what is between them.
    static func plain(_ prompt: String) -> String {
        var result = String.UnicodeScalarView()
        var isHidden = false
        for scalar in prompt.unicodeScalars {
            switch scalar {
            case "\u{1}": isHidden = true
            case "\u{2}": isHidden = false
            default: if !isHidden { result.append(scalar) }
            }
        }
        return String(result)
    }
}

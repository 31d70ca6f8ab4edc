/// What may stand at the cursor.
package struct Completions: Sendable, Equatable {
    package struct Candidate: Sendable, Hashable {
        /// What replaces the word at the cursor, which begins behind the last blank, bracket, `|`,
        /// `,` or operator, or behind an open quote; an open quote is closed by whoever puts it in.
        package let text: String
        /// Whether the word is complete and a blank follows.
        package let isComplete: Bool
        /// What a list shows in place of `text`.
        package let name: String
        /// One line about it; may be empty.
        package let summary: String

        init(_ text: String, isComplete: Bool = true, name: String? = nil, summary: String = "") {
            self.text = text
            self.isComplete = isComplete
            self.name = name ?? text
            self.summary = summary
        }
    }

    package internal(set) var candidates: [Candidate] = []
    /// How many there are that are not in `candidates`.
    package internal(set) var omitted = 0
    /// One of those, so that nothing is taken for common to all that is not.
    var bound: String?
    /// Whether the word stands for something else than the candidates begin with, a title for ids:
    /// it stays until one is left.
    var keepsWord = false

    package init() {}

    package var isEmpty: Bool { candidates.isEmpty }

    /// What all candidates begin with, if the word can be replaced by it without losing what was
    /// typed; otherwise the word.
    package func common(for word: String) -> String {
        guard !keepsWord, var common = candidates.first?.text else { return word }
        for text in candidates.dropFirst().map(\.text) + [bound].compactMap(\.self) {
            common = String(zip(common, text).prefix { $0 == $1 }.map(\.0))
        }
        // Candidates that are in another case, say, have nothing in common with it; a quote that all
        // need says nothing.
        return common.utf8.count < word.utf8.count || common == "\"" ? word : common
    }

    init(_ candidates: [Candidate]) { self.candidates = candidates }

    mutating func add(_ more: Completions) {
        if candidates.isEmpty {
            self = more
            return
        }
        let known = Set(candidates.map(\.text))
        candidates += more.candidates.filter { !known.contains($0.text) }
        omitted += more.omitted
        bound = bound ?? more.bound
        keepsWord = keepsWord || more.keepsWord
    }
}

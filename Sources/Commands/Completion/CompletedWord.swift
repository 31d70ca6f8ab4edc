import Output
import PipelineLanguage
import Records

/// A value that is being typed: what it says so far, and how another one is written in its place.
struct CompletedWord {
    /// What was typed, without quotes and escapes.
    let text: String
    private let quote: Character?
    /// What stands between the last sign that ends a word to Readline, or the open quote, and the
    /// value: `-` of a sort, `sum:`.
    private let lead: String

    /// - Parameters:
    ///   - typed: the value as it stands in the line, an open quote included.
    ///   - quote: the quote that is open.
    ///   - lead: what stands before the value and is replaced with it.
    /// - Returns: nil for a word in several pieces, which nothing completes.
    init?(_ typed: String, quote: Character?, lead: String = "") {
        self.quote = quote
        self.lead = lead
        var rest = typed[...]
        if let quote {
            guard rest.first == quote else { return nil }
            rest = rest.dropFirst()
            guard let text = quote == "'" ? String(rest) : Self.unescaped(rest) else { return nil }
            self.text = text
        } else {
            guard !rest.contains(where: { "\"'\\".contains($0) }) else { return nil }
            text = String(rest)
        }
    }

    var isQuoted: Bool { quote != nil }

    /// Whether it may be another value, which begins like this one.
    func matches(_ value: String) -> Bool { value.folded.hasPrefix(text.folded) }

    /// Candidates for these values, all written alike, so that they have their beginnings in common.
    func completions(
        _ values: [(text: String, isComplete: Bool, name: String?, summary: String)]
    ) -> Completions {
        var completions = Completions()
        let needsQuotes = quote == nil && values.contains { !Self.isBare($0.text) }
        var known: Set<String> = []
        for value in values {
            guard let written = written(value.text, inQuotes: needsQuotes, value.isComplete),
                known.insert(written).inserted
            else { continue }
            completions.candidates.append(
                .init(
                    lead + written, isComplete: value.isComplete,
                    name: value.name ?? value.text, summary: value.summary))
        }
        return completions
    }

    func completions(_ values: [String]) -> Completions {
        completions(values.map { ($0, true, nil, "") })
    }

    private func written(
        _ value: String, inQuotes needsQuotes: Bool, _ isComplete: Bool
    ) -> String? {
        switch quote {
        case "'": return value.contains("'") ? nil : value
        case nil where !needsQuotes: return value
        case nil: return "\"" + Self.escaped(value) + (isComplete ? "\"" : "")
        default: return Self.escaped(value)
        }
    }

    // MARK: Quotes

    /// Whether it needs no quotes anywhere.
    static func isBare(_ text: String) -> Bool {
        guard let first = text.first, first != "-", !text.contains("..") else { return false }
        return text.allSatisfy { $0.isLetter || $0.isNumber || "-_./".contains($0) }
            && !["and", "or", "not", "in"].contains(text)
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "\"": escaped += "\\\""
            case "\\": escaped += "\\\\"
            case "$": escaped += "\\u{24}"
            default: escaped.append(character)
            }
        }
        return escaped
    }

    /// Nil where it holds a reference, or an escape that is not over.
    private static func unescaped(_ text: Substring) -> String? {
        guard text.contains("\\") || text.contains("$") else { return String(text) }
        let source = SourceText(name: "", text: "raw GET \"\(text)\"")
        let parsed = PipelineParser.parse(source)
        guard case .pipeline(let pipeline, _)? = parsed.statements.first?.kind,
            parsed.diagnostics.isEmpty, case .call(let call)? = pipeline.stages.first?.kind
        else { return nil }
        return call.arguments.last?.value.plainText
    }
}

import Commands
import PipelineLanguage

/// A line, completed at each of its places, in a session that has seen rows and has names: what is
/// put in can be typed, and stands where any other word could.
enum CompletionTarget {
    private static let session = Task {
        let session = FuzzSession.prompt
        let text = """
            let mine = search x; let nation = US; alias early = where year<1960
            search x; release 1; artist 1; label 1
            """
        let source = SourceText(name: "", text: text)
        _ = await session.problems(
            running: PipelineParser.parse(source, mode: .interactive).statements, of: source)
        return session
    }

    static func check(_ text: String) async throws(Violation) {
        let completer = Completer(
            await session.value.knowledge, accountNames: { ["one", "\u{1B}[31mtwo", "t'h\"r$ee"] })
        let line = text.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
        for end in line.indices.prefix(48) + [line.endIndex] {
            try check(completer, String(line[..<end]))
        }
    }

    private static func check(_ completer: Completer, _ line: String) throws(Violation) {
        let completions = completer.completions(for: line)
        guard let replaced = Completer.replacedPart(of: line) else {
            return try Violation.unless(completions.isEmpty, "\(line.debugDescription) is no place")
        }
        try Violation.unless(
            line.hasSuffix(replaced.text), "\(replaced) is not the end of \(line.debugDescription)")
        let head = String(line.dropLast(replaced.text.count))
        let quote = replaced.quote.map { String($0) } ?? ""
        let isReadable = errors(in: head + "x" + quote) == 0
        for candidate in completions.candidates.prefix(6) {
            let whole = head + candidate.text + quote
            try Violation.unless(
                !candidate.text.isEmpty
                    && candidate.text.unicodeScalars.allSatisfy {
                        $0.value >= 0x20 && $0 != "\u{7F}"
                    },
                "\(candidate) cannot be typed in \(line.debugDescription)")
            guard isReadable, candidate.isComplete, !isWordOfTheLanguage(candidate.text) else {
                continue
            }
            try Violation.unless(
                errors(in: whole) == 0, "\(line.debugDescription) became \(whole.debugDescription)")
        }
    }

    private static func errors(in line: String) -> Int {
        PipelineParser.parse(SourceText(name: "", text: line), mode: .interactive).diagnostics.count
    }

    /// Behind which more has to follow.
    private static func isWordOfTheLanguage(_ word: String) -> Bool {
        ["let", "alias", "try", "each", "where", "assert", "and", "or", "not", "in", "="]
            .contains(word)
    }
}

import PipelineLanguage

/// A text, checked whole before it runs: a script of a person at a terminal, or one with arguments.
enum ScriptTarget {
    static func check(_ text: String) async throws(Violation) {
        let source = SourceText(name: "fuzz.mas", text: text)
        let session = text.utf8.count % 2 == 0 ? FuzzSession.prompt : .script
        try SyntaxTarget.check(await session.diagnostics(of: source), of: source, width: nil)
    }
}

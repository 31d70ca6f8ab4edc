import PipelineLanguage

extension TypedStatements.Entry {
    /// A statement before it runs: `@3` is the id that it stands for now.
    ///
    /// - Parameters:
    ///   - expansion: what put the stages of aliases into `expanded`.
    ///   - shown: the table last shown.
    ///   - tableRows: what `@3` stands for in arguments of endpoints, by its place.
    init(
        _ statement: Statement, expanded: Statement, as bound: BoundStatement,
        by expansion: AliasExpansion, shown: [ShownRow], tableRows: [SourceSpan: String],
        names: SessionNames
    ) {
        let text = StatementText(
            statement, of: expansion.source, shown: shown, tableRows: tableRows)
        self.text = text.whole
        bareText = text.whole
        uses = Set(expansion.places.values)
        for reference in expanded.references {
            switch reference.kind {
            case .variable(let name, _): uses.insert("$\(name)")
            case .lastResult: continues = true
            default: break
            }
        }
        switch bound {
        case .pipeline(let pipeline, let isContinuation),
            .declaration(_, .pipeline(let pipeline, let isContinuation)):
            continues = continues || isContinuation
            bareText = text.withoutSinks(of: pipeline, aliases: expansion.places.keys)
        // What is in the script may build on anything.
        case .script:
            continues = true
            uses.formUnion(names.all)
        case .action(.unset, let name?): uses.formUnion(["$\(name)", name])
        case .declaration, .alias, .setting, .action, .recording: break
        }
    }
}

/// The text of a statement for a script.
private struct StatementText {
    private let statement: Statement
    private let source: SourceText
    private let shown: [ShownRow]
    private let tableRows: [SourceSpan: String]

    init(
        _ statement: Statement, of source: SourceText, shown: [ShownRow],
        tableRows: [SourceSpan: String]
    ) {
        self.statement = statement
        self.source = source
        self.shown = shown
        self.tableRows = tableRows
    }

    var whole: String { text(in: statement.span) }

    /// The statement without the stages that write files or hand rows to programs; nil where they
    /// cannot be told from the others.
    func withoutSinks(
        of bound: BoundPipeline, aliases: some Collection<SourceSpan>
    ) -> String? {
        let sinks = bound.stages.filter { $0.stage.isSink && $0.location.source == source }
            .map(\.location.span)
        if sinks.contains(where: aliases.contains) { return nil }
        let (pipeline, beginning): (Pipeline, String)
        switch statement.kind {
        case .pipeline(let written, let isTry):
            (pipeline, beginning) = (written, isTry ? "try " : "")
        case .let(let name, .pipeline(let written)):
            (pipeline, beginning) = (written, "let \(name.value) = ")
        case .let, .alias: return whole
        }
        let kept = pipeline.stages.filter { !sinks.contains($0.span) }
        if kept.count == pipeline.stages.count, pipeline.shellCommand == nil { return whole }
        let stages = kept.map { text(in: $0.span) }
        return beginning + (stages.isEmpty ? "$_" : stages.joined(separator: " | "))
    }

    private func text(in span: SourceSpan) -> String {
        var text = ""
        var position = span.start
        for reference in statement.references.sorted(by: { $0.span.start < $1.span.start }) {
            guard case .tableRow(let number) = reference.kind,
                shown.indices.contains(number - 1), reference.span.start >= position,
                reference.span.end <= span.end
            else { continue }
            text += source.text(in: SourceSpan(position, reference.span.start))
            text += tableRows[reference.span] ?? shown[number - 1].id
            position = reference.span.end
        }
        return text + source.text(in: SourceSpan(position, span.end))
    }
}

extension BoundStatement {
    /// Whether it leaves something behind that a later line can build on.
    var isOfScripts: Bool {
        switch self {
        case .pipeline(let pipeline, _): !pipeline.isLookAtSession
        case .declaration, .alias, .setting, .script, .action(.unset, _): true
        case .action, .recording: false
        }
    }
}

import PipelineLanguage

extension TypedStatements.Entry {
    /// A statement before it runs: `@3` becomes the id that it stands for now.
    /// - Parameter tableRows: the ids of the table last shown.
    init(_ statement: Statement, of source: SourceText, tableRows: [String]) {
        var text = ""
        var position = statement.span.start
        for reference in statement.references.sorted(by: { $0.span.start < $1.span.start }) {
            guard case .tableRow(let number) = reference.kind,
                tableRows.indices.contains(number - 1)
            else { continue }
            text += source.text(in: SourceSpan(position, reference.span.start))
            text += tableRows[number - 1]
            position = reference.span.end
        }
        self.init(text: text + source.text(in: SourceSpan(position, statement.span.end)))
    }

    /// The page that `next` or `prev` turned to: in a script there is no screen to turn.
    static func page(_ page: ReadPlan.PageRange) -> Self {
        let last = page.last == page.first ? "" : "..\(page.last.map(String.init) ?? "")"
        return Self(text: "page \(page.first)\(last)", continues: true, becomesLast: true)
    }

    /// What the statement builds on, and what builds on it.
    /// - Parameter aliases: those in it.
    mutating func note(
        _ statement: Statement, as bound: BoundStatement, aliases: some Sequence<String>
    ) {
        uses = Set(aliases)
        for reference in statement.references {
            switch reference.kind {
            case .variable(let name, _): uses.insert("$\(name)")
            case .lastResult: continues = true
            default: break
            }
        }
        switch bound {
        case .pipeline(let pipeline, let isContinuation):
            continues = continues || isContinuation
            becomesLast = pipeline.isContinuable
        case .declaration(_, .pipeline(_, let isContinuation)):
            continues = continues || isContinuation
        case .script: becomesLast = true
        case .declaration, .alias, .action, .recording: break
        }
    }
}

extension BoundStatement {
    /// Whether `record` writes it: what is about the shell has no place in a script.
    var isRecorded: Bool {
        switch self {
        case .pipeline(let pipeline, _):
            switch pipeline.source {
            case .status, .history, .names: false
            case .endpoint, .raw, .variable, .input: true
            }
        case .declaration, .alias, .script: true
        case .action, .recording: false
        }
    }
}

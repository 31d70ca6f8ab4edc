import Output
import Records

/// The rows of one `show` on their way to standard output.
actor Screen {
    private let flow: Flow
    private let fields: [SelectedField]
    private let run: PipelineRun
    private let format: OutputFormat
    private var writer: (any RowWriter)?
    /// Rows that pass before the first one shown.
    private var rowsToSkip: Int
    private var rowsShown = 0
    private var isFull = false
    /// Whether rows arrived that did not fit.
    private var hasRest = false

    init(_ flow: Flow, fields: [SelectedField], in run: PipelineRun) {
        self.flow = flow
        self.fields = fields
        self.run = run
        rowsToSkip = run.rowsBefore
        format =
            flow.format ?? run.options.format ?? (run.console.terminal == nil ? .jsonl : .table)
    }

    func next() async throws -> [Row]? {
        if isFull, run.showsOnePage { return nil }
        guard let rows = try await flow.rows.next() else { return nil }
        if isFull {
            hasRest = hasRest || !rows.isEmpty
        } else {
            try await show(rows)
        }
        return rows
    }

    /// Shows what a later stage did not want, too, except page by page.
    func drain() async throws {
        if !run.showsPages {
            while try await next() != nil { try Task.checkCancellation() }
        }
        // Stages before this one may take more rows now, which then looks as if there were none.
        noteWhatFollows()
    }

    func finish() throws {
        if writer == nil, rowsShown == 0, format != .table { writer = makeWriter() }
        try writer?.finish()
        let isPartial = run.showsPages && run.screen.hasMore
        let isListed = isTable && run.console.terminal != nil
        if isListed || isPartial && !flow.isObject { run.note(footer) }
    }

    // MARK: Rows

    private var isTable: Bool { format == .table && !flow.isObject }

    /// One object is laid out as a card, unless fields of it are asked for.
    private var isCard: Bool { format == .table && flow.isObject && fields.isEmpty }

    private func show(_ rows: [Row]) async throws {
        let skipped = min(rowsToSkip, rows.count)
        rowsToSkip -= skipped
        var shown = rows.dropFirst(skipped)
        if run.showsPages {
            let room = run.screenRows - rowsShown
            isFull = shown.count >= room
            hasRest = shown.count > room
            shown = shown.prefix(room)
        }
        guard !shown.isEmpty else { return }
        run.knowledge?.noteShown(
            Array(shown), kind: flow.kind, isObject: flow.isObject, isFirst: rowsShown == 0)
        if isTable {
            if run.options.remembersTables {
                if rowsShown == 0 { run.shownRows.start() }
                run.shownRows.append(Array(shown), kind: flow.kind)
            }
        }
        rowsShown += shown.count
        try await write(Array(shown))
    }

    private func write(_ rows: [Row]) async throws {
        if isCard {
            for row in rows {
                let card = Card.render(
                    row, kind: flow.kind, style: style, address: page?(row))
                if run.options.isInteractive, run.options.usesPager {
                    try await run.console.page(card)
                } else {
                    try run.console.write(Array(card.utf8))
                }
            }
            return
        }
        if writer == nil { writer = makeWriter() }
        try writer?.write(rows)
    }

    private var style: TerminalStyle { run.console.terminal ?? .file }

    /// The pages of rows on discogs.com, where the catalogue's own have none.
    private var page: (@Sendable (Row) -> String?)? {
        guard !run.source.isFree else { return nil }
        let kind = flow.kind
        return { row in row.page(of: kind) }
    }

    private func makeWriter() -> any RowWriter {
        let options = RowWriterOptions(
            columns: fields.isEmpty ? nil : fields.map(\.path.description), kind: flow.kind,
            title: flow.sourceName, isObject: flow.isObject, terminal: run.console.terminal,
            page: page, temporaryFolder: run.options.temporaryDirectory)
        return RowWriters.make(format, to: ConsoleSink(run.console), options: options)
    }

    // MARK: What follows

    private func noteWhatFollows() {
        let state = flow.progress.state
        let sourceHasMore = run.turnsPages ? !state.isComplete : isFull && !state.isExhausted
        run.screen.noteMore(hasRest || sourceHasMore)
    }

    /// `50 of 1,234 rows · page 2 of 25 · next for more`, as much of it as fits.
    private var footer: String {
        let state = flow.progress.state
        var parts = [countText(state)]
        if let chosen = run.chosenPages, let page = state.page, let count = state.pageCount,
            page > 1
        {
            let pages = page > chosen.first ? "pages \(chosen.first.grouped)–" : "page "
            parts.append("\(pages)\(page.grouped) of \(count.grouped)")
        }
        if !run.keepsEveryRow, !state.isExhausted, let total = state.total {
            parts.append("\(state.rowsRead.grouped) of \(total.grouped) read")
        }
        if run.showsPages, run.screen.hasMore { parts.append("next for more") }
        while parts.count > 1, parts.joined(separator: " · ").count > style.width {
            parts.remove(at: 1)
        }
        return parts.joined(separator: " · ")
    }

    private func countText(_ state: ReadProgress.State) -> String {
        guard rowsShown > 0 else { return run.screen.hasMore ? "no rows here" : "no rows" }
        let rows = rowsShown == 1 ? "row" : "rows"
        guard run.rowsBefore == 0 else {
            return "rows \((run.rowsBefore + 1).grouped) to \((run.rowsBefore + rowsShown).grouped)"
        }
        guard run.keepsEveryRow, let total = state.total, total > rowsShown else {
            return "\(rowsShown.grouped) \(rows)"
        }
        return "\(rowsShown.grouped) of \(total.grouped) rows"
    }
}

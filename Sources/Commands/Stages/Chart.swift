import Output
import Records

/// The rows of one `chart` on their way, counted; the chart is drawn when all have passed.
actor Chart {
    private let flow: Flow
    private let grouping: Grouping
    private let run: PipelineRun
    private var groups: Groups
    private var rowCount = 0
    private var isDrawn = false

    /// How many bars stand in the order of their values: the years of a long life.
    private static let orderedLimit = 100
    /// How many bars stand in the order of their sizes: the small ones tell little.
    private static let sizedLimit = 30

    init(_ flow: Flow, of grouping: Grouping, in run: PipelineRun) {
        self.flow = flow
        self.grouping = grouping
        self.run = run
        groups = Groups(by: grouping)
    }

    func next() async throws -> [Row]? {
        guard let rows = try await flow.rows.next() else {
            // Before what later stages show at the end of their rows.
            try draw()
            return nil
        }
        groups.add(rows)
        rowCount += rows.count
        return rows
    }

    /// Takes what a later stage did not want, too: a chart is of all rows.
    func drain() async throws {
        while try await next() != nil { try Task.checkCancellation() }
    }

    func finish() throws { try draw() }

    private func draw() throws {
        if isDrawn { return }
        isDrawn = true
        let order = ChartOrder(groups.values)
        let format = flow.format ?? run.options.format
        guard let terminal = run.console.terminal, format == nil else {
            return try write(order.groups, as: format ?? .jsonl)
        }
        let bars = order.groups.map { BarChart.Bar(label: $0.key[0], size: $0.results[0]) }
        let text = BarChart.render(
            bars, field: grouping.fields[0].path.lastName,
            limit: order.isByValue ? Self.orderedLimit : Self.sizedLimit, style: terminal)
        try run.console.write(Array(text.utf8))
        run.note(
            rowCount == 0 ? "no rows" : "\(rowCount.grouped) \(rowCount == 1 ? "row" : "rows")")
    }

    private func write(_ groups: [Groups.Group], as format: OutputFormat) throws {
        let options = RowWriterOptions(
            columns: grouping.columnNames, terminal: run.console.terminal)
        var writer = RowWriters.make(format, to: ConsoleSink(run.console), options: options)
        try writer.write(groups.map { $0.row(named: grouping.columnNames) })
        try writer.finish()
    }
}

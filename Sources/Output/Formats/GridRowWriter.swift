import Records

/// Writes the flat formats: a line of names, then one line for each row.
///
/// The names are the union of all rows' columns, in order of first appearance, so the rows wait
/// in a spool until the last one has come. With the columns given, rows leave as they come.
struct GridRowWriter: RowWriter {
    private enum Columns {
        case given([FieldPath])
        case found(ColumnSpool)
    }

    private let sink: any ByteSink
    private let dialect: GridDialect
    private let isForTerminal: Bool
    private let flattens: Bool
    private let hasByteOrderMark: Bool
    private let columns: Columns
    private var hasHeader = false

    init(to sink: any ByteSink, dialect: GridDialect, options: RowWriterOptions) {
        self.sink = sink
        self.dialect = dialect
        isForTerminal = options.terminal != nil
        flattens = options.flattens
        hasByteOrderMark = options.hasByteOrderMark
        columns =
            if let names = options.columns {
                .given(names.map { FieldPath($0) })
            } else {
                .found(ColumnSpool(folder: options.temporaryFolder))
            }
    }

    mutating func write(_ rows: [Row]) throws {
        switch columns {
        case .given(let paths):
            var text = takeHeader(paths)
            for row in rows {
                text += dialect.line(
                    paths.map { path in
                        path.value(in: row).map { encoded(GridCell($0, flattens: flattens)) } ?? ""
                    })
            }
            if !text.isEmpty { try sink.write(Array(text.utf8)) }
        case .found(let spool):
            for row in rows {
                try spool.append(
                    GridCell.cells(of: row, flattens: flattens).map {
                        ($0.column, encoded($0.cell))
                    })
            }
        }
    }

    mutating func finish() throws {
        switch columns {
        case .given(let paths):
            let rest = takeHeader(paths) + dialect.footer
            if !rest.isEmpty { try sink.write(Array(rest.utf8)) }
        case .found(let spool): try writeSpooled(spool)
        }
        try sink.finish()
    }

    private mutating func takeHeader(_ paths: [FieldPath]) -> String {
        defer { hasHeader = true }
        return hasHeader ? "" : header(paths.map(\.description))
    }

    private func writeSpooled(_ spool: ColumnSpool) throws {
        guard !spool.columns.isEmpty else {
            if !dialect.empty.isEmpty { try sink.write(Array(dialect.empty.utf8)) }
            return
        }
        var block = Array(header(spool.columns).utf8)
        try spool.forEachRow { cells in
            block += Array(dialect.line(cells).utf8)
            if block.count >= 64 << 10 {
                try sink.write(block)
                block.removeAll(keepingCapacity: true)
            }
        }
        block += Array(dialect.footer.utf8)
        if !block.isEmpty { try sink.write(block) }
    }

    private func header(_ names: [String]) -> String {
        (hasByteOrderMark ? "\u{FEFF}" : "")
            + dialect.header(isForTerminal ? names.map(TerminalText.sanitised) : names)
    }

    private func encoded(_ cell: GridCell) -> String {
        guard isForTerminal else { return dialect.encoded(cell) }
        return dialect.encoded(
            GridCell(text: TerminalText.sanitised(cell.text), isText: cell.isText))
    }
}

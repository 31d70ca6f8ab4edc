import Records

/// Writes the flat formats: a line of names, then one line for each row.
///
/// The names are the union of all rows' columns, in order of first appearance, so the rows wait
/// in a spool until the last one has come. With the columns given, or those of a file that is
/// appended to, rows leave as they come.
struct GridRowWriter: RowWriter {
    private enum Columns {
        case given([FieldPath])
        case found(ColumnSpool)
        case existing(DelimitedHeader, chosen: [FieldPath]?)
    }

    private let sink: any ByteSink
    private let dialect: GridDialect
    private let isForTerminal: Bool
    private let flattens: Bool
    private let hasByteOrderMark: Bool
    private let columns: Columns
    private let columnsWithoutRows: [String]
    private var hasHeader = false

    init(to sink: any ByteSink, dialect: GridDialect, options: RowWriterOptions) {
        self.sink = sink
        self.dialect = dialect
        isForTerminal = options.terminal != nil
        flattens = options.flattens
        hasByteOrderMark = options.hasByteOrderMark
        columnsWithoutRows = options.columnsWithoutRows
        let given = options.columns?.map { FieldPath($0) }
        columns =
            if let header = options.header {
                .existing(header, chosen: given)
            } else if let given {
                .given(given)
            } else {
                .found(ColumnSpool(folder: options.temporaryFolder))
            }
    }

    mutating func write(_ rows: [Row]) throws {
        switch columns {
        case .given(let paths):
            try takeHeader(paths)
            var text = ""
            for row in rows {
                text += dialect.line(
                    paths.map { path in
                        path.value(in: row).map { encoded(GridCell($0, flattens: flattens)) } ?? ""
                    })
            }
            if !text.isEmpty { try sink.write(Array(text.utf8)) }
        case .existing(let header, let chosen):
            var text = ""
            for row in rows { text += try line(of: row, chosen, below: header) }
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
            try takeHeader(paths)
            if !dialect.footer.isEmpty { try sink.write(Array(dialect.footer.utf8)) }
        case .existing: break
        case .found(let spool): try writeSpooled(spool)
        }
        try sink.finish()
    }

    private mutating func takeHeader(_ paths: [FieldPath]) throws {
        if hasHeader { return }
        hasHeader = true
        try sink.writeHeader(Array(header(paths.map(\.description)).utf8))
    }

    /// - Throws: `FormatLimit.otherColumn` for a value that the file has no column for.
    private func line(
        of row: Row, _ chosen: [FieldPath]?, below header: DelimitedHeader
    ) throws -> String {
        let cells =
            chosen?.compactMap { path in
                path.value(in: row).map {
                    (column: path.description, cell: GridCell($0, flattens: flattens))
                }
            } ?? GridCell.cells(of: row, flattens: flattens)
        var texts = Array(repeating: "", count: header.names.count)
        for (column, cell) in cells {
            if let place = header.names.firstIndex(of: column) {
                texts[place] = encoded(cell)
            } else if !cell.text.isEmpty {
                throw FormatLimit.otherColumn(column, known: header.names)
            }
        }
        // As the lines that are there end.
        return dialect.line(texts).dropLast() + header.lineEnd.rawValue
    }

    private func writeSpooled(_ spool: ColumnSpool) throws {
        let names = spool.columns.isEmpty ? columnsWithoutRows : spool.columns
        guard !names.isEmpty else {
            if !dialect.empty.isEmpty { try sink.write(Array(dialect.empty.utf8)) }
            return
        }
        try sink.writeHeader(Array(header(names).utf8))
        var block: [UInt8] = []
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

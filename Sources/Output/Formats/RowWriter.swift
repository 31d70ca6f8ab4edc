import Records
import RowDatabase

/// Writes rows into a `ByteSink`, as they come where the format allows it.
package protocol RowWriter {
    mutating func write(_ rows: [Row]) throws

    /// Writes what is left, and finishes the sink. Without it, what was written is incomplete.
    mutating func finish() throws

    /// What somebody should know of what was written: that not all of it could be.
    var notes: [String] { get }
}

extension RowWriter {
    package var notes: [String] { [] }
}

package struct RowWriterOptions: Sendable {
    /// The fields to write, in this order; nil writes all.
    package var columns: [String]?
    /// The names above no rows at all, in a format that begins with a line of names.
    package var columnsWithoutRows: [String]
    package var kind: RowKind
    /// What a page with a title is called.
    package var title: String
    /// Whether there is one row, or none, that stands for itself and not for a list of one. Only
    /// json makes a difference: the object without brackets, `null` without a row.
    package var isObject: Bool
    /// The table of a database that the rows go into; nil names it after the title.
    package var table: RowTableWriter?
    /// The line of names of the csv or tsv that the rows are appended to; nil for a new file.
    package var header: DelimitedHeader?
    /// The path of a database that is there, and gets the rows in place of the sink.
    package var database: String?
    /// The terminal that the bytes go to; nil for a file or a pipe, which get text unchanged.
    package var terminal: TerminalStyle?
    /// The page of a row, to which a table on a terminal that has links leads.
    package var page: (@Sendable (Row) -> String?)?
    /// What stands between two cells of csv.
    package var delimiter: CellDelimiter
    /// Whether csv and tsv begin with a byte order mark, by which some spreadsheets know UTF-8.
    package var hasByteOrderMark: Bool
    /// Whether values within objects become columns of their own; otherwise a nested value is JSON
    /// in one cell.
    package var flattens: Bool
    /// Where rows wait whose columns are not all known yet.
    package var temporaryFolder: String

    package init(
        columns: [String]? = nil, columnsWithoutRows: [String] = [], kind: RowKind = .other,
        title: String = "rows", isObject: Bool = false, table: RowTableWriter? = nil,
        header: DelimitedHeader? = nil, database: String? = nil,
        terminal: TerminalStyle? = nil, page: (@Sendable (Row) -> String?)? = nil,
        delimiter: CellDelimiter = .comma, hasByteOrderMark: Bool = false, flattens: Bool = true,
        temporaryFolder: String = "/tmp"
    ) {
        self.columns = columns
        self.columnsWithoutRows = columnsWithoutRows
        self.kind = kind
        self.title = title
        self.isObject = isObject
        self.table = table
        self.header = header
        self.database = database
        self.terminal = terminal
        self.page = page
        self.delimiter = delimiter
        self.hasByteOrderMark = hasByteOrderMark
        self.flattens = flattens
        self.temporaryFolder = temporaryFolder
    }
}

package enum RowWriters {
    /// The writer of a format. A table without a terminal is laid out as `TerminalStyle.file`.
    package static func make(
        _ format: OutputFormat, to sink: any ByteSink,
        options: RowWriterOptions = RowWriterOptions()
    ) -> any RowWriter {
        switch format {
        case .table:
            TableWriter(
                to: sink, kind: options.kind, columns: options.columns,
                style: options.terminal ?? .file, page: options.page)
        case .json:
            JSONRowWriter(
                to: sink, layout: options.isObject ? .object : .array, options: options)
        case .jsonl: JSONRowWriter(to: sink, layout: .lines, options: options)
        case .sqlite: SQLiteRowWriter(to: sink, options: options)
        case .xlsx: XLSXRowWriter(to: sink, options: options)
        case .yaml: YAMLRowWriter(to: sink, options: options)
        case .csv:
            GridRowWriter(to: sink, dialect: .csv(delimiter: options.delimiter), options: options)
        case .tsv: GridRowWriter(to: sink, dialect: .tsv, options: options)
        case .markdown: GridRowWriter(to: sink, dialect: .markdown, options: options)
        case .html:
            GridRowWriter(
                to: sink, dialect: .html(HTMLPage(title: options.title)), options: options)
        }
    }
}

extension Row {
    /// The row with these fields only, named as they were asked for; all fields for nil.
    func selecting(_ columns: [FieldPath]?) -> Row {
        guard let columns else { return self }
        return Row(
            columns.compactMap { path in
                path.value(in: self).map { (path.description, $0) }
            })
    }
}

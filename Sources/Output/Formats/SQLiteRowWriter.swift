import Records
import RowDatabase

/// Writes rows into a table of a database: a new one, which goes to the sink when it is complete,
/// or one that is there already.
///
/// What a column holds is known when all rows have come, so they wait in a spool. A list is JSON.
struct SQLiteRowWriter: RowWriter {
    private let sink: any ByteSink
    private let options: RowWriterOptions
    private let columns: [FieldPath]?
    private let spool: ColumnSpool
    private var types: [String: ColumnType] = [:]

    init(to sink: any ByteSink, options: RowWriterOptions) {
        self.sink = sink
        self.options = options
        columns = options.columns?.map { FieldPath($0) }
        spool = ColumnSpool(folder: options.temporaryFolder, columns: options.columns ?? [])
    }

    mutating func write(_ rows: [Row]) throws {
        for row in rows {
            let cells = row.selecting(columns).flatMembers(columns == nil && options.flattens)
            for (column, value) in cells {
                guard let type = ColumnType(value) else { continue }
                types[column] = types[column]?.joined(with: type) ?? type
            }
            try spool.append(
                cells.map { ($0.column, $0.value.isNull ? "" : $0.value.json()) })
        }
    }

    func finish() throws {
        if let path = options.database {
            try fill(path, isNew: false)
        } else {
            let file = try TemporaryFile(in: options.temporaryFolder)
            try fill(file.path, isNew: true)
            try file.copy(to: sink)
        }
        try sink.finish()
    }

    private func fill(_ path: String, isNew: Bool) throws {
        let columns = spool.columns.map {
            TableColumn(name: $0, type: types[$0] ?? .mixed)
        }
        let table = options.table ?? RowTableWriter(table: TableName.plain(options.title))
        try table.write(columns, to: path, isNew: isNew) { write in
            try spool.forEachRow { cells in
                try write(cells.map { $0.isEmpty ? .null : try JSONValue(parsing: $0) })
            }
        }
    }
}

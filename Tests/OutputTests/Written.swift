import Records

@testable import Output

/// What a writer makes of rows.
func written(
    _ rows: [Row], as format: OutputFormat, _ options: RowWriterOptions = RowWriterOptions(),
    batch: Int = .max
) throws -> String {
    let sink = BufferSink()
    var writer = RowWriters.make(format, to: sink, options: options)
    var rest = rows[...]
    while !rest.isEmpty {
        try writer.write(Array(rest.prefix(batch)))
        rest = rest.dropFirst(min(batch, rest.count))
    }
    try writer.finish()
    return sink.text
}

/// A row from JSON text.
func row(_ json: String) throws -> Row {
    try JSONValue(parsing: json).objectValue ?? Row()
}

import Output
import Records

/// The rows of one `export` on their way into its file.
actor Export {
    private let rows: RowStream
    private let path: String
    private let file: DurableFile
    private var writer: any RowWriter
    private let run: PipelineRun
    private var rowCount = 0

    init(
        _ rows: RowStream, to file: sending DurableFile, format: OutputFormat,
        options: RowWriterOptions, run: PipelineRun
    ) {
        self.rows = rows
        self.run = run
        path = file.path
        self.file = file
        writer = RowWriters.make(format, to: file, options: options)
    }

    func next() async throws -> [Row]? {
        guard let batch = try await rows.next() else { return nil }
        try writer.write(batch)
        rowCount += batch.count
        return batch
    }

    /// Takes what a later stage did not want, too: an export is of all rows.
    func drain() async throws {
        while try await next() != nil { try Task.checkCancellation() }
    }

    func finish() throws {
        try run.journal?.note(file)
        try writer.finish()
        let rows = rowCount == 1 ? "row" : "rows"
        run.note("\(path): \(rowCount.grouped) \(rows), \(file.byteCount.grouped) bytes")
    }
}

import Output
import Records

/// The rows of one `export` on their way into its file.
actor Export {
    private let rows: RowStream
    private let path: String
    private var file: any OutputFile
    private var writer: any RowWriter
    private let run: PipelineRun
    private let format: OutputFormat
    private var rowCount = 0
    /// Names of fields that the file does not get.
    private let privateFields: Set<String>
    /// Those of them that were there.
    private var leftOut: [String] = []

    init(
        _ rows: RowStream, to file: sending any OutputFile, format: OutputFormat,
        options: RowWriterOptions, leavingOut privateFields: Set<String>, run: PipelineRun
    ) {
        self.rows = rows
        self.run = run
        self.format = format
        self.privateFields = privateFields
        path = file.path
        self.file = file
        writer = RowWriters.make(format, to: file, options: options)
    }

    func next() async throws -> [Row]? {
        guard let batch = try await rows.next() else { return nil }
        try writer.write(exported(batch))
        rowCount += batch.count
        return batch
    }

    /// Takes what a later stage did not want, too: an export is of all rows.
    func drain() async throws {
        while try await next() != nil { try Task.checkCancellation() }
    }

    func finish() throws {
        if let journal = run.journal {
            file.willTakeName = { [path] identity in try journal.note(identity, at: path) }
        }
        try writer.finish()
        let rows = rowCount == 1 ? "row" : "rows"
        let added = file is AppendedFile ? " added" : ""
        // Where the name does not say so, or says something else.
        let form = OutputFormat(fileNamed: path) == format ? "" : " as \(format.rawValue)"
        run.note(
            "\(path): \(rowCount.grouped) \(rows)\(form)\(added), "
                + "\(file.byteCount.grouped) bytes")
        writer.notes.forEach(run.note)
        guard !leftOut.isEmpty else { return }
        run.note("left out: \(leftOut.joined(separator: ", ")); private=yes keeps them")
    }

    private func exported(_ rows: [Row]) -> [Row] {
        if privateFields.isEmpty { return rows }
        return rows.map { $0.leavingOut(privateFields, found: &leftOut) }
    }
}

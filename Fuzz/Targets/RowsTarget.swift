import Output
import Records

/// A file. The first byte chooses its format and the one it is written in, the second where it is
/// cut into two pieces, and what its rows are taken for.
enum RowsTarget {
    /// Those that are not read again.
    private static let formats: [OutputFormat] = [
        .table, .csv, .tsv, .markdown, .html, .yaml, .xlsx, .sqlite,
    ]

    static func check(_ bytes: [UInt8]) throws(Violation) {
        guard bytes.count > 2 else { return }
        let format = RowFormat.allCases[Int(bytes[0]) % RowFormat.allCases.count]
        let file = bytes[2...]
        let cut = file.startIndex + Int(bytes[1]) % (file.count + 1)
        let whole = read([file], as: format)
        try checkPieces([file[..<cut], file[cut...]], of: whole, as: format)
        try checkPieces(file.indices.map { file[$0...$0] }, of: whole, as: format)
        guard case .success(let rows) = whole, !rows.isEmpty else { return }
        try checkJSON(of: rows)
        let output = formats[Int(bytes[0]) / RowFormat.allCases.count % formats.count]
        if output.isText {
            try checkText(of: rows, as: output)
        } else {
            try checkContainer(of: rows, as: output)
        }
        try checkCard(of: rows[0], as: RowKind.allCases[Int(bytes[1]) % RowKind.allCases.count])
    }

    private typealias Outcome = Result<[Row], RowSyntaxError>

    /// A file is the same however it arrives.
    private static func checkPieces(
        _ pieces: [ArraySlice<UInt8>], of whole: Outcome, as format: RowFormat
    ) throws(Violation) {
        let outcome = read(pieces, as: format)
        try Violation.unless(
            outcome == whole, "\(format) in \(pieces) gave \(outcome), and whole \(whole)")
    }

    private static func read(_ pieces: [ArraySlice<UInt8>], as format: RowFormat) -> Outcome {
        Result { () throws(RowSyntaxError) in
            let parser = format.makeParser()
            var rows: [Row] = []
            for piece in pieces { rows += try parser.read(piece) }
            return try rows + parser.finish()
        }
    }

    /// JSON that was written reads the same.
    private static func checkJSON(of rows: [Row]) throws(Violation) {
        for (output, input) in [(OutputFormat.json, RowFormat.json), (.jsonl, .jsonl)] {
            let text = try written(rows, as: output)
            let again = read([text[...]], as: input)
            try Violation.unless(
                again == .success(rows), "\(rows) came back from \(output) as \(again)")
        }
    }

    private static let terminal = TerminalStyle(width: 30)

    /// Any format takes any row, and no byte of it drives a terminal or breaks its lines.
    private static func checkText(of rows: [Row], as format: OutputFormat) throws(Violation) {
        _ = try written(rows, as: format)
        let shown = try written(rows, as: format, terminal: terminal)
        try check(shown, as: "\(format)", width: format == .table ? terminal.width : nil)
    }

    /// Any row goes into a spreadsheet or a database, whatever its fields are called.
    private static func checkContainer(
        of rows: [Row], as format: OutputFormat
    ) throws(Violation) {
        let start = format == .xlsx ? "PK" : "SQLite format 3\0"
        try Violation.unless(
            try written(rows, as: format).starts(with: start.utf8),
            "\(format) of \(rows) is none")
    }

    private static func checkCard(of row: Row, as kind: RowKind) throws(Violation) {
        let card = Card.render(row, kind: kind, style: terminal)
        try check(Array(card.utf8), as: "card of \(kind)", width: terminal.width)
    }

    private static func written(
        _ rows: [Row], as format: OutputFormat, terminal: TerminalStyle? = nil
    ) throws(Violation) -> [UInt8] {
        let sink = BufferSink()
        var writer = RowWriters.make(
            format, to: sink, options: RowWriterOptions(terminal: terminal))
        do {
            try writer.write(rows)
            try writer.finish()
        } catch {
            throw Violation("\(format) failed: \(error)")
        }
        return sink.bytes
    }

    private static func check(
        _ bytes: [UInt8], as format: String, width: Int?
    ) throws(Violation) {
        let text = String(decoding: bytes, as: UTF8.self)
        for line in text.split(whereSeparator: { $0 == "\n" || $0 == "\r\n" }) {
            try Violation.unless(
                !line.unicodeScalars.contains { TerminalText.isUnsafe($0) && $0 != "\t" },
                "\(format) gave \(line.debugDescription)")
            try Violation.unless(
                DisplayWidth.of(String(line)) <= width ?? .max,
                "\(format) is wider than \(width ?? 0): \(line.debugDescription)")
        }
    }
}

import Records

/// Writes rows as one JSON array with an indented object each, or as JSON Lines.
struct JSONRowWriter: RowWriter {
    enum Layout { case array, lines }

    private let sink: any ByteSink
    private let layout: Layout
    private let columns: [FieldPath]?
    private let isForTerminal: Bool
    private var hasRows = false

    init(to sink: any ByteSink, layout: Layout, options: RowWriterOptions) {
        self.sink = sink
        self.layout = layout
        columns = options.columns?.map { FieldPath($0) }
        isForTerminal = options.terminal != nil
    }

    mutating func write(_ rows: [Row]) throws {
        var writer = JSONWriter(pretty: layout == .array)
        for row in rows {
            let row = row.selecting(columns)
            switch layout {
            case .array:
                writer.write(hasRows ? ",\n  " : "[\n  ")
                writer.write(row, depth: 1)
            case .lines:
                writer.write(row)
                writer.writeNewline()
            }
            hasRows = true
        }
        if !writer.bytes.isEmpty { try sink.write(shown(writer.bytes)) }
    }

    mutating func finish() throws {
        if layout == .array { try sink.write(Array((hasRows ? "\n]\n" : "[]\n").utf8)) }
        try sink.finish()
    }

    /// What a terminal could mistake stands in strings only, where JSON has an escape for it.
    private func shown(_ bytes: [UInt8]) -> [UInt8] {
        guard isForTerminal else { return bytes }
        return TerminalText.escaping(bytes) { scalar in
            UTF16.encode(scalar).map { unit in
                unit.reduce("") { $0 + "\\u" + hexadecimal(UInt32($1), digits: 4) }
            } ?? "?"
        }
    }
}

/// The number in lower-case hexadecimal digits, at least so many.
func hexadecimal(_ number: UInt32, digits: Int) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
}

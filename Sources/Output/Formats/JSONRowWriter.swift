import Records

/// Writes rows as one JSON array with an indented object each, as JSON Lines, or one row as one
/// indented object.
struct JSONRowWriter: RowWriter {
    enum Layout { case array, lines, object }

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
        var writer = JSONWriter(pretty: layout != .lines)
        for row in rows {
            let row = row.selecting(columns)
            switch layout {
            case .array:
                writer.write(hasRows ? ",\n  " : "[\n  ")
                writer.write(row, depth: 1)
            case .lines, .object:
                writer.write(row)
                writer.writeNewline()
            }
            hasRows = true
        }
        let bytes = writer.bytes
        if !bytes.isEmpty {
            try sink.write(isForTerminal ? TerminalText.escapingJSON(bytes) : bytes)
        }
    }

    mutating func finish() throws {
        switch layout {
        case .array: try sink.write(Array((hasRows ? "\n]\n" : "[]\n").utf8))
        case .object: if !hasRows { try sink.write(Array("null\n".utf8)) }
        case .lines: break
        }
        try sink.finish()
    }
}

/// The number in lower-case hexadecimal digits, at least so many.
func hexadecimal(_ number: UInt32, digits: Int) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
}

import Commands
import Discogs
import Output
import PipelineLanguage
import Records
import Shell

/// What a server may fill is shown in each way there is: no byte of it drives the terminal, and lines
/// keep to the width. The input is the seed of what the server says.
enum TerminalTarget {
    private static let styles = [
        TerminalStyle(width: 80), TerminalStyle(width: 37, isColored: true),
        TerminalStyle(width: 132, isUnicode: false), TerminalStyle(width: 24, isColored: true),
    ]

    private static let site = "https://www.discogs.com/"

    static func check(_ bytes: [UInt8]) throws(Violation) {
        let seed = bytes.reduce(0xCBF2_9CE4_8422_2325) {
            ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3
        }
        var hostile = HostileRow(seed: seed)
        var text = HostileText(seed: seed &+ 1)
        let rows = (0...text.number(below: 3)).map { _ in hostile.row() }
        let style = styles[text.number(below: styles.count)]
        let kind = RowKind.allCases[text.number(below: RowKind.allCases.count)]
        let format = OutputFormat.shown[text.number(below: OutputFormat.shown.count)]
        try checkWriters(rows, kind, format, style)
        try check(
            Card.render(rows[0], kind: kind, style: style), as: "the card of \(kind)", style,
            width: style.width)
        try checkLinks(rows, kind, style)
        try checkChart(rows, style)
        try checkErrors(text.text(), rows[0], style)
    }

    private static func checkWriters(
        _ rows: [Row], _ kind: RowKind, _ format: OutputFormat, _ style: TerminalStyle
    ) throws(Violation) {
        for format in [.table, format] {
            let sink = BufferSink()
            var writer = RowWriters.make(
                format, to: sink, options: RowWriterOptions(kind: kind, terminal: style))
            do {
                try writer.write(rows)
                try writer.finish()
            } catch {
                throw Violation("\(format) failed: \(error)")
            }
            try Violation.unless(
                String(validating: sink.bytes, as: UTF8.self) != nil, "\(format) wrote no UTF-8")
            try check(
                String(decoding: sink.bytes, as: UTF8.self), as: "\(format)", style,
                width: format == .table ? style.width : nil,
                lineEnd: format == .csv ? "\r\n" : "\n")
        }
    }

    /// Where titles lead to pages whose addresses somebody has filled in, too.
    private static func checkLinks(
        _ rows: [Row], _ kind: RowKind, _ style: TerminalStyle
    ) throws(Violation) {
        var style = style
        style.showsLinks = true
        let address = site + (rows[0]["id"]?.text ?? "release/1")
        let sink = BufferSink()
        var writer = RowWriters.make(
            .table, to: sink,
            options: RowWriterOptions(kind: kind, terminal: style, page: { _ in address }))
        do {
            try writer.write(rows)
            try writer.finish()
        } catch {
            throw Violation("a table with links failed: \(error)")
        }
        try check(
            String(decoding: sink.bytes, as: UTF8.self), as: "a table with links", style,
            width: style.width)
        try check(
            Card.render(rows[0], kind: kind, style: style, address: address),
            as: "the card of \(kind) with a link", style, width: style.width)
    }

    private static func checkChart(_ rows: [Row], _ style: TerminalStyle) throws(Violation) {
        for (label, size) in [("title", "year"), ("year", "title"), ("genre", "id")] {
            let bars = rows.map {
                BarChart.Bar(label: $0[label] ?? .null, size: $0[size] ?? .null)
            }
            let chart = BarChart.render(bars, field: label, limit: 2, style: style)
            try check(chart, as: "a chart", style, width: style.width)
        }
    }

    /// As the console shows errors and notes.
    private static func checkErrors(
        _ text: String, _ row: Row, _ style: TerminalStyle
    ) throws(Violation) {
        let report = ErrorReport(style: style)
        let error = DiscogsError(.badRequest, status: 400, message: text)
        let place = SourceText(name: text, text: "search \(text)")
        let errors: [any Error] = [
            error, RowFailure(error, row: row), InputFailure.notRegular(text),
            FileWriteError.exists(path: text), AssertionFailure.row(number: 1, row),
            UsageError(
                source: place, diagnostics: [Diagnostic(text, at: SourceSpan(0, 4), hint: text)]),
        ]
        for error in errors {
            let shown = style.lines(report.text(for: error) ?? "")
            try check(shown, as: "\(type(of: error))", style, width: nil)
        }
        try check(style.lines(text), as: "a note", style, width: nil)
        try Violation.unless(!style.text(text).contains("\n"), "\(text.debugDescription) has lines")
    }

    private static func check(
        _ text: String, as name: String, _ style: TerminalStyle, width: Int?,
        lineEnd: Character = "\n"
    ) throws(Violation) {
        let plain = withoutStyling(text, style)
        for line in plain.split(separator: lineEnd) {
            try Violation.unless(
                !line.unicodeScalars.contains { TerminalText.isUnsafe($0) && $0 != "\t" },
                "\(name) gave \(line.debugDescription)")
            try Violation.unless(
                style.isUnicode || line.utf8.allSatisfy { $0 < 0x80 } || width == nil,
                "\(name) gave \(line.debugDescription) to a terminal of ASCII")
            try Violation.unless(
                DisplayWidth.of(String(line)) <= width ?? .max,
                "\(name) is wider than \(width ?? 0): \(line.debugDescription)")
        }
    }

    /// Bold, dim and links to pages of discogs.com are ours; anything else that drives a terminal
    /// stays.
    private static func withoutStyling(_ text: String, _ style: TerminalStyle) -> String {
        // Character by character a mark behind a sequence would be part of it.
        var plain: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.first {
            let length = byte == 0x1B ? lengthOfStyling(rest, style) : 0
            if length == 0 { plain.append(byte) }
            rest = rest.dropFirst(max(1, length))
        }
        return String(decoding: plain, as: UTF8.self)
    }

    private static func lengthOfStyling(_ bytes: ArraySlice<UInt8>, _ style: TerminalStyle) -> Int {
        let codes = ["1", "2", "22"].map { "\u{1B}[\($0)m" }
        if style.isColored, let code = codes.first(where: { bytes.starts(with: $0.utf8) }) {
            return code.utf8.count
        }
        let opening = "\u{1B}]8;;"
        let closing = "\u{1B}\\"
        guard style.showsLinks, bytes.starts(with: opening.utf8) else { return 0 }
        let address = bytes.dropFirst(opening.utf8.count).prefix {
            $0 > 0x20 && $0 < 0x7F && $0 != 0x5C
        }
        let length = opening.utf8.count + address.count
        guard address.isEmpty || address.starts(with: site.utf8),
            bytes.dropFirst(length).starts(with: closing.utf8)
        else { return 0 }
        return length + closing.utf8.count
    }
}

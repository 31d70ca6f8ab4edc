import Records

/// Writes rows as a table fitted to a terminal, numbered for `@3`.
///
/// The first rows, up to 200, decide the widths of the columns; those that follow flow with the
/// same widths. A last line names the fields that are not shown.
package struct TableWriter: RowWriter {
    private static let sampleSize = 200

    private let sink: any ByteSink
    private let kind: RowKind
    private let wanted: [String]?
    private let style: TerminalStyle
    private let page: (@Sendable (Row) -> String?)?
    private var sample: [Row] = []
    private var layout: TableLayout?
    private var rowCount = 0
    private var fields: [String] = []
    private var knownFields: Set<String> = []

    /// - Parameters:
    ///   - columns: the fields to show; nil shows those that suit the kind of row.
    ///   - page: where the title of a row leads on a terminal that has links.
    package init(
        to sink: any ByteSink, kind: RowKind, columns: [String]? = nil, style: TerminalStyle,
        page: (@Sendable (Row) -> String?)? = nil
    ) {
        self.sink = sink
        self.kind = kind
        wanted = columns
        self.style = style
        self.page = page
    }

    package mutating func write(_ rows: [Row]) throws {
        var text = ""
        for row in rows {
            for member in row.members where knownFields.insert(member.key).inserted {
                fields.append(member.key)
            }
            if let layout {
                text += line(of: row, layout)
            } else {
                sample.append(row)
                if sample.count == Self.sampleSize { text += begin(isComplete: false) }
            }
        }
        if !text.isEmpty { try sink.write(Array(text.utf8)) }
    }

    package mutating func finish() throws {
        var text = ""
        if layout == nil, !sample.isEmpty { text += begin(isComplete: true) }
        if let layout { text += hiddenLine(layout) }
        if !text.isEmpty { try sink.write(Array(text.utf8)) }
        try sink.finish()
    }

    /// Decides the layout and prints the header with the rows that have waited.
    private mutating func begin(isComplete: Bool) -> String {
        let layout = TableLayout(
            columns(), sample: sample, rowCount: isComplete ? sample.count : nil, style: style)
        self.layout = layout
        var text = header(layout)
        for row in sample { text += line(of: row, layout) }
        sample = []
        return text
    }

    /// The columns to show if there is room. Those that suit the kind are left out where no row
    /// has them; if none has any, all fields are shown.
    private func columns() -> TableColumns {
        if let wanted { return TableColumns(chosen: wanted) }
        return TableColumns(kind: kind) {
            knownFields.contains($0) || knownFields.contains(FieldPath($0).head)
        } ?? TableColumns(fields: fields)
    }

    private func header(_ layout: TableLayout) -> String {
        let names = layout.columns.map { column in
            padded(style.text(column.header), column)
        }
        let number = DisplayWidth.padded("#", to: layout.numberWidth, right: true)
        let rules = ([layout.numberWidth] + layout.columns.map(\.width)).map {
            String(repeating: style.rule, count: $0)
        }
        return style.bold(joined([number] + names)) + "\n" + style.dim(joined(rules)) + "\n"
    }

    private mutating func line(of row: Row, _ layout: TableLayout) -> String {
        rowCount += 1
        let number = DisplayWidth.padded(String(rowCount), to: layout.numberWidth, right: true)
        let cells = layout.columns.map { column in
            padded(TableCell.text(column.path, in: row, style: style), column)
        }
        var line = joined([number] + cells)
        guard line.hasPrefix(number) else { return line + "\n" }
        line = linked(line, in: row, behind: number, cells, layout)
        return style.dim(number) + line.dropFirst(number.count) + "\n"
    }

    /// The line with its title as a link to the row's page: the text of it alone, without the blanks
    /// around it.
    private func linked(
        _ line: String, in row: Row, behind number: String, _ cells: [String],
        _ layout: TableLayout
    ) -> String {
        guard style.showsLinks, let page = page?(row),
            let place = layout.columns.firstIndex(where: \.isHeading)
        else { return line }
        let gap = String(repeating: " ", count: TableLayout.gap)
        let before = ([number] + cells[..<place]).joined(separator: gap) + gap
        let title = cells[place].drop { $0 == " " }
        let start = before.count + cells[place].count - title.count
        let text = title.reversed().drop { $0 == " " }.reversed()
        let rest = line.dropFirst(start)
        guard rest.starts(with: text) else { return line }
        return line.prefix(start) + style.linked(String(text), to: page)
            + rest.dropFirst(text.count)
    }

    private func padded(_ text: String, _ column: TableLayout.Column) -> String {
        DisplayWidth.padded(
            DisplayWidth.truncated(text, to: column.width, ellipsis: style.ellipsis),
            to: column.width, right: column.isNumeric)
    }

    /// The line without blanks at its end, cut where the terminal is narrower than the least
    /// table or the row number longer than the room kept for it.
    private func joined(_ cells: [String]) -> String {
        var line = cells.joined(separator: String(repeating: " ", count: TableLayout.gap))[...]
        while line.last == " " { line = line.dropLast() }
        return DisplayWidth.truncated(String(line), to: style.width, ellipsis: style.ellipsis)
    }

    /// `hidden: thumb, cover_image, … (show FIELD… to see them)`, on one line. How to see them is said
    /// where some of them can be named beside it.
    private func hiddenLine(_ layout: TableLayout) -> String {
        let shown = Set(layout.columns.flatMap { [$0.path.head, $0.path.description] })
        let others = wanted == nil ? fields.filter { !shown.contains($0) } : []
        let hidden = layout.dropped + others.filter { !layout.dropped.contains($0) }
        guard !hidden.isEmpty else { return "" }
        let names = hidden.map(style.text)
        let hint = " (show FIELD\(style.ellipsis) to see them)"
        var (line, count) = listed(names, behind: hint)
        if count < min(names.count, 3) { (line, count) = listed(names, behind: "") }
        return style.dim(line) + "\n"
    }

    /// As many names as fit, and how many they are; one in any case, cut where it has to be.
    private func listed(_ names: [String], behind hint: String) -> (line: String, count: Int) {
        let room = style.width - DisplayWidth.of("hidden: " + hint)
        var count = names.count
        var list = names.joined(separator: ", ")
        while DisplayWidth.of(list) > room, count > 1 {
            count -= 1
            list = names.prefix(count).joined(separator: ", ") + ", " + style.ellipsis
        }
        if DisplayWidth.of(list) > room {
            list = DisplayWidth.truncated(
                names[0], to: max(room, 0), ellipsis: style.ellipsis)
            count = 0
        }
        let line = DisplayWidth.truncated(
            "hidden: \(list)\(hint)", to: style.width, ellipsis: style.ellipsis)
        return (line, count)
    }
}

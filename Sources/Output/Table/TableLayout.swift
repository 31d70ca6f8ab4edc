import Records

/// The columns of a table and their widths, fitted to a terminal by a sample of the rows.
struct TableLayout {
    struct Column {
        let path: FieldPath
        let header: String
        let isNumeric: Bool
        /// Whether it leads to the page of the row.
        fileprivate(set) var isHeading = false
        fileprivate let natural: Int
        fileprivate let minimum: Int
        fileprivate let weight: Int
        fileprivate let importance: Int
        fileprivate(set) var width = 0

        var name: String { path.description }
    }

    static let gap = 2

    let columns: [Column]
    /// Wanted columns for which there is no room, the most important one first.
    let dropped: [String]
    /// How many columns the row numbers take.
    let numberWidth: Int

    /// - Parameters:
    ///   - wanted: the least important ones go first when room is short, after those that no row
    ///     fills.
    ///   - rowCount: how many rows there are, nil when more may follow.
    init(_ wanted: TableColumns, sample: [Row], rowCount: Int?, style: TerminalStyle) {
        numberWidth = rowCount.map { String($0).count } ?? 5
        let room = max(style.width - numberWidth - Self.gap, 1)
        let short = wanted.names.map { FieldPath($0).lastName }
        let measured = zip(wanted.names, short).map { name, last in
            let isClear = wanted.hasShortHeaders && short.count { $0 == last } == 1
            return Self.measured(
                FieldPath(name), header: isClear ? last : name, of: wanted, sample: sample,
                style: style)
        }
        var kept = measured
        while kept.count > 1, Self.total(kept.map(\.minimum)) > room,
            let last = kept.indices.max(by: { kept[$0].importance < kept[$1].importance })
        {
            kept.remove(at: last)
        }
        var fitted = Self.fitted(kept, room: room)
        let heading =
            fitted.firstIndex { $0.name == wanted.heading } ?? fitted.firstIndex { $0.name == "id" }
        if let heading { fitted[heading].isHeading = true }
        columns = fitted
        let shown = Set(kept.map(\.name))
        dropped = wanted.byImportance.filter { !shown.contains($0) }
    }

    private static func total(_ widths: [Int]) -> Int {
        widths.reduce(0, +) + gap * max(widths.count - 1, 0)
    }

    private static func measured(
        _ path: FieldPath, header: String, of columns: TableColumns, sample: [Row],
        style: TerminalStyle
    ) -> Column {
        var natural = DisplayWidth.of(style.text(header))
        var isNumeric = true
        var hasText = false
        for row in sample {
            let text = TableCell.text(path, in: row, style: style)
            natural = max(natural, DisplayWidth.of(text))
            guard !text.isEmpty else { continue }
            hasText = true
            isNumeric = isNumeric && TableCell.belongsRight(text)
        }
        isNumeric = isNumeric && hasText
        let name = path.description
        let isTitle = TableColumns.isTitle(name)
        let isWhole = columns.wholeNames.contains(name)
        let importance = columns.byImportance.firstIndex(of: name) ?? columns.names.count
        return Column(
            path: path, header: header, isNumeric: isNumeric, natural: natural,
            minimum: isNumeric || isWhole
                ? natural : min(natural, isTitle ? leastTitle(columns.titleShare, style) : 10),
            weight: isTitle ? 2 : 1, importance: hasText ? importance : importance + 1_000)
    }

    /// A share of a narrow screen, three tenths of one that is wider than 40 columns, and never more
    /// than a title is worth.
    private static func leastTitle(_ share: Int, _ style: TerminalStyle) -> Int {
        min(style.width * share / 100, max(40 * share / 100, style.width * 3 / 10), 28)
    }

    /// Every column gets its natural width if there is room; else all are cut to the same length,
    /// titles to twice that.
    private static func fitted(_ columns: [Column], room: Int) -> [Column] {
        var fitted = columns
        func widths(cut: Int) -> [Int] {
            columns.map { min($0.natural, max($0.minimum, cut * $0.weight)) }
        }
        var cut = 0
        while cut < room, total(widths(cut: cut + 1)) <= room { cut += 1 }
        for (place, width) in widths(cut: cut).enumerated() { fitted[place].width = width }
        var spare = room - total(fitted.map(\.width))
        for place in fitted.indices.sorted(by: { fitted[$0].importance < fitted[$1].importance }) {
            let extra = min(max(spare, 0), fitted[place].natural - fitted[place].width)
            fitted[place].width += extra
            spare -= extra
        }
        // A single column that is wider than the terminal.
        if spare < 0, fitted.count == 1 { fitted[0].width = room }
        return fitted
    }
}

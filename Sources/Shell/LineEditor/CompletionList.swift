import Commands
import Output

/// Completions as a terminal shows them: one on a line with what is said about it, as far as there is
/// room; otherwise their names in columns.
struct CompletionList {
    /// Each at most as wide as the terminal.
    let lines: [String]

    private static let gap = 2
    /// A longer name is cut, so that something can be said about it.
    private static let nameShare = 0.5

    /// - Parameter height: the lines of the terminal; the prompt needs one of them.
    init(_ completions: Completions, style: TerminalStyle, height: Int) {
        let names = completions.candidates.map { style.text($0.name) }
        let summaries = completions.candidates.map { style.text($0.summary) }
        let room = max(height - 2, 3)
        let hasSummaries = summaries.contains { !$0.isEmpty }
        let (all, shown) =
            hasSummaries && names.count <= room
            ? (Self.described(names, summaries, style), names.count)
            : Self.columns(names, style, room: room)
        let omitted = completions.omitted + names.count - shown
        lines =
            omitted > 0
            ? all + [DisplayWidth.truncated("\(style.ellipsis) \(omitted) more", to: style.width)]
            : all
    }

    private static func described(
        _ names: [String], _ summaries: [String], _ style: TerminalStyle
    ) -> [String] {
        let widest = names.map(DisplayWidth.of).max() ?? 0
        let width = min(widest, Int(Double(style.width) * nameShare))
        return zip(names, summaries).map { name, summary in
            let cut = DisplayWidth.truncated(name, to: width, ellipsis: style.ellipsis)
            if summary.isEmpty { return cut }
            let line =
                DisplayWidth.padded(cut, to: width) + String(repeating: " ", count: Self.gap)
                + summary
            return DisplayWidth.truncated(line, to: style.width - 1, ellipsis: style.ellipsis)
        }
    }

    /// Names from top to bottom, then to the right.
    /// - Returns: the lines, and how many names they have.
    private static func columns(
        _ names: [String], _ style: TerminalStyle, room: Int
    ) -> (lines: [String], count: Int) {
        let widest = min(names.map(DisplayWidth.of).max() ?? 1, style.width - 1)
        let count = max(1, (style.width - 1 + gap) / (widest + gap))
        let height = min(room, (names.count + count - 1) / count)
        let shown = Array(names.prefix(height * count))
        let lines = (0..<height).map { row in
            let cells = stride(from: row, to: shown.count, by: height).map { place in
                DisplayWidth.padded(
                    DisplayWidth.truncated(shown[place], to: widest, ellipsis: style.ellipsis),
                    to: widest + gap)
            }
            var line = cells.joined()
            while line.last == " " { line.removeLast() }
            return line
        }
        return (lines, shown.count)
    }
}

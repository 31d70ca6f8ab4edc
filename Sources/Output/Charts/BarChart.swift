import Records

/// Values as bars beside each other, fitted to a terminal.
package struct BarChart {
    /// One value with its size.
    package struct Bar: Sendable {
        /// What is counted or summed; missing is null.
        package var label: JSONValue
        /// How many, or how much; null has no bar.
        package var size: JSONValue

        package init(label: JSONValue, size: JSONValue) {
            self.label = label
            self.size = size
        }
    }

    private struct Line {
        let label: String
        var size: Double?
    }

    private let lines: [Line]
    /// What has no value, whatever the API writes for it: null, an empty text, the year 0.
    private let none: Line?
    private let rest: (count: Int, size: Double)?
    private let style: TerminalStyle

    /// - Parameters:
    ///   - field: the name of what the labels are, which decides how some read.
    ///   - limit: how many bars there are at most; the others become one line without a bar.
    private init(_ bars: [Bar], field: String, limit: Int, style: TerminalStyle) {
        var lines: [Line] = []
        var places: [String: Int] = [:]
        for bar in bars {
            let text = DisplayText.of(bar.label, field: field)
            let label = style.text(String(text.prefix(2 * style.width)))
            let place = places[label] ?? lines.count
            if place == lines.count {
                places[label] = place
                lines.append(Line(label: label, size: bar.size.doubleValue))
            } else if let more = bar.size.doubleValue {
                lines[place].size = (lines[place].size ?? 0) + more
            }
        }
        none = places[""].map { lines.remove(at: $0) }.map { Line(label: "(none)", size: $0.size) }
        // A line that says "1 more" would take the room of that one.
        if lines.count > limit + 1 {
            let folded = lines[limit...]
            rest = (folded.count, folded.reduce(0) { $0 + ($1.size ?? 0) })
            lines.removeSubrange(limit...)
        } else {
            rest = nil
        }
        self.lines = lines
        self.style = style
    }

    /// The chart, with a line feed after every line; empty without bars. What has no value comes
    /// last.
    package static func render(
        _ bars: [Bar], field: String, limit: Int, style: TerminalStyle
    ) -> String {
        BarChart(bars, field: field, limit: limit, style: style).text
    }

    // MARK: Layout

    private var text: String {
        let drawn = lines + [none].compactMap(\.self)
        let restLabel = rest.map { "\(style.ellipsis) \($0.count) more" }
        let labels = drawn.map(\.label) + [restLabel].compactMap(\.self)
        let sizes = drawn.map { sizeText($0.size) } + [rest.map { sizeText($0.size) } ?? ""]
        let widest = labels.map(DisplayWidth.of).max() ?? 0
        let labelWidth = min(widest, max(style.width * 2 / 5, 4))
        let sizeWidth = sizes.map(\.utf8.count).max() ?? 0
        let room = max(style.width - labelWidth - Self.gap - 1 - sizeWidth, 0)
        // A sum may be beyond all numbers; its bar is as long as there is room.
        let greatest = drawn.compactMap(\.size).filter(\.isFinite).max() ?? 0
        let areNumbers = lines.allSatisfy { TableCell.isNumber($0.label) }

        func line(_ label: String, isDim: Bool = false, bar: String, size: String) -> String {
            let cut = DisplayWidth.truncated(label, to: labelWidth, ellipsis: style.ellipsis)
            let head = DisplayWidth.padded(cut, to: labelWidth, right: areNumbers)
            let tail = gapText + (bar.isEmpty ? "" : bar + " ") + size
            let whole = DisplayWidth.truncated(
                head + tail, to: style.width, ellipsis: style.ellipsis)
            guard isDim, whole.hasPrefix(head) else { return whole + "\n" }
            return style.dim(head) + whole.dropFirst(head.count) + "\n"
        }

        var text = ""
        for bar in lines {
            text += line(
                bar.label, bar: barText(bar.size, of: greatest, room: room),
                size: sizeText(bar.size))
        }
        if let rest, let restLabel {
            text += line(restLabel, isDim: true, bar: "", size: sizeText(rest.size))
        }
        if let none {
            text += line(
                none.label, isDim: true, bar: barText(none.size, of: greatest, room: room),
                size: sizeText(none.size))
        }
        return text
    }

    private static let gap = 2

    private var gapText: String { String(repeating: " ", count: Self.gap) }

    private func sizeText(_ size: Double?) -> String {
        guard let size else { return style.isUnicode ? "–" : "-" }
        if let whole = Int64(exactly: size) { return String(whole) }
        return DisplayText.number(size)
    }

    /// The bar in eighths of a column, or in whole ones without Unicode; never nothing for
    /// something.
    private func barText(_ size: Double?, of greatest: Double, room: Int) -> String {
        guard let size, size > 0, room > 0 else { return "" }
        let share = min(size / greatest, 1)
        guard style.isUnicode else {
            return String(repeating: "#", count: max(1, Int((share * Double(room)).rounded())))
        }
        let eighths = max(1, Int((share * Double(room * 8)).rounded()))
        let last = eighths % 8 == 0 ? "" : String(Self.parts[eighths % 8 - 1])
        return String(repeating: "█", count: eighths / 8) + last
    }

    /// One eighth of a column to seven.
    private static let parts = Array("▏▎▍▌▋▊▉")
}

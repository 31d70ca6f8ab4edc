/// The lines of a card as they are laid out.
///
/// Every text that comes in is foreign: it is sanitised here, and wrapped.
struct CardPage {
    let style: TerminalStyle
    /// Longer lines are hard to read.
    let width: Int
    /// Where the title leads.
    private let page: String?
    private var lines: [String] = []

    init(style: TerminalStyle, page: String? = nil) {
        self.style = style
        self.page = page
        width = min(style.width, 100)
    }

    /// The card, with a line feed after the last line.
    var text: String {
        lines.reversed().drop { $0.isEmpty }.reversed().map { $0 + "\n" }.joined()
    }

    /// What the card is about, which leads to its page.
    mutating func title(_ text: String) {
        for line in wrapped(style.text(text), indent: 0) {
            lines.append(style.bold(style.linked(line, to: page)))
        }
    }

    mutating func blank() {
        if let last = lines.last, !last.isEmpty { lines.append("") }
    }

    /// A title over what follows.
    mutating func heading(_ text: String) {
        blank()
        for line in wrapped(style.text(text), indent: 0) { lines.append(style.bold(line)) }
    }

    /// A name and its text, in two columns; nothing when there is no text.
    mutating func field(_ name: String, _ text: String?) {
        guard let text, !text.isEmpty else { return }
        pair(name, text, nameWidth: 10)
    }

    /// A name and its text, which may be empty, in two columns.
    mutating func pair(_ name: String, _ text: String, nameWidth: Int, indent: Int = 0) {
        let indent = margin(indent)
        let nameWidth = min(nameWidth, max((width - indent) / 2, 1))
        let name = DisplayWidth.truncated(
            style.text(name), to: nameWidth, ellipsis: style.ellipsis)
        let start = indent + nameWidth + 1
        hang(wrapped(style.lines(text), indent: start), under: name, from: indent, to: start)
    }

    mutating func paragraph(_ text: String, indent: Int = 0, isDim: Bool = false) {
        let indent = margin(indent)
        for line in wrapped(style.lines(text), indent: indent) {
            let shown = isDim ? style.dim(line) : line
            lines.append(line.isEmpty ? "" : spaces(indent) + shown)
        }
    }

    /// A paragraph whose lines after the first are indented.
    mutating func item(_ text: String, indent: Int = 0) {
        let indent = margin(indent)
        let wrapped = wrapped(style.text(text), indent: indent + 2)
        for (place, line) in wrapped.enumerated() {
            lines.append(spaces(place == 0 ? indent : indent + 2) + line)
        }
    }

    /// A line of a tracklist: position, title, and the duration at the right edge.
    mutating func track(
        position: String, positionWidth: Int, title: String, duration: String, indent: Int
    ) {
        let start = indent + (positionWidth > 0 ? positionWidth + 2 : 0)
        let duration = DisplayWidth.truncated(
            style.text(duration), to: min(max(width - start - 4, 0), Self.longestDuration),
            ellipsis: style.ellipsis)
        let room = width - start - (duration.isEmpty ? 0 : DisplayWidth.of(duration) + 2)
        var titles = DisplayWidth.wrapped(style.text(title), to: max(room, 2))
        if !duration.isEmpty {
            titles[0] =
                DisplayWidth.padded(titles[0], to: max(room, 2)) + "  " + style.dim(duration)
        }
        let position = DisplayWidth.truncated(
            style.text(position), to: positionWidth, ellipsis: style.ellipsis)
        hang(titles, under: position, from: indent, to: start)
    }

    /// Far more than any has that is one: `12:34:56`.
    private static let longestDuration = 12

    /// How wide a text is once it has been sanitised.
    func measured(_ text: String) -> Int { DisplayWidth.of(style.text(text)) }

    /// Lines beside a name: the name from one column, the lines from another.
    private mutating func hang(_ texts: [String], under name: String, from: Int, to start: Int) {
        for (place, text) in texts.enumerated() {
            let fill = place == 0 ? max(start - from - DisplayWidth.of(name), 0) : start
            let head = place == 0 ? spaces(from) + style.dim(name) : ""
            lines.append(text.isEmpty ? head : head + spaces(fill) + text)
        }
    }

    /// Deep nesting leaves half of the line for the text.
    private func margin(_ indent: Int) -> Int { min(indent, width / 2) }

    private func wrapped(_ text: String, indent: Int) -> [String] {
        DisplayWidth.wrapped(text, to: width - indent)
    }

    private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}

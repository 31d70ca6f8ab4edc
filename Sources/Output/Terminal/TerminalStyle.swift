/// What the terminal that is written to can show.
package struct TerminalStyle: Sendable, Hashable {
    /// How many columns a line has.
    package var width: Int
    package var isColored: Bool
    /// Whether anything but ASCII can be shown.
    package var isUnicode: Bool

    package init(width: Int, isColored: Bool = false, isUnicode: Bool = true) {
        self.width = max(width, 1)
        self.isColored = isColored
        self.isUnicode = isUnicode
    }
}

extension TerminalStyle {
    /// How text is laid out that no terminal shows.
    package static let file = TerminalStyle(width: 132)

    func bold(_ text: String) -> String { enclosed(text, "1", "22") }

    func dim(_ text: String) -> String { enclosed(text, "2", "22") }

    private func enclosed(_ text: String, _ on: String, _ off: String) -> String {
        isColored && !text.isEmpty ? "\u{1B}[\(on)m\(text)\u{1B}[\(off)m" : text
    }

    /// What stands where text was cut off.
    package var ellipsis: String { isUnicode ? "…" : ".." }

    var dash: String { isUnicode ? "–" : "-" }

    var rule: String { isUnicode ? "─" : "-" }

    var dot: String { isUnicode ? "·" : "-" }

    /// Foreign text as this terminal may see it: sanitised, and without what it cannot show.
    package func text(_ text: String) -> String { shown(TerminalText.sanitised(text)) }

    /// As `text`, with the line breaks kept.
    package func lines(_ text: String) -> String {
        shown(TerminalText.sanitisedKeepingNewlines(text))
    }

    private func shown(_ text: String) -> String { isUnicode ? text : TerminalText.ascii(text) }
}

/// What the terminal that is written to can show.
package struct TerminalStyle: Sendable, Hashable {
    /// How many columns a line has.
    package var width: Int
    package var isColored: Bool
    /// Whether anything but ASCII can be shown.
    package var isUnicode: Bool
    /// Whether a text can lead to an address (OSC 8).
    package var showsLinks: Bool

    package init(
        width: Int, isColored: Bool = false, isUnicode: Bool = true, showsLinks: Bool = false
    ) {
        self.width = max(width, 1)
        self.isColored = isColored
        self.isUnicode = isUnicode
        self.showsLinks = showsLinks
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

    /// The text as a link to a page of discogs.com, where the terminal has links. Nothing else is
    /// linked, whatever an address was made of, and no sign in it can end the sequence early.
    func linked(_ text: String, to page: String?) -> String {
        guard showsLinks, !text.isEmpty, let page, Self.isPage(page) else { return text }
        return "\u{1B}]8;;\(page)\u{1B}\\\(text)\u{1B}]8;;\u{1B}\\"
    }

    private static let site = "https://www.discogs.com/"

    private static func isPage(_ address: String) -> Bool {
        address.hasPrefix(site)
            && address.utf8.dropFirst(site.utf8.count).allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
                    || (0x2D...0x39).contains(byte) || byte == 0x5F
            }
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

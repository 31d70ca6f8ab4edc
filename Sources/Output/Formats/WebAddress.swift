/// What may become a link: an address of the web, and nothing that runs or opens anything else.
enum WebAddress {
    /// Whether all of the text is an address that begins with `http://` or `https://`.
    static func isLink(_ text: String) -> Bool {
        let start = text.utf8.prefix(8).map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
        guard let scheme = ["http://", "https://"].first(where: { start.starts(with: $0.utf8) })
        else { return false }
        let rest = text.unicodeScalars.dropFirst(scheme.utf8.count)
        return rest.first.map { $0 != "/" } ?? false
            && !rest.contains { $0.properties.isWhitespace || TerminalText.isUnsafe($0) }
    }
}

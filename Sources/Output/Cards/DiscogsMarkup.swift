/// The markup in the texts of Discogs: profiles and notes.
package enum DiscogsMarkup {
    /// The text without markup: `[a=Sun Ra]` becomes the name, `[r123]` `release 123`,
    /// `[url=…]text[/url]` the text with the address, `[b]` and its like nothing. Brackets that
    /// are no markup stay. Lines end in `\n`; blanks at the ends go.
    package static func plainText(_ text: String) -> String {
        var plain = ""
        var link: (address: String, label: String)?
        func append(_ part: some StringProtocol) {
            if link == nil { plain += part } else { link?.label += part }
        }
        func closeLink() {
            guard let (address, label) = link else { return }
            link = nil
            append(label.isEmpty || label == address ? address : "\(label) (\(address))")
        }
        var rest = unixLines(text)[...]
        while let open = rest.firstIndex(of: "[") {
            append(rest[..<open])
            let inside = rest[rest.index(after: open)...]
            guard let close = inside.firstIndex(where: { $0 == "]" || $0 == "[" }),
                inside[close] == "]", let tag = tag(inside[..<close])
            else {
                append("[")
                rest = inside
                continue
            }
            switch tag {
            case .text(let shown): append(shown)
            case .link(let address):
                closeLink()
                link = address.isEmpty ? nil : (address, "")
            case .endOfLink: closeLink()
            }
            rest = inside[inside.index(after: close)...]
        }
        append(rest)
        closeLink()
        return trimmed(plain)
    }

    private static func unixLines(_ text: String) -> String {
        String(text.map { $0 == "\r\n" || $0 == "\r" ? "\n" : $0 })
    }

    private enum Tag {
        case text(String)
        case link(String)
        case endOfLink
    }

    private static func tag(_ body: Substring) -> Tag? {
        let name = body.prefix { $0.isLetter || $0 == "/" }.lowercased()
        let value = body.dropFirst(name.count)
        switch name {
        case "b", "/b", "i", "/i", "u", "/u", "s", "/s", "quote", "/quote", "code", "/code":
            return value.isEmpty ? .text("") : nil
        case "/url": return value.isEmpty ? .endOfLink : nil
        case "url": return value.isEmpty ? .link("") : assigned(value).map { .link($0) }
        case "img": return assigned(value).map { _ in .text("") }
        case "a", "l", "r", "m":
            if isNumber(value) { return .text("\(kinds[name] ?? "") \(value)") }
            guard let target = assigned(value), !target.isEmpty else { return nil }
            // Releases and masters have no names here, but a band can be called 1349.
            let isID = (name == "r" || name == "m") && isNumber(target[...])
            return .text(
                isID ? "\(kinds[name] ?? "") \(target)" : ArtistCredit.withoutNumber(target))
        case "g", "t", "user": return assigned(value).map { .text($0) }
        default: return nil
        }
    }

    private static let kinds = ["a": "artist", "l": "label", "r": "release", "m": "master"]

    private static func assigned(_ value: Substring) -> String? {
        value.first == "=" ? String(value.dropFirst()) : nil
    }

    private static func isNumber(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func trimmed(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var line = line
            while let last = line.last, last.isWhitespace { line = line.dropLast() }
            return line
        }
        let begin = lines.firstIndex { !$0.isEmpty } ?? lines.endIndex
        let end = (lines.lastIndex { !$0.isEmpty } ?? -1) + 1
        return begin < end ? lines[begin..<end].joined(separator: "\n") : ""
    }
}

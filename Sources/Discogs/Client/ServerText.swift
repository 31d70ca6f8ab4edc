/// Makes text of a server fit to be shown: one line, short, without control characters.
enum ServerText {
    static let longest = 200

    /// Blanks, line ends and control characters (C0, DEL, C1, directional marks) become one blank.
    static func clean(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var isAfterBlank = true
        for scalar in text.unicodeScalars {
            let isBlank = scalar.properties.isWhitespace || isControl(scalar)
            if !isBlank {
                result.append(scalar)
            } else if !isAfterBlank {
                result.append(" ")
            }
            isAfterBlank = isBlank
        }
        if result.last == " " { result.removeLast() }
        return String(result)
    }

    /// Clean, and cut to at most `longest` characters.
    static func shortened(_ text: String) -> String {
        // No need to look at megabytes for a line.
        let clean = clean(String(text.unicodeScalars.prefix(20 * longest)))
        return clean.count <= longest ? clean : clean.prefix(longest - 1) + "…"
    }

    /// The title of an HTML page.
    static func title(ofHTML page: String) -> String? {
        guard let tag = range(of: "<title", in: page[...]),
            let start = page[tag.upperBound...].firstIndex(of: ">").map(page.index(after:)),
            let end = range(of: "</title", in: page[start...])?.lowerBound
        else { return nil }
        var title = String(page[start..<end])
        for (name, character) in entities {
            title = title.split(separator: name, omittingEmptySubsequences: false)
                .joined(separator: character)
        }
        let text = shortened(title)
        return text.isEmpty ? nil : text
    }

    /// `&amp;` last, so that nothing is read twice.
    private static let entities = [
        ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "),
        ("&amp;", "&"),
    ]

    private static func range(
        of needle: StaticString, in text: Substring
    ) -> Range<String.Index>? {
        let needle = Array("\(needle)".utf8)
        var start = text.startIndex
        while start < text.endIndex {
            let candidate = text.utf8[start...].prefix(needle.count)
            if candidate.count < needle.count { return nil }
            if zip(candidate, needle).allSatisfy({ lowercased($0) == $1 }) {
                return start..<candidate.endIndex
            }
            start = text.utf8.index(after: start)
        }
        return nil
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control: true
        case .format: scalar.properties.isBidiControl
        default: false
        }
    }
}

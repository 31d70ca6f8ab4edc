/// How many columns of a terminal text takes, and text cut or filled to a number of columns.
///
/// East Asian wide characters and emoji take two columns, combining marks none. Ambiguous
/// characters count as one, as terminals do outside East Asian locales.
package enum DisplayWidth {
    package static func of(_ text: String) -> Int {
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text.utf8.count }
        return text.reduce(0) { $0 + of($1) }
    }

    package static func of(_ character: Character) -> Int {
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return 0 }
        if scalars.count == 1 { return of(first) }
        if first.properties.isEmojiPresentation { return 2 }
        return scalars.reduce(0) { $0 + of($1) }
    }

    /// The text if it fits into `width` columns, else its beginning with an ellipsis.
    package static func truncated(
        _ text: String, to width: Int, ellipsis: String = "…"
    ) -> String {
        if of(text) <= width { return text }
        let room = width - of(ellipsis)
        return room > 0
            ? prefix(text[...], width: room) + ellipsis : String(prefix(text[...], width: width))
    }

    /// The text with spaces up to `width` columns: after it, or before it when it belongs right.
    package static func padded(
        _ text: String, to width: Int, right: Bool = false
    ) -> String {
        let fill = String(repeating: " ", count: max(0, width - of(text)))
        return right ? fill + text : text + fill
    }

    /// The text broken into lines of at most `width` columns, between words where it can be.
    /// Line breaks in the text stay; an empty line stays empty.
    package static func wrapped(_ text: String, to width: Int) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
            wrappedLine($0, to: max(width, 2))
        }
    }

    private static func wrappedLine(_ line: Substring, to width: Int) -> [String] {
        var lines: [String] = []
        var current = ""
        var used = 0
        for word in line.split(separator: " ") {
            var word = word
            var length = of(String(word))
            let gap = used == 0 ? 0 : 1
            if used + gap + length <= width {
                current += gap == 0 ? String(word) : " " + word
                used += gap + length
                continue
            }
            if used > 0 { lines.append(current) }
            // Measured once: a word may be as long as a server likes.
            while length > width, !word.isEmpty {
                let part = head(of: word, width: width)
                lines.append(String(part))
                word = word[part.endIndex...]
                length -= of(String(part))
            }
            current = String(word)
            used = of(current)
        }
        if used > 0 || lines.isEmpty { lines.append(current) }
        return lines
    }

    /// The text with its lines broken between words where they are wider than `width` columns. What
    /// fits stays as it is, blanks included; a word that is too long stays whole, as a path has to
    /// that is to be copied.
    package static func folded(_ text: String, to width: Int) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { of(String($0)) <= width ? String($0) : foldedLine($0, to: width) }
            .joined(separator: "\n")
    }

    private static func foldedLine(_ line: Substring, to width: Int) -> String {
        var lines: [String] = []
        var current = ""
        var used = 0
        // The blanks before the next word; those at the beginning of the line stay in any case.
        var gap = 0
        for word in line.split(separator: " ", omittingEmptySubsequences: false) {
            guard !word.isEmpty else {
                gap += 1
                continue
            }
            let length = of(String(word))
            if used > 0, used + gap + length > width {
                lines.append(current)
                (current, used) = (String(word), length)
            } else {
                current += String(repeating: " ", count: gap) + word
                used += gap + length
            }
            gap = 1
        }
        return (lines + [current]).joined(separator: "\n")
    }

    /// As much of a word as fits: of a path or an address whole parts, where one fits.
    private static func head(of word: Substring, width: Int) -> Substring {
        let head = prefix(word, width: width)
        if head.isEmpty { return scalars(of: word, width: width) }
        guard word[head.endIndex...].first != "/", let slash = head.lastIndex(of: "/"),
            slash > head.startIndex
        else { return head }
        return head[..<slash]
    }

    /// A part of a character that is wider than a line, as any number of Hangul consonants can be.
    private static func scalars(of word: Substring, width: Int) -> Substring {
        var used = 0
        let end = word.unicodeScalars.firstIndex { scalar in
            used += of(scalar)
            return used > width
        }
        return word[..<(end ?? word.endIndex)]
    }

    /// The longest beginning of the text that fits.
    private static func prefix(_ text: Substring, width: Int) -> Substring {
        var used = 0
        let end = text.firstIndex { character in
            used += of(character)
            return used > width
        }
        return text[..<(end ?? text.endIndex)]
    }

    private static func of(_ scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x300 { return value < 0x20 || (0x7F..<0xA0).contains(value) ? 0 : 1 }
        // The vowels and final consonants of conjoining Hangul join the consonant before them.
        if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) { return 0 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .lineSeparator, .paragraphSeparator: return 0
        default: return isWide(scalar) ? 2 : 1
        }
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x1100 else { return false }
        if wideRanges.contains(where: { $0.contains(scalar.value) }) { return true }
        // Two of the regional indicators make a flag, of two columns.
        return scalar.properties.isEmojiPresentation && !(0x1F1E6...0x1F1FF ~= scalar.value)
    }

    /// Unicode's East Asian Width W and F without emoji, which have a property of their own.
    private static let wideRanges: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6B, 0xFF01...0xFF60,
        0xFFE0...0xFFE6, 0x16FE0...0x18DF2, 0x1AFF0...0x1B2FB, 0x1D300...0x1D376,
        0x1F200...0x1F265, 0x20000...0x3FFFD,
    ]
}

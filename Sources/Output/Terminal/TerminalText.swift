import Records

/// Makes text from a server or a file harmless to a terminal.
///
/// Control characters (C0 with CR, DEL, C1), bidi controls and invisible characters are replaced
/// by something visible: control characters of ASCII by their pictures (`␛`), others by `U+FFFD`.
/// Marks and blanks without width that turn up in honest data go without a trace, and so do
/// variation selectors, about whose width terminals disagree. Joiners stay where letters need
/// them; a letter keeps at most eight marks.
package enum TerminalText {
    /// The text on one line: line breaks and tabs become spaces.
    package static func sanitised(_ text: String) -> String { cleaned(text, newline: " ") }

    /// The text with its line breaks, as `\n`.
    package static func sanitisedKeepingNewlines(_ text: String) -> String {
        cleaned(text, newline: "\n")
    }

    /// The nearest ASCII text: accents go, what has no near letter becomes `?`.
    static func ascii(_ text: String) -> String {
        if isPlain(text) { return text }
        var ascii = ""
        for character in text {
            if let plain = asciiSigns[character] {
                ascii += plain
            } else if character == "\n" || character.isASCII {
                ascii.append(character)
            } else {
                let folded = String(character).folded
                let base = folded.utf8.allSatisfy { $0 < 0x80 } ? folded : "?"
                ascii += character.isUppercase ? base.uppercased() : base
            }
        }
        return ascii
    }

    /// Whether a terminal may take the character for a command, hide it, or reorder text by it.
    package static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) { return true }
        if scalar.value < 0xAD || scalar == joiner || scalar == nonJoiner { return false }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .lineSeparator, .paragraphSeparator: return true
        case .format: return !visibleFormats.contains(scalar.value)
        default: return properties.isDefaultIgnorableCodePoint && !properties.isVariationSelector
        }
    }

    /// Text in UTF-8 with every unsafe character replaced; line feeds stay.
    static func escaping(
        _ bytes: [UInt8], _ escape: (Unicode.Scalar) -> String
    ) -> [UInt8] {
        let isPlain = bytes.allSatisfy { (0x20..<0x7F).contains($0) || $0 == 0x0A }
        if isPlain { return bytes }
        var escaped = ""
        escaped.reserveCapacity(bytes.count)
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if scalar != "\n", isUnsafe(scalar) {
                escaped += escape(scalar)
            } else {
                escaped.unicodeScalars.append(scalar)
            }
        }
        return Array(escaped.utf8)
    }

    /// JSON in UTF-8 with every unsafe character as an escape of JSON: it stands in strings only.
    package static func escapingJSON(_ bytes: [UInt8]) -> [UInt8] {
        escaping(bytes) { scalar in
            UTF16.encode(scalar).map { unit in
                unit.reduce("") { $0 + "\\u" + hexadecimal(UInt32($1), digits: 4) }
            } ?? "?"
        }
    }

    private static let joiner: Unicode.Scalar = "\u{200D}"
    private static let nonJoiner: Unicode.Scalar = "\u{200C}"
    private static let replacement: Unicode.Scalar = "\u{FFFD}"
    private static let marksPerLetter = 8

    /// Format characters that print: signs that span digits in Arabic, Syriac and Kaithi.
    private static let visibleFormats: Set<UInt32> = [
        0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD,
        0x110CD,
    ]

    /// Soft hyphen, direction marks, spaces and joiners of no width, byte order mark.
    private static let strayFormats: Set<UInt32> = [
        0xAD, 0x61C, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF,
    ]

    private static let asciiSigns: [Character: String] = [
        "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "•": "*", "·": "-", "×": "x", "…": "...",
        "‘": "'", "’": "'", "‚": "'", "“": "\"", "”": "\"", "„": "\"", "′": "'", "″": "\"",
        "«": "<<", "»": ">>", "\u{A0}": " ", "⅓": "1/3", "½": "1/2", "¼": "1/4", "¾": "3/4",
        "©": "(C)", "®": "(R)", "℗": "(P)", "™": "(TM)", "№": "No.", "€": "EUR", "£": "GBP",
    ]

    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
    }

    private static func cleaned(_ text: String, newline: Unicode.Scalar) -> String {
        if isPlain(text) { return text }
        let scalars = Array(text.unicodeScalars)
        var clean = String.UnicodeScalarView()
        var last: Unicode.Scalar?
        var marks = 0
        func append(_ scalar: Unicode.Scalar) {
            clean.append(scalar)
            last = scalar
        }
        func appendReplacement() {
            if last != replacement { append(replacement) }
        }
        for (place, scalar) in scalars.enumerated() {
            let next = place + 1 < scalars.count ? scalars[place + 1] : nil
            let isMark = isCombining(scalar)
            marks = isMark ? marks + 1 : 0
            switch scalar {
            case "\r" where next == "\n": break
            case "\n", "\u{85}", "\u{2028}", "\u{2029}": append(newline)
            case "\t": append(" ")
            case "\0"..."\u{1F}":
                append(Unicode.Scalar(0x2400 + scalar.value) ?? replacement)
            case "\u{7F}": append("\u{2421}")
            case joiner, nonJoiner:
                if isPicture(last), isPicture(next) { break }
                if let last, isLetter(last) || isCombining(last), let next, isLetter(next) {
                    append(scalar)
                } else {
                    appendReplacement()
                }
            case _ where strayFormats.contains(scalar.value): break
            case _ where scalar.properties.isVariationSelector: break
            case _ where isUnsafe(scalar): appendReplacement()
            case _ where isMark && marks > marksPerLetter: appendReplacement()
            default: append(scalar)
            }
        }
        return String(clean)
    }

    private static func isCombining(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x300 else { return false }
        let category = scalar.properties.generalCategory
        return category == .nonspacingMark || category == .enclosingMark
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic
    }

    private static func isPicture(_ scalar: Unicode.Scalar?) -> Bool {
        guard let scalar, scalar.value > 0xFF else { return false }
        return scalar.properties.isEmoji || scalar.properties.isVariationSelector
    }
}

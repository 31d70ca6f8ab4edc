/// How text is brought into the form in which the full-text index keeps it and finds it again.
///
/// The index itself ignores case and the accents that Unicode can take off a letter. The rest is
/// done here: letters that only look accented, and scripts that put no blanks between words.
enum SearchableText {
    static func folded(_ text: String) -> String {
        guard !isASCII(text) else { return text }
        var folded = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let replacement = replacements[scalar] {
                folded.append(contentsOf: replacement.unicodeScalars)
            } else if isWrittenWithoutBlanks(scalar) {
                // Each character becomes a word, so that any part of a name is found.
                folded.append(contentsOf: [" ", scalar, " "])
            } else {
                folded.append(scalar)
            }
        }
        return String(folded)
    }

    /// A catalogue number or barcode as one word: `CL 1355`, `cl-1355` and `CL1355` are the same.
    static func number(_ text: String) -> String {
        String(decoding: text.utf8.filter(isLetterOrDigit), as: UTF8.self)
    }

    /// The words of a text, each as a string of an FTS5 expression.
    static func terms(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map { folded(String($0)) }
            // A term without a letter or a digit would match nothing at all.
            .filter { $0.unicodeScalars.contains(where: isPartOfWord) }
            .map(quoted)
    }

    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars where scalar != "\0" {
            quoted.unicodeScalars.append(scalar)
            if scalar == "\"" { quoted.unicodeScalars.append(scalar) }
        }
        return quoted + "\""
    }

    private static let replacements: [Unicode.Scalar: String] = [
        "Ø": "O", "ø": "o", "Ł": "L", "ł": "l", "Đ": "D", "đ": "d", "Ð": "D", "ð": "d", "Æ": "AE",
        "æ": "ae", "Œ": "OE", "œ": "oe", "Þ": "Th", "þ": "th", "ß": "ss", "ı": "i",
    ]

    private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    /// Whether a byte of UTF-8 is one, or is part of a character beyond ASCII.
    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), 0x80...:
            true
        default: false
        }
    }

    /// Chinese and Japanese.
    private static func isWrittenWithoutBlanks(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF,
            0x20000...0x323AF:
            true
        default: false
        }
    }

    /// Reads eight bytes at a time: nearly all texts are ASCII and need nothing else.
    private static func isASCII(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { utf8 in
            let bytes = UnsafeRawBufferPointer(utf8)
            var place = 0
            while place + 8 <= bytes.count {
                let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                if word & 0x8080_8080_8080_8080 != 0 { return false }
                place += 8
            }
            while place < bytes.count {
                if bytes[place] >= 0x80 { return false }
                place += 1
            }
            return true
        }
    }
}

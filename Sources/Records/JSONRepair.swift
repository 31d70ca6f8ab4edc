/// Mends text that would be JSON but for single characters that are none.
///
/// People type into Discogs from everywhere, and one broken character must not cost a whole page.
public enum JSONRepair {
    /// The text with U+FFFD in the place of bytes that are no UTF-8, and of halves of surrogate
    /// pairs (`\ud83c`); nil when there are none.
    public static func repaired(_ bytes: some Collection<UInt8>) -> [UInt8]? {
        var text = Array(String(decoding: bytes, as: UTF8.self).utf8)
        var hasChanged = !text.elementsEqual(bytes)
        var place = 0
        while place < text.count {
            guard text[place] == backslash else {
                place += 1
                continue
            }
            guard let unit = codeUnit(at: place, in: text) else {
                place += 2
                continue
            }
            place += 6
            switch unit {
            case 0xD800...0xDBFF:
                if let next = codeUnit(at: place, in: text), (0xDC00...0xDFFF).contains(next) {
                    place += 6
                } else {
                    fallthrough
                }
            case 0xDC00...0xDFFF:
                text.replaceSubrange(place - 4..<place, with: Array("FFFD".utf8))
                hasChanged = true
            default: break
            }
        }
        return hasChanged ? text : nil
    }

    private static let backslash = UInt8(ascii: "\\")

    /// The number of an escape such as `\u00e9` that begins here.
    private static func codeUnit(at place: Int, in text: [UInt8]) -> UInt16? {
        guard place + 6 <= text.count, text[place] == backslash,
            text[place + 1] == UInt8(ascii: "u")
        else { return nil }
        return UInt16(String(decoding: text[place + 2..<place + 6], as: UTF8.self), radix: 16)
    }
}

/// Text as it may reach a terminal.
enum VisibleText {
    /// The text with a picture in place of every character that would drive a terminal.
    static func of(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isHidden) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map(picture)))
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        StrayCharacters.isStray(scalar) || StrayCharacters.isInvisible(scalar)
            || scalar.value < 0x20
    }

    private static func picture(of scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard isHidden(scalar) else { return scalar }
        switch scalar.value {
        case 0x00...0x1F: return Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
        case 0x7F: return "\u{2421}"
        default: return "\u{FFFD}"
        }
    }
}

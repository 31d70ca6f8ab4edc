/// Keeps a spreadsheet from running text as a formula.
///
/// Text that begins, after blanks, with a sign that starts a formula gets an apostrophe in front,
/// which spreadsheets take for "this is text". Text that already begins with apostrophes before
/// such a sign gets one more, so the guard can be undone. A plain number is harmless and stays.
package enum FormulaGuard {
    package static func guarded(_ text: String) -> String { isRisky(text) ? "'" + text : text }

    /// What was guarded: the text without the apostrophe that `guarded` puts in front, and any other
    /// text as it is.
    package static func unguarded(_ text: String) -> String {
        guard text.utf8.first == UInt8(ascii: "'") else { return text }
        let rest = String(text.unicodeScalars.dropFirst())
        return isRisky(rest) ? rest : text
    }

    private static func isRisky(_ text: String) -> Bool { needsGuard(text) && !isNumber(text) }

    private static func needsGuard(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        for scalar in scalars.drop(while: { $0 == "'" }) {
            if starters.contains(scalar) { return true }
            let properties = scalar.properties
            if !properties.isWhitespace && !properties.isDefaultIgnorableCodePoint { return false }
        }
        return false
    }

    /// With the full-width and small forms, which some spreadsheets read as the plain ones.
    private static let starters: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫", "−",
    ]

    /// A sign, digits with at most one point, an exponent: nothing that computes.
    private static func isNumber(_ text: String) -> Bool {
        var rest = Substring(text).utf8
        func drop(_ isWanted: (UInt8) -> Bool) -> Int {
            let kept = rest.drop(while: isWanted)
            defer { rest = kept }
            return rest.count - kept.count
        }
        func dropOne(_ signs: StaticString) -> Bool {
            guard let first = rest.first else { return false }
            let isSign = signs.withUTF8Buffer { $0.contains(first) }
            if isSign { rest = rest.dropFirst() }
            return isSign
        }
        let isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) }
        _ = dropOne("+-")
        var digits = drop(isDigit)
        if dropOne(".") { digits += drop(isDigit) }
        guard digits > 0 else { return false }
        if dropOne("eE") {
            _ = dropOne("+-")
            guard drop(isDigit) > 0 else { return false }
        }
        return rest.isEmpty
    }
}

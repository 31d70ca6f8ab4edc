import Records

/// The text of one cell of a table.
enum TableCell {
    static func text(_ path: FieldPath, in row: Row, style: TerminalStyle) -> String {
        guard let value = path.value(in: row) else { return "" }
        let text = DisplayText.of(value, field: path.lastName)
        // Only what could be seen is worth cleaning: a profile can be very long.
        return style.text(String(text.prefix(2 * style.width)))
    }

    /// Whether the text stands at the right edge of its column: a number, or a sum of money, whose
    /// decimals are then below each other.
    static func belongsRight(_ text: String) -> Bool {
        let currency = text.utf8.prefix(3)
        let isMoney =
            currency.allSatisfy { (0x41...0x5A).contains($0) }
            && text.utf8.dropFirst(3).first == 0x20
        return isNumber(isMoney ? String(text.dropFirst(4)) : text)
    }

    /// Whether the text is a number that belongs right: not a barcode, and no list.
    static func isNumber(_ text: String) -> Bool {
        var digits = Substring(text)
        if digits.first == "-" { digits = digits.dropFirst() }
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count <= 2 && digits.utf8.count <= 20
            && parts.allSatisfy {
                !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) }
            }
    }
}

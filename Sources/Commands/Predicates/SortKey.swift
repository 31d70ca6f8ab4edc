import Records

/// How a value takes its place in an order: numbers (numeric text too) before text, text without
/// regard to case and accents.
package enum SortKey: Sendable, Hashable, Comparable {
    case number(Double)
    case text(String)

    /// The key of a value; nil when there is nothing to order by.
    package init?(_ value: JSONValue?) {
        switch value {
        case nil, .null: return nil
        case .int(let number): self = .number(Double(number))
        case .double(let number): self = .number(number)
        case .array([]): return nil
        case .array(let elements):
            let texts = elements.map(\.text)
            if texts.count == 1 {
                self.init(text: texts[0])
            } else {
                self = .text(texts.joined(separator: ", ").folded)
            }
        case .some(let value): self.init(text: value.text)
        }
    }

    package init(text: String) {
        self = NumericText.number(text).map(SortKey.number) ?? .text(text.folded)
    }

    package static func < (a: SortKey, b: SortKey) -> Bool {
        switch (a, b) {
        case (.number(let a), .number(let b)): a < b
        case (.text(let a), .text(let b)): a < b
        case (.number, .text): true
        case (.text, .number): false
        }
    }
}

/// Text that stands for a number, as the API often writes them (`"1959"`).
package enum NumericText {
    /// The number in plain decimal notation; nil for anything else, exponents and blanks included.
    package static func number(_ text: String) -> Double? {
        var digits = 0
        var dots = 0
        for (place, byte) in text.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
            case UInt8(ascii: "."): dots += 1
            case UInt8(ascii: "+"), UInt8(ascii: "-"): if place > 0 { return nil }
            default: return nil
            }
        }
        return digits > 0 && dots <= 1 ? Double(text) : nil
    }
}

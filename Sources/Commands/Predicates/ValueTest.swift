import PipelineLanguage
import Records

/// What is asked of one value of a field.
package enum ValueTest: Sendable {
    /// One of the operands (`=`), or within one of the ranges.
    case oneOf([Operand])
    case ordered(Order, Operand)
    /// Contains one of the texts, which are folded already.
    case contains([String])
    case matches(Pattern)

    package enum Order: Sendable { case less, lessOrEqual, greater, greaterOrEqual }

    /// The right side of a comparison.
    package indirect enum Operand: Sendable {
        /// Unquoted: compares as a number with numbers, else as text.
        case value(SortKey, text: String)
        /// Quoted: compares as text only.
        case text(String)
        /// `1955..1965`; either end may be open.
        case range(Operand?, Operand?)

        package init(_ text: String, isQuoted: Bool) {
            self = isQuoted ? .text(text.folded) : .value(SortKey(text: text), text: text.folded)
        }

        fileprivate var text: String {
            switch self {
            case .value(_, let text), .text(let text): text
            case .range: ""
            }
        }
    }

    package func holds(for value: JSONValue) -> Bool {
        switch self {
        case .oneOf(let operands): operands.contains { Self.equals(value, $0) }
        case .ordered(let order, let operand): Self.compare(value, order, operand)
        case .contains(let texts):
            texts.contains { $0.isEmpty || value.text.folded.contains($0) }
        case .matches(let pattern): pattern.matches(value.text)
        }
    }

    private static func equals(_ value: JSONValue, _ operand: Operand) -> Bool {
        switch operand {
        case .text(let text): return value.text.folded == text
        case .value(.number(let number), let text):
            if case .number(let own) = SortKey(value) { return own == number }
            return value.text.folded == text
        case .value(.text, let text): return value.text.folded == text
        case .range(let lower, let upper):
            return lower.map { compare(value, .greaterOrEqual, $0) } ?? true
                && upper.map { compare(value, .lessOrEqual, $0) } ?? true
        }
    }

    /// Both as numbers if they are, otherwise both as text, so that `1961-03-00` lies behind 1960.
    /// An empty value is neither less nor greater.
    private static func compare(_ value: JSONValue, _ order: Order, _ operand: Operand) -> Bool {
        if case .value(.number(let number), _) = operand, case .number(let own)? = SortKey(value) {
            return order.holds(own, number)
        }
        let own = value.text.folded
        return !own.isEmpty && order.holds(own, operand.text)
    }
}

extension ValueTest.Order {
    func holds<Value: Comparable>(_ a: Value, _ b: Value) -> Bool {
        switch self {
        case .less: a < b
        case .lessOrEqual: a <= b
        case .greater: a > b
        case .greaterOrEqual: a >= b
        }
    }
}

import PipelineLanguage
import Records

/// What is asked of one value of a field.
package enum ValueTest: Sendable {
    /// One of the operands (`=`), or within one of the ranges.
    case oneOf(Operands)
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
        case .oneOf(let operands): operands.contain(value)
        case .ordered(let order, let operand): Self.compare(value, order, operand)
        case .contains(let texts):
            texts.contains { $0.isEmpty || value.text.folded.contains($0) }
        case .matches(let pattern): pattern.matches(value.text)
        }
    }

    /// Both as numbers if they are, otherwise both as text, so that `1961-03-00` lies behind 1960.
    /// An empty value is neither less nor greater.
    fileprivate static func compare(_ value: JSONValue, _ order: Order, _ operand: Operand) -> Bool
    {
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

extension ValueTest {
    /// The right side of `=` and of `in`, made for thousands of values.
    package struct Operands: Sendable {
        /// Quoted or not, what is no number; folded.
        private var texts: Set<String> = []
        private var numbers: Set<Double> = []
        /// How the numbers were written, for values that are none.
        private var numberTexts: Set<String> = []
        private var ranges: [(lower: Operand?, upper: Operand?)] = []

        init(_ operands: [Operand]) {
            for operand in operands {
                switch operand {
                case .text(let text), .value(.text, let text): texts.insert(text)
                case .value(.number(let number), let text):
                    numbers.insert(number)
                    numberTexts.insert(text)
                case .range(let lower, let upper): ranges.append((lower, upper))
                }
            }
        }

        func contain(_ value: JSONValue) -> Bool {
            let text = texts.isEmpty && numberTexts.isEmpty ? "" : value.text.folded
            if texts.contains(text) { return true }
            if !numbers.isEmpty {
                if case .number(let own) = SortKey(value) {
                    if numbers.contains(own) { return true }
                } else if numberTexts.contains(text) {
                    return true
                }
            }
            return ranges.contains { lower, upper in
                lower.map { ValueTest.compare(value, .greaterOrEqual, $0) } ?? true
                    && upper.map { ValueTest.compare(value, .lessOrEqual, $0) } ?? true
            }
        }
    }
}

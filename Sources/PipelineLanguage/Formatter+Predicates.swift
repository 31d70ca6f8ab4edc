/// The text of conditions.
extension Formatter {
    package static func text(of predicate: Predicate) -> String {
        switch predicate {
        case .any(let alternatives):
            // With "or" beside it, a spelled out "and" reads better than a blank.
            return alternatives.map { alternative in
                if case .all(let conditions) = alternative {
                    return conditions.map(operand).joined(separator: " and ")
                }
                return operand(alternative)
            }.joined(separator: " or ")
        case .all(let conditions):
            return conditions.map(operand).joined(separator: " ")
        case .not(let negated):
            return "not \(operand(negated))"
        case .exists(let field):
            return "\(text(ofField: field.value))?"
        case .compare(let field, let operation, let value):
            let place = WordPosition.operand(of: operation)
            return text(ofField: field.value) + operation.rawValue + text(of: value, in: place)
        case .matches(let field, let expression, let isNegated):
            return text(ofField: field.value) + (isNegated ? "!~" : "~") + text(of: expression)
        case .contained(let field, let reference):
            let name = text(ofField: field.value)
            let isKeyword = ["and", "or", "not", "in"].contains(name)
            return "\(isKeyword ? "\\" : "")\(name) in \(text(of: reference))"
        }
    }

    /// A condition as a part of another one.
    private static func operand(_ predicate: Predicate) -> String {
        switch predicate {
        case .all, .any: "(\(text(of: predicate)))"
        default: text(of: predicate)
        }
    }

    private static func text(of expression: RegularExpression) -> String {
        var pattern = ""
        var isEscaped = false
        for scalar in expression.pattern.unicodeScalars {
            if scalar == "/", !isEscaped { pattern += "\\" }
            pattern.unicodeScalars.append(scalar)
            isEscaped = scalar == "\\" && !isEscaped
        }
        return "/\(pattern)/\(expression.ignoresCase ? "i" : "")"
    }

    /// A field, with all that would end it escaped.
    private static func text(ofField field: String) -> String {
        if field.isEmpty { return "\"\"" }
        if field.unicodeScalars.contains(where: { StrayCharacters.isStray($0) || $0 == "\n" }) {
            return quoted(field)
        }
        var text = ""
        let scalars = Array(field.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            let isEscaped =
                switch scalar {
                case "=", "<", ">", "~", "$": true
                case "!": index == 0 || next == "=" || next == "~" || next == nil
                case "?": next == nil
                case "#": index == 0
                default: !isPlain(scalar)
                }
            if isEscaped { text += "\\" }
            text.unicodeScalars.append(scalar)
        }
        return text
    }
}

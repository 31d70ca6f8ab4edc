/// Where the cursor is in the conditions of a `where`.
enum PredicateContext {
    /// A field is being typed, or may begin.
    case field(String)
    /// The value that a field is compared with.
    case value(field: String, String)
    /// Behind `in`, where a reference stands.
    case reference(String)
    /// Behind a field, before its operator.
    case nothing

    /// - Parameter text: what stands behind `where`, up to the cursor.
    init(_ text: String) {
        var rest = text[...]
        while true {
            rest = rest.drop { $0.isWhitespace || "()".contains($0) }
            let field = Self.word(&rest, endsAt: Self.operators)
            if rest.isEmpty {
                self = .field(field)
                return
            }
            if ["and", "or", "not"].contains(field) || field.hasSuffix("?") { continue }
            let hadBlank = rest.first?.isWhitespace ?? false
            rest = rest.drop(while: \.isWhitespace)
            if hadBlank, rest.isEmpty {
                self = .nothing
                return
            }
            let operation = rest.prefix { Self.operators.contains($0) }
            if operation.isEmpty {
                let keyword = Self.word(&rest, endsAt: [])
                let isOver = rest.isEmpty
                rest = rest.drop(while: \.isWhitespace)
                let reference = Self.word(&rest, endsAt: [])
                if rest.isEmpty {
                    self = keyword == "in" && !isOver ? .reference(reference) : .nothing
                    return
                }
                continue
            }
            rest = rest.dropFirst(operation.count).drop(while: \.isWhitespace)
            let value = Self.word(&rest, endsAt: [])
            if rest.isEmpty {
                self = .value(field: field, Self.lastElement(of: value))
                return
            }
        }
    }

    private static let operators: Set<Character> = ["=", "!", "<", ">", "~"]

    /// Takes the word that begins here, quotes included.
    private static func word(
        _ rest: inout Substring, endsAt signs: Set<Character>
    ) -> String {
        var word = ""
        var quote: Character?
        while let character = rest.first {
            if let open = quote {
                if character == open { quote = nil }
            } else if character.isWhitespace || "()".contains(character)
                || signs.contains(character)
            {
                break
            } else if character == "\"" || character == "'" {
                quote = character
            }
            word.append(character)
            rest.removeFirst()
            if character == "\\", quote != "'", let next = rest.popFirst() { word.append(next) }
        }
        return word
    }

    /// What stands behind the last comma outside of quotes.
    private static func lastElement(of list: String) -> String {
        var quote: Character?
        var element = ""
        for character in list {
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "," {
                element = ""
                continue
            } else if character == "\"" || character == "'" {
                quote = character
            }
            element.append(character)
        }
        return element
    }
}

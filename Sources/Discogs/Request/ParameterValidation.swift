extension EndpointParameter {
    /// The value as it is sent.
    /// - Throws: what is wrong with the text.
    public func validated(
        _ text: String
    ) throws(RequestValidationError.Problem) -> String {
        let value = try kind.validated(text)
        if place == .path, value == "." || value == ".." { throw .notAPathSegment(value) }
        return value
    }
}

extension EndpointParameter.Kind {
    /// The value as it is sent: ids as digits, choices as the API spells them.
    ///
    /// The one place where a value is checked.
    /// - Throws: what is wrong with the text.
    public func validated(_ text: String) throws(RequestValidationError.Problem) -> String {
        let trimmed = text.trimmed
        guard !trimmed.isEmpty else { throw .emptyValue }
        switch self {
        case .text, .suggestion: return text
        case .username: return trimmed
        case .integer(let range): return String(try Self.integer(trimmed, in: range))
        case .choice(let allowed): return try Self.choice(trimmed, of: allowed)
        case .currency: return try Self.choice(trimmed, of: Vocabulary.currencies)
        case .year(let allowsRange): return try Self.year(trimmed, allowsRange: allowsRange)
        case .id(let kind): return String(try DiscogsID.parse(trimmed, as: kind))
        }
    }

    static func integer(
        _ text: String, in range: ClosedRange<Int64>
    ) throws(RequestValidationError.Problem) -> Int64 {
        let digits = text.drop { $0 == "-" || $0 == "+" }
        guard digits.isAllDigits, text.count - digits.count <= 1 else { throw .notAnInteger(text) }
        // Digits that are no `Int64` are too many.
        guard let number = Int64(text), range.contains(number) else {
            throw .outOfRange(text, allowed: range)
        }
        return number
    }

    private static func choice(
        _ text: String, of allowed: [String]
    ) throws(RequestValidationError.Problem) -> String {
        let wanted = text.lowercased()
        guard let value = allowed.first(where: { $0.lowercased() == wanted }) else {
            throw .notAllowed(text, allowed: allowed)
        }
        return value
    }

    private static func year(
        _ text: String, allowsRange: Bool
    ) throws(RequestValidationError.Problem) -> String {
        let separator = text.contains("..") ? ".." : "-"
        let years = text.split(separator: separator, omittingEmptySubsequences: false)
        guard years.count <= (allowsRange ? 2 : 1),
            years.allSatisfy({ $0.isAllDigits && $0.count == 4 })
        else { throw .notAYear(text, allowsRange: allowsRange) }
        // Four digits each, so the order of the text is the order of the years.
        if let first = years.first, let last = years.last, last < first {
            throw .reversedRange(text)
        }
        return years.joined(separator: "-")
    }
}

extension StringProtocol {
    /// At least one ASCII digit, and nothing else.
    var isAllDigits: Bool {
        !isEmpty && utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// Without white space at both ends.
    var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}

import Records

extension EndpointParameter {
    /// The value as it is sent.
    /// - Throws: what is wrong with the text.
    public func validated(
        _ text: String
    ) throws(RequestValidationError.Problem) -> String {
        // A text on Discogs may be made empty.
        if place == .body, kind == .text { return text }
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
        case .listing: return try MarketplaceID.listing(trimmed)
        case .order: return try MarketplaceID.order(trimmed)
        case .amount: return try Self.amount(trimmed)
        case .boolean: return try Self.boolean(trimmed)
        case .integerOrAuto(let range):
            return trimmed.lowercased() == "auto"
                ? "auto" : String(try Self.integer(trimmed, in: range))
        case .condition(let ofSleeve):
            return try Self.condition(trimmed, of: Vocabulary.conditions(ofSleeve: ofSleeve))
        case .moment: return try Self.moment(trimmed)
        }
    }

    /// What a value is in a body of JSON.
    /// - Parameter text: as `validated` gives it.
    func json(_ text: String) -> JSONValue {
        switch self {
        case .integer, .id, .listing: Int64(text).map(JSONValue.int) ?? .string(text)
        case .integerOrAuto: Int64(text).map(JSONValue.int) ?? .string(text)
        // Text is refused: "Invalid price: expected float." (Seen in a real reply.)
        case .amount: Double(text).map(JSONValue.double) ?? .string(text)
        case .boolean: .bool(text == "true")
        case .text, .username, .choice, .suggestion, .year, .currency, .order, .condition, .moment:
            .string(text)
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

    /// With two digits behind the point, which a path needs (discogs-api.md §9.5).
    private static func amount(_ text: String) throws(RequestValidationError.Problem) -> String {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let (whole, cents) = (parts[0], parts.count > 1 ? parts[1] : "00")
        guard parts.count <= 2, whole.isAllDigits, whole.count <= 9, cents.isAllDigits,
            cents.count <= 2
        else { throw .notAnAmount(text) }
        return "\(whole).\(cents.count == 1 ? "\(cents)0" : cents)"
    }

    private static func boolean(_ text: String) throws(RequestValidationError.Problem) -> String {
        switch text.lowercased() {
        case "true", "yes", "on", "1": "true"
        case "false", "no", "off", "0": "false"
        default: throw .notABoolean(text)
        }
    }

    /// - Parameter allowed: `Near Mint (NM or M-)`, which `near mint`, `NM` and `M-` mean, too.
    private static func condition(
        _ text: String, of allowed: [String]
    ) throws(RequestValidationError.Problem) -> String {
        let wanted = text.lowercased()
        let found = allowed.first { value in
            let parts = value.lowercased().split(separator: " (", maxSplits: 1)
            let letters = parts.count > 1 ? parts[1].dropLast().split(separator: " or ") : []
            return value.lowercased() == wanted || parts[0] == wanted
                || letters.contains { $0 == wanted }
        }
        guard let found else { throw .notAllowed(text, allowed: allowed) }
        return found
    }

    /// A day begins at midnight, UTC; other moments are for Discogs to read.
    private static func moment(_ text: String) throws(RequestValidationError.Problem) -> String {
        let day = text.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
        guard day.map(\.count) == [4, 2, 2], day.allSatisfy(\.isAllDigits) else {
            throw .notAMoment(text)
        }
        let time = text.dropFirst(10)
        if time.isEmpty { return "\(text)T00:00:00Z" }
        let allowed = Set("0123456789:.+-Zz")
        guard time.first == "T" || time.first == "t", time.count > 5,
            time.dropFirst().allSatisfy(allowed.contains)
        else { throw .notAMoment(text) }
        return text
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

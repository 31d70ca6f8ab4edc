/// Reads the forms in which people give an id of Discogs.
public enum DiscogsID {
    /// The number in `249504`, `r249504`, `[r249504]` or an address of discogs.com, its
    /// translated and older forms, its API and the `uri` of a search row (`/…/release/249504`)
    /// included.
    ///
    /// - Parameter kind: what the id must be of; a bare number may be of any kind.
    /// - Throws: `unreadableID`, `wrongIDKind`, or `outOfRange` for zero, a negative number and
    ///   one beyond 64 bits.
    public static func parse(
        _ text: String, as kind: IDKind
    ) throws(RequestValidationError.Problem) -> Int64 {
        let trimmed = text.trimmed
        let (found, digits) = try split(trimmed, expecting: kind)
        if let found, found != kind { throw .wrongIDKind(text, expected: kind, found: found) }
        do {
            return try EndpointParameter.Kind.integer(digits, in: 1...Int64.max)
        } catch .notAnInteger {
            throw .unreadableID(text, expected: kind)
        }
    }

    private static func split(
        _ text: String, expecting kind: IDKind
    ) throws(RequestValidationError.Problem) -> (IDKind?, String) {
        if text.contains("/") {
            guard let found = inAddress(text) else { throw .unreadableID(text, expected: kind) }
            return found
        }
        let isBracketed = text.hasPrefix("[") && text.hasSuffix("]")
        let code = isBracketed ? String(text.dropFirst().dropLast()) : text
        if let kind = IDKind(letter: code.first), code.dropFirst().isAllDigits {
            return (kind, String(code.dropFirst()))
        }
        return (nil, text)
    }

    private static func inAddress(_ text: String) -> (IDKind?, String)? {
        let page = text.prefix { $0 != "?" && $0 != "#" }
        var segments = page.split(separator: "/", omittingEmptySubsequences: true)
        if !page.hasPrefix("/") {
            if let scheme = segments.first?.lowercased(), ["https:", "http:"].contains(scheme) {
                segments.removeFirst()
            }
            guard let host = segments.first?.lowercased(),
                host == "discogs.com" || host.hasSuffix(".discogs.com")
            else { return nil }
            segments.removeFirst()
        }
        for (word, name) in zip(segments, segments.dropFirst()) {
            // The title follows the number: `249504-Never-Gonna-Give-You-Up`.
            let digits = name.prefix { $0 != "-" }
            if let kind = IDKind(pathWord: word.lowercased()), digits.isAllDigits {
                return (kind, String(digits))
            }
        }
        return nil
    }
}

extension IDKind {
    /// From Discogs' markup: `r`, `m`, `a`, `l`.
    fileprivate init?(letter: Character?) {
        guard let letter = letter?.lowercased(),
            let kind = Self.allCases.first(where: { $0.rawValue.hasPrefix(letter) })
        else { return nil }
        self = kind
    }

    /// From an address of the site (`release`) or of the API (`releases`).
    fileprivate init?(pathWord: String) {
        self.init(rawValue: pathWord.hasSuffix("s") ? String(pathWord.dropLast()) : pathWord)
    }
}

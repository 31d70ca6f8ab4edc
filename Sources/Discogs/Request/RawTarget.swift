/// Path and query of a raw request, from text such as `/users/some.name/wants?page=2`.
struct RawTarget {
    let path: String
    let query: [QueryItem]

    init(_ text: String) throws(RequestValidationError.PathProblem) {
        guard text.hasPrefix("/") else { throw text.contains("://") ? .hasHost : .notAbsolute }
        guard !text.hasPrefix("//") else { throw .hasHost }
        guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else { throw .hasControlCharacter }
        guard !text.contains("#") else { throw .hasFragment }
        let parts = text.split(
            separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        // Bytes, since to Swift a slash with a combining accent is another character.
        for segment in parts[0].utf8.split(separator: UInt8(ascii: "/"))
        where [".", ".."].contains(PercentEncoding.decode(Substring(segment))) {
            throw .hasDotSegment
        }
        path = PercentEncoding.encodePath(String(parts[0]))
        query = parts.count > 1 ? Self.items(parts[1]) : []
    }

    private static func items(_ text: Substring) -> [QueryItem] {
        text.split(separator: "&").map { item in
            let sides = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map { PercentEncoding.decode($0, plusIsSpace: true) }
            return QueryItem(sides[0], sides.count > 1 ? sides[1] : "")
        }
    }
}

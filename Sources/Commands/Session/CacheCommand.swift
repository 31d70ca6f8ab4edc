import PipelineLanguage

/// What `cache` is told.
package enum CacheOrder: String, Sendable, Hashable, CaseIterable { case status, clear }

/// `cache status`, `cache clear`: the answers that are kept between requests.
enum CacheCommand {
    static let command = Command(
        "cache", .session, usage: "cache [status | clear]",
        "Show what the cache holds, or empty it",
        details: """
            Answers of Discogs are kept for as long as they count as fresh: four hours for the \
            database, half an hour for prices and what is for sale, five minutes for what belongs \
            to a user, a minute for raw. Asked again within that time, they cost no request. What \
            you change on Discogs is forgotten at once. --fresh asks anew, --offline asks nobody; \
            the settings are CACHE and CACHE_SIZE.
            """,
        parameters: [
            .init(
                "ORDER", "status unless it says clear", values: CacheOrder.allCases.map(\.rawValue),
                isClosed: true, isPositional: true)
        ],
        examples: ["cache status", "cache status | select entries bytes", "cache clear"],
        form: .report(.cache))

    static func order(_ reader: inout ArgumentReader) -> CacheOrder {
        guard let word = reader.nextWord() else { return .status }
        if let order = CacheOrder(rawValue: word.value) { return order }
        reader.report(
            Diagnostic(
                "'\(word.value)' is nothing that cache does", at: word.span,
                hint: "cache status or cache clear"))
        return .status
    }
}

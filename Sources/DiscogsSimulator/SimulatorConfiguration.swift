/// How a simulator behaves; as it is made, like the API itself.
package struct SimulatorConfiguration: Sendable {
    /// 0 for any that is free.
    package var port = 0
    /// What all paths begin with, such as `/v2`; without a slash at the end.
    package var pathPrefix = ""
    /// Requests per window with credentials.
    package var limit = 60
    /// Requests per window without.
    package var anonymousLimit = 25
    /// The window moves. Like Discogs', it is one for each address that requests come from, so
    /// here one for all.
    package var window: Duration = .seconds(60)
    /// The personal tokens that are right. Any is, while there is neither a token nor a consumer.
    package var tokens: Set<String> = []
    /// The registered applications: secrets by key.
    package var consumers: [String: String] = [:]
    /// Served before the source is asked.
    package var recorded: RecordedReplies?
    /// How long each reply takes at least.
    package var delay: Duration = .zero
    /// The same for single paths, without prefix and query: `["/database/search": .seconds(30)]`.
    package var delays: [String: Duration] = [:]

    /// How many of the last requests are kept in memory for `requests`.
    package var recordedRequests = 10_000

    package init() {}
}

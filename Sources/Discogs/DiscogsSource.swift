/// Where answers come from: Discogs itself, or a local catalogue that answers the same requests.
public protocol DiscogsSource: Sendable {
    /// Short name for the prompt: `api`, `catalog`.
    var name: String { get }
    /// Whether requests cost nothing: no limiter, no confirmation of long runs.
    var isFree: Bool { get }

    /// - Throws: `DiscogsError`, or `CancellationError`.
    func response(to request: DiscogsRequest) async throws -> DiscogsResponse
}

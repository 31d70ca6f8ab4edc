/// Which answers a client takes from its cache.
public enum CacheMode: Sendable, Hashable {
    /// Those that are fresh, and older ones while Discogs cannot be reached.
    case standard
    /// None; what Discogs answers is kept nevertheless.
    case fresh
    /// All there are, of the last six hours; nothing is sent.
    case offline
}

/// Where the API is: scheme, host, port and a path prefix.
public struct BaseURL: Sendable, Hashable, CustomStringConvertible {
    public let origin: Origin
    /// Empty, or begins with a slash and does not end with one.
    public let pathPrefix: String

    /// `https://api.discogs.com`
    public static let discogs = BaseURL(
        origin: Origin(scheme: .https, host: "api.discogs.com", port: 443), pathPrefix: "")

    public init(origin: Origin, pathPrefix: String) {
        self.origin = origin
        self.pathPrefix = pathPrefix
    }

    /// Reads `https://host[:port][/prefix]`; nil for anything else: another scheme, a login,
    /// a query, characters that no URL has. (Plain http is read: see `Origin.mayCarryCredentials`.)
    public init?(parsing text: String) {
        guard let url = ServerURL(parsing: text), url.query == nil else { return nil }
        origin = url.origin
        var path = Substring(url.path)
        while path.hasSuffix("/") { path.removeLast() }
        pathPrefix = String(path)
    }

    public var description: String { "\(origin)\(pathPrefix)" }
}

extension Endpoint {
    /// What an endpoint is about, as the API's documentation divides it.
    public enum Section: String, Sendable, CaseIterable {
        case database, marketplace, inventory, collection, wantlist, users
    }

    /// Every endpoint there is, in the order in which help lists them.
    public static let sections: [(section: Section, endpoints: [Endpoint])] = [
        (.database, searchEndpoints + databaseEndpoints),
        (.collection, collectionEndpoints),
        (.wantlist, wantlistEndpoints),
        (.marketplace, marketplaceEndpoints),
        (.inventory, inventoryEndpoints),
        (.users, userEndpoints + listEndpoints),
    ]

    public static let all: [Endpoint] = sections.flatMap(\.endpoints)

    public static func named(_ name: String) -> Endpoint? { all.first { $0.name == name } }

    /// The names in braces of the path, in order.
    public var placeholders: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") && $0.hasSuffix("}") }
            .map { String($0.dropFirst().dropLast()) }
    }

    /// - Parameter name: with `_` or `-`.
    public func parameter(named name: String) -> EndpointParameter? {
        let wanted = EndpointParameter.canonicalName(name)
        return parameters.first { $0.name == wanted }
    }

    /// The parameters whose values may be given without a name, in order.
    public var positionalParameters: [EndpointParameter] { parameters.filter(\.isPositional) }

    /// The endpoint that a path belongs to, with the values of its placeholders (not encoded).
    ///
    /// - Parameter path: percent-encoded, without query: `/masters/5460/versions`.
    public static func matching(
        _ method: HTTPMethod, _ path: String
    ) -> (endpoint: Endpoint, arguments: [String: String])? {
        for endpoint in all where endpoint.method == method {
            if let arguments = endpoint.arguments(in: path) { return (endpoint, arguments) }
        }
        return nil
    }

    private func arguments(in path: String) -> [String: String]? {
        let segments = path.split(separator: "/")
        let pattern = self.path.split(separator: "/")
        guard segments.count == pattern.count else { return nil }
        var arguments: [String: String] = [:]
        for (part, segment) in zip(pattern, segments) {
            if part.hasPrefix("{") {
                arguments[String(part.dropFirst().dropLast())] = PercentEncoding.decode(segment)
            } else if part != segment {
                return nil
            }
        }
        return arguments
    }
}

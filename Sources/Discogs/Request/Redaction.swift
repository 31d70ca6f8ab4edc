extension DiscogsRequest {
    /// The target without the values that are a login: what to show of it, and to log.
    public var redactedTarget: String { Self.redacted(target) }

    /// Any target or address without the values that are a login.
    static func redacted(_ target: String) -> String {
        guard let mark = target.firstIndex(of: "?") else { return target }
        let items = target[target.index(after: mark)...]
            .split(separator: "&", omittingEmptySubsequences: false)
            .map { item in
                let name = item.prefix { $0 != "=" }
                let isCredential = isCredential(PercentEncoding.decode(name, plusIsSpace: true))
                return isCredential ? "\(name)=••••" : String(item)
            }
        return target[...mark] + items.joined(separator: "&")
    }

    /// Whether a query parameter of this name, not encoded, is a login or a part of one.
    static func isCredential(_ name: String) -> Bool {
        let name = name.trimmed.lowercased()
        return ["token", "key", "secret"].contains(name) || name.hasPrefix("oauth_")
    }
}

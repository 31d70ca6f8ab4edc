import Discogs

/// The hosts that are reached without the proxy, as the variable NO_PROXY is commonly read.
struct NoProxy: Sendable, Hashable {
    private let entries: [String]

    /// - Parameter entries: `*`, a host, or `.domain`; each may have a `:port`. In lower case.
    init(_ entries: [String]) { self.entries = entries }

    /// Plain http and this machine never go through the proxy.
    func covers(_ origin: Origin) -> Bool {
        if origin.scheme == .http || origin.isLoopback { return true }
        return entries.contains { entry in
            var name = Substring(entry)
            if let colon = name.lastIndex(of: ":"), let port = Int(name[colon...].dropFirst()),
                !name.hasSuffix("]")
            {
                guard port == origin.port else { return false }
                name = name[..<colon]
            }
            if name == "*" || name == origin.host { return true }
            while name.hasPrefix("*") || name.hasPrefix(".") { name.removeFirst() }
            return !name.isEmpty && (origin.host == name || origin.host.hasSuffix("." + name))
        }
    }
}

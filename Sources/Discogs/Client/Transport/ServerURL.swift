/// An http or https address, read strictly.
///
/// Credentials are bound to its origin, so it must mean the same to us and to the transport:
/// logins, backslashes, blanks and everything else that readers disagree about is refused.
struct ServerURL: Sendable, Hashable, CustomStringConvertible {
    let origin: Origin
    /// Empty, or begins with a slash; percent-encoded.
    let path: String
    /// Without the question mark; percent-encoded.
    let query: String?

    init(origin: Origin, target: String) {
        self.origin = origin
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = parts.first.map(String.init) ?? ""
        query = parts.count > 1 ? String(parts[1]) : nil
    }

    /// Reads an absolute address; nil when it is not one.
    init?(parsing text: String) {
        guard text.utf8.allSatisfy(Self.isAllowed),
            let schemeEnd = text.firstIndex(of: ":"),
            let scheme = Origin.Scheme(rawValue: text[..<schemeEnd].lowercased()),
            text[schemeEnd...].hasPrefix("://")
        else { return nil }
        let rest = text[schemeEnd...].dropFirst(3).prefix { $0 != "#" }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        guard let origin = Self.origin(scheme, authority) else { return nil }
        self.init(origin: origin, target: String(rest[authority.endIndex...]))
    }

    /// Path and query, as sent.
    var target: String { (path.isEmpty ? "/" : path) + (query.map { "?\($0)" } ?? "") }

    var description: String { "\(origin)\(target)" }

    /// What a `Location` header points at; nil when that is not an http address.
    func resolving(_ location: String) -> ServerURL? {
        let firstPart = location.prefix { !"/?#".contains($0) }
        if firstPart.contains(":") { return ServerURL(parsing: location) }
        if location.hasPrefix("//") {
            return ServerURL(parsing: "\(origin.scheme.rawValue):\(location)")
        }
        let directory = path.prefix(through: path.lastIndex(of: "/") ?? path.startIndex)
        return switch location.first {
        case nil, "#": nil
        case "/": ServerURL(parsing: "\(origin)\(location)")
        case "?": ServerURL(parsing: "\(origin)\(path)\(location)")
        default: ServerURL(parsing: "\(origin)\(path.isEmpty ? "/" : directory)\(location)")
        }
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"),
            UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"),
            UInt8(ascii: "}"):
            false
        default: byte > 0x20 && byte < 0x7F
        }
    }

    private static func origin(_ scheme: Origin.Scheme, _ authority: Substring) -> Origin? {
        let isBracketed = authority.hasPrefix("[")
        let hostEnd =
            isBracketed
            ? authority.firstIndex(of: "]").map(authority.index(after:))
            : authority.firstIndex(of: ":") ?? authority.endIndex
        guard let hostEnd else { return nil }
        let host = authority[..<hostEnd]
        let isHost =
            isBracketed
            ? host.dropFirst().dropLast().utf8.allSatisfy { isHexDigit($0) || isOne(of: ":.", $0) }
            : host.utf8.allSatisfy { isLetterOrDigit($0) || isOne(of: "-._", $0) }
        guard isHost, host.count > (isBracketed ? 2 : 0) else { return nil }

        let portText = authority[hostEnd...]
        if portText.isEmpty {
            return Origin(scheme: scheme, host: String(host), port: scheme.defaultPort)
        }
        guard portText.hasPrefix(":"), portText.dropFirst().utf8.allSatisfy(isDigit),
            let port = UInt16(portText.dropFirst()), port > 0
        else { return nil }
        return Origin(scheme: scheme, host: String(host), port: Int(port))
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isOne(of characters: StaticString, _ byte: UInt8) -> Bool {
        characters.withUTF8Buffer { $0.contains(byte) }
    }
}

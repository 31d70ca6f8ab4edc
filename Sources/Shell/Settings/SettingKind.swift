import Commands
import Discogs
import Output

/// What a setting's value may be: how it is read from text, written as text, and described.
struct SettingKind<Value: Sendable>: Sendable {
    /// Completes "must be …": "a whole number from 1 to 10".
    let allowed: String
    /// Nil for text that is not allowed. Never sees empty text.
    let read: @Sendable (String) -> Value?
    /// A default as it would be typed.
    var write: @Sendable (Value) -> String = { "\($0)" }
}

extension SettingKind<Int> {
    static func wholeNumber(_ range: ClosedRange<Int>, of unit: String = "") -> Self {
        Self(
            allowed: "a whole number \(unit)from \(range.lowerBound) to \(range.upperBound)",
            read: { text in
                guard text.utf8.allSatisfy(isDigit), let number = Int(text) else { return nil }
                return range.contains(number) ? number : nil
            })
    }

    /// Bytes, with or without a unit: `10485760`, `10MB` (10,000,000), `10MiB` (10,485,760).
    static func byteCount(_ range: ClosedRange<Int>) -> Self {
        Self(
            allowed: "a size from \(byteText(range.lowerBound)) to \(byteText(range.upperBound)), "
                + "such as 500KB, 10MB or 1GiB",
            read: { text in
                let digits = text.prefix { $0.isASCII && $0.isNumber }
                let suffix = text[digits.endIndex...].drop { $0 == " " }.lowercased()
                guard let number = Int(digits),
                    let unit = byteUnits.first(where: { $0.names.contains(suffix) })
                else { return nil }
                let (size, isTooLarge) = number.multipliedReportingOverflow(by: unit.size)
                return !isTooLarge && range.contains(size) ? size : nil
            },
            write: byteText)
    }
}

extension SettingKind<Double> {
    /// Decimal digits with a point, and nothing that only a computer would write.
    static func decimal(_ range: ClosedRange<Double>, of unit: String = "") -> Self {
        Self(
            allowed:
                "a number \(unit)from \(short(range.lowerBound)) to \(short(range.upperBound))",
            read: { text in
                guard text.utf8.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") }),
                    let number = Double(text)
                else { return nil }
                return range.contains(number) ? number : nil
            },
            write: short)
    }
}

extension SettingKind<Bool> {
    static let truth = Self(
        allowed: "true or false",
        read: { text in ["true": true, "false": false][text.lowercased()] })
}

extension SettingKind<[Int]> {
    /// Separated by commas or blanks, in any order.
    static func statusCodes(_ range: ClosedRange<Int>) -> Self {
        Self(
            allowed: "HTTP statuses from \(range.lowerBound) to \(range.upperBound), "
                + "separated by commas",
            read: { text in
                let codes = words(text).map { $0.utf8.allSatisfy(isDigit) ? Int($0) : nil }
                let known = codes.compactMap(\.self)
                guard known.count == codes.count, known.allSatisfy(range.contains) else {
                    return nil
                }
                return Set(known).sorted()
            },
            write: { codes in codes.map(String.init).joined(separator: ",") })
    }
}

extension SettingKind<String> {
    static func oneOf(_ names: [String]) -> Self {
        Self(
            allowed: "one of " + names.joined(separator: ", "),
            read: { text in names.first { $0 == text.lowercased() } })
    }

    /// Goes into a header: visible ASCII, and blanks inside.
    static let headerText = Self(
        allowed: "printable ASCII characters, at most 200",
        read: { text in
            text.utf8.count <= 200 && text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
                ? text : nil
        })

    /// No folder, and nothing but a log: a `.env` that came with somebody's files must not have
    /// any file written to and put aside.
    static let logName = Self(
        allowed: "a file name that ends in .log, without '/', not beginning with a dot",
        read: { text in
            let isName =
                !text.hasPrefix(".") && text.hasSuffix(".log") && text.utf8.count <= 200
                && text.unicodeScalars.allSatisfy { $0 != "/" && !TerminalText.isUnsafe($0) }
            return isName ? text : nil
        })
}

extension SettingKind<String?> {
    static let path = Self(
        allowed: "a path; '~/' is the home folder",
        read: { text in
            text.utf8.count <= 4096 && !text.unicodeScalars.contains(where: TerminalText.isUnsafe)
                ? .some(text) : nil
        })
}

extension SettingKind<String?> {
    static let accountName = Self(
        allowed: "the name of a stored account",
        read: { text in AccountName.isAllowed(text) ? .some(text) : nil })
}

extension SettingKind<Secret?> {
    static let secret = Self(
        allowed: "printable ASCII characters without blanks",
        read: { text in
            text.utf8.count <= 4096 && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
                ? .some(Secret(text)) : nil
        })
}

extension SettingKind<[String]> {
    static let hosts = Self(
        allowed: "host names separated by commas; '*' is all of them",
        read: { text in words(text).map { $0.lowercased() } })
}

extension SettingKind<BaseURL> {
    /// Encrypted, or on this machine.
    static let address = Self(
        allowed: "an https address (http for this machine only), with a path but without login, "
            + "query and fragment",
        read: { text in
            guard !text.contains("#"), let url = BaseURL(parsing: text),
                url.origin.mayCarryCredentials
            else { return nil }
            return url
        })
}

extension SettingKind<DiscogsClientConfiguration.Proxy?> {
    static let proxy = Self(
        allowed: "a proxy such as http://proxy.example:3128 (http only)",
        read: { text in proxy(text).map(Optional.some) })

    private static func proxy(_ text: String) -> DiscogsClientConfiguration.Proxy? {
        var rest = Substring(text)
        if let schemeEnd = rest.firstRange(of: "://") {
            guard rest[..<schemeEnd.lowerBound].lowercased() == "http" else { return nil }
            rest = rest[schemeEnd.upperBound...]
        }
        var login: Secret?
        if let at = rest.lastIndex(of: "@") {
            login = Secret(percentDecoded(rest[..<at]))
            rest = rest[rest.index(after: at)...]
        }
        // A bare host means port 1080 to curl and 80 to others, so a port has to be named.
        guard let colon = rest.lastIndex(of: ":"),
            let url = BaseURL(parsing: "http://\(rest)"), url.pathPrefix.isEmpty,
            rest[colon...].dropFirst().prefix(while: \.isNumber).count > 0
        else { return nil }
        return DiscogsClientConfiguration.Proxy(
            host: url.origin.host, port: url.origin.port, login: login)
    }

    private static func percentDecoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

private func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

private func words(_ text: String) -> [String] {
    text.split { $0 == "," || $0 == " " || $0 == "\t" }.map(String.init)
}

private func short(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
}

private let byteUnits: [(names: [String], size: Int)] = [
    (["gb", "g"], 1_000_000_000), (["mb", "m"], 1_000_000), (["kb", "k"], 1000),
    (["gib"], 1 << 30), (["mib"], 1 << 20), (["kib"], 1 << 10), (["b", ""], 1),
]

private func byteText(_ count: Int) -> String {
    for unit in byteUnits.prefix(3) where count >= unit.size && count % unit.size == 0 {
        return "\(count / unit.size)\(unit.names[0].uppercased())"
    }
    return String(count)
}

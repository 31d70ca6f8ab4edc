import Discogs

/// Keeps secrets out of text that is written down.
///
/// The second line of defence: a secret should not get this far. It knows the secrets of the
/// session, and what a secret looks like: `token=…`, `"password": "…"`, `Authorization: …`.
package struct SecretMask: Sendable {
    static let dots = "••••"

    private var known: [[UInt8]] = []

    package init(_ secrets: [Secret] = []) { add(secrets) }

    mutating func add(_ secrets: [Secret]) {
        // A shorter value would be found everywhere.
        for secret in secrets.map({ Array($0.reveal().utf8) })
        where secret.count >= 4 && !known.contains(secret) {
            known.append(secret)
        }
    }

    /// The text with every secret in it as dots.
    func masked(_ text: String) -> String {
        let bytes = Array(text.utf8)
        let places = secrets(in: bytes)
        if places.isEmpty { return text }
        var result: [UInt8] = []
        var end = 0
        for place in places where place.lowerBound >= end {
            result += bytes[end..<place.lowerBound]
            result += Self.dots.utf8
            end = place.upperBound
        }
        return String(decoding: result + bytes[end...], as: UTF8.self)
    }

    /// Whether there is a secret in the text.
    func finds(in text: String) -> Bool { !secrets(in: Array(text.utf8)).isEmpty }

    /// Whether a member of this name is a secret whatever it holds.
    static func isSecretName(_ name: String) -> Bool {
        isSecretName(ArraySlice(name.utf8))
    }

    /// In order, but perhaps overlapping.
    private func secrets(in text: [UInt8]) -> [Range<Int>] {
        var places: [Range<Int>] = []
        for secret in known where secret.count <= text.count {
            for start in 0...(text.count - secret.count)
            where text[start] == secret[0] && text[start...].starts(with: secret) {
                places.append(start..<(start + secret.count))
            }
        }
        for separator in text.indices
        where text[separator] == UInt8(ascii: "=") || text[separator] == UInt8(ascii: ":") {
            if let place = Self.value(after: separator, in: text) { places.append(place) }
        }
        return places.sorted { ($0.lowerBound, -$0.upperBound) < ($1.lowerBound, -$1.upperBound) }
    }

    /// Where the value begins and ends that follows a secret's name and `=` or `:`.
    private static func value(after separator: Int, in text: [UInt8]) -> Range<Int>? {
        func isQuote(_ byte: UInt8) -> Bool {
            byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
        }
        func isBlank(_ byte: UInt8) -> Bool {
            byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
        }

        var nameEnd = separator
        while nameEnd > 0,
            isBlank(text[nameEnd - 1]) || isQuote(text[nameEnd - 1])
                || text[nameEnd - 1] == UInt8(ascii: "\\")
        {
            nameEnd -= 1
        }
        var nameStart = nameEnd
        while nameStart > 0, isNameByte(text[nameStart - 1]) { nameStart -= 1 }
        let name = text[nameStart..<nameEnd]
        guard isSecretName(name) else { return nil }

        var start = separator + 1
        // A backslash stands before the quotes of JSON inside JSON.
        while start < text.count, isBlank(text[start]) || text[start] == UInt8(ascii: "\\") {
            start += 1
        }
        var end = start
        let isHeader = lowercased(name).elementsEqual("authorization".utf8)
        if start < text.count, isQuote(text[start]) {
            let quote = text[start]
            start += 1
            end = start
            while end < text.count, text[end] != quote { end += 1 }
        } else {
            // A header's value has blanks and commas in it and goes on to the end of the line.
            while end < text.count, isHeader ? text[end] >= 0x20 : !isDelimiter(text[end]) {
                end += 1
            }
        }
        return start < end ? start..<end : nil
    }

    private static func isSecretName(_ name: ArraySlice<UInt8>) -> Bool {
        let name = lowercased(name)
        return ["token", "secret", "password", "signature", "authorization"].contains { ending in
            guard name.count >= ending.utf8.count,
                name.suffix(ending.utf8.count).elementsEqual(ending.utf8)
            else { return false }
            // `oauth_token`, but not `nextToken`, which says when the limiter goes on.
            let before = name.dropLast(ending.utf8.count).last
            return before.map { !isLetterOrDigit($0) } ?? true
        }
    }

    private static func lowercased(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        bytes.map { (65...90).contains($0) ? $0 | 0x20 : $0 }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (97...122).contains(byte | 0x20)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }

    private static func isDelimiter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, UInt8(ascii: "&"), UInt8(ascii: ","), UInt8(ascii: ";"),
            UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ")"), UInt8(ascii: "}"),
            UInt8(ascii: "|"):
            true
        default: false
        }
    }
}

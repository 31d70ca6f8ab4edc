/// Percent-encoding as URLs have it (RFC 3986), of text as UTF-8.
package enum PercentEncoding {
    /// Encodes everything but letters, digits and `-._~`, so the result can stand as one path
    /// segment or as one name or value of a query.
    package static func encode(_ text: String) -> String { encode(text) { isUnreserved($0) } }

    /// Encodes what cannot stand in a path; `/`, `%` and the like stay as they are.
    static func encodePath(_ path: String) -> String {
        let bytes = Array(path.utf8)
        return encode(bytes) { place in
            let byte = bytes[place]
            if byte == UInt8(ascii: "%") { return escape(in: bytes, at: place) != nil }
            return isUnreserved(byte) || "/!$&'()*+,;=:@".utf8.contains(byte)
        }
    }

    /// Reads `%XX`; a `%` that begins no escape stays. Bytes that are not UTF-8 become U+FFFD.
    package static func decode(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String {
        let bytes = Array(text.utf8)
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var place = 0
        while place < bytes.count {
            if let byte = escape(in: bytes, at: place) {
                decoded.append(byte)
                place += 3
            } else {
                let isSpace = plusIsSpace && bytes[place] == UInt8(ascii: "+")
                decoded.append(isSpace ? UInt8(ascii: " ") : bytes[place])
                place += 1
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    private static func encode(_ text: String, keeping keeps: (UInt8) -> Bool) -> String {
        let bytes = Array(text.utf8)
        return encode(bytes) { keeps(bytes[$0]) }
    }

    private static func encode(_ bytes: [UInt8], keepingAt keeps: (Int) -> Bool) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var encoded: [UInt8] = []
        encoded.reserveCapacity(bytes.count)
        for (place, byte) in bytes.enumerated() {
            if keeps(place) {
                encoded.append(byte)
            } else {
                encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-._~".utf8.contains(byte)
        }
    }

    /// The byte that `%XX` at the place stands for.
    private static func escape(in bytes: [UInt8], at place: Int) -> UInt8? {
        guard bytes[place] == UInt8(ascii: "%"), place + 2 < bytes.count,
            let high = hexValue(bytes[place + 1]), let low = hexValue(bytes[place + 2])
        else { return nil }
        return high << 4 | low
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

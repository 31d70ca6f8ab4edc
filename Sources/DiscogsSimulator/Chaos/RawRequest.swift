/// A request as it came over the wire.
package struct RawRequest: Sendable, Hashable {
    /// Request line and headers, without the empty line at the end.
    package let head: String
    package let body: [UInt8]

    package var method: String { word(0) }
    /// Path and query.
    package var target: String { word(1) }

    /// The header's value, whatever the case of its name; several joined by commas.
    package func header(_ name: String) -> String? { HTTPHead.fields(of: head).value(of: name) }

    private func word(_ place: Int) -> String {
        let line = head.prefix { !$0.isNewline }
        let words = line.split(separator: " ")
        return words.indices.contains(place) ? String(words[place]) : ""
    }
}

/// The part of a message before its body.
enum HTTPHead {
    static let end = Array("\r\n\r\n".utf8)

    /// Headers of a request's or a reply's head.
    static func fields(of head: String) -> [HeaderField] {
        head.split(whereSeparator: \.isNewline).dropFirst().compactMap { line in
            let sides = line.split(separator: ":", maxSplits: 1)
            guard sides.count == 2 else { return nil }
            return HeaderField(String(sides[0]), String(sides[1].drop { $0 == " " }))
        }
    }

    /// Divides a message where its head ends.
    static func split(_ bytes: [UInt8]) -> (head: String, body: [UInt8])? {
        guard let place = bytes.firstRange(of: end) else { return nil }
        return (
            String(decoding: bytes[..<place.lowerBound], as: UTF8.self),
            Array(bytes[place.upperBound...])
        )
    }
}

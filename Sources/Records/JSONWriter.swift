/// Writes JSON into a byte buffer: compact, or indented by two spaces.
public struct JSONWriter: Sendable {
    public var bytes: [UInt8] = []
    private let isPretty: Bool

    public init(pretty: Bool = false) { isPretty = pretty }

    /// - Parameter depth: how far a pretty value that stands inside something else is indented.
    public mutating func write(_ value: JSONValue, depth: Int = 0) {
        switch value {
        case .null: write("null")
        case .bool(let flag): write(flag ? "true" : "false")
        case .int(let number): write(String(number))
        // JSON has no infinity and no NaN; the reader never makes them.
        case .double(let number): write(number.isFinite ? "\(number)" : "null")
        case .string(let text): writeString(text)
        case .array(let elements):
            writeList("[", elements, "]", depth: depth) { $0.write($1, depth: depth + 1) }
        case .object(let object): write(object, depth: depth)
        }
    }

    public mutating func write(_ object: JSONObject, depth: Int = 0) {
        writeList("{", object.members, "}", depth: depth) { writer, member in
            writer.writeString(member.key)
            writer.write(writer.isPretty ? ": " : ":")
            writer.write(member.value, depth: depth + 1)
        }
    }

    public mutating func write(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    public mutating func writeNewline() { bytes.append(UInt8(ascii: "\n")) }

    private mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func writeList<Element>(
        _ open: StaticString, _ elements: [Element], _ close: StaticString, depth: Int,
        _ writeElement: (inout Self, Element) -> Void
    ) {
        write(open)
        for (place, element) in elements.enumerated() {
            if place > 0 { write(",") }
            writeBreak(depth: depth + 1)
            writeElement(&self, element)
        }
        if !elements.isEmpty { writeBreak(depth: depth) }
        write(close)
    }

    private mutating func writeBreak(depth: Int) {
        guard isPretty else { return }
        writeNewline()
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
    }

    private mutating func writeString(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            var start = 0
            for (place, byte) in utf8.enumerated()
            where byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
                || byte == 0x7F
            {
                bytes.append(contentsOf: utf8[start..<place])
                writeEscape(byte)
                start = place + 1
            }
            bytes.append(contentsOf: utf8[start...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func writeEscape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): write("\\\"")
        case UInt8(ascii: "\\"): write("\\\\")
        case UInt8(ascii: "\n"): write("\\n")
        case UInt8(ascii: "\r"): write("\\r")
        case UInt8(ascii: "\t"): write("\\t")
        default:
            let digits = Array("0123456789abcdef".utf8)
            write("\\u00")
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        }
    }
}

extension JSONValue {
    /// The value as JSON text.
    public func json(pretty: Bool = false) -> String {
        var writer = JSONWriter(pretty: pretty)
        writer.write(self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

extension JSONObject {
    /// The object as JSON text.
    public func json(pretty: Bool = false) -> String { JSONValue.object(self).json(pretty: pretty) }
}

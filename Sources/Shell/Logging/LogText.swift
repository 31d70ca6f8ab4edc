import Output
import Records

/// The words of a line in the format text: how they are written, and read again.
///
/// What is not plain stands in quotes as in JSON, so a line says the same in both formats.
enum LogText {
    // MARK: Writing

    /// A name, of letters, digits and `_ . -`.
    static func key(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { scalar -> Character in
            let isPlain =
                scalar.isASCII && (scalar.properties.isAlphabetic || "0"..."9" ~= scalar)
                || scalar == "_" || scalar == "." || scalar == "-"
            return isPlain ? Character(scalar) : "_"
        }
        return scalars.isEmpty ? "_" : String(scalars)
    }

    /// Words without `=`, which would pass for a value that came with the event.
    static func message(_ text: String) -> String {
        let isPlain =
            !text.isEmpty && !text.hasPrefix(" ") && !text.hasSuffix(" ") && !text.contains("  ")
            && text.unicodeScalars.allSatisfy { isPlainScalar($0) && $0 != "=" || $0 == " " }
        return isPlain ? text : quoted(text)
    }

    static func value(_ value: JSONValue) -> String {
        switch value {
        case .string(let text):
            let isPlain =
                !text.isEmpty && text.unicodeScalars.allSatisfy(isPlainScalar)
                && plain(text).stringValue != nil
            return isPlain ? text : quoted(text)
        case .array, .object: return quoted(value.json())
        default: return value.json()
        }
    }

    private static func isPlainScalar(_ scalar: Unicode.Scalar) -> Bool {
        scalar != "\"" && scalar != "\\" && !scalar.properties.isWhitespace
            && !TerminalText.isUnsafe(scalar)
    }

    private static func quoted(_ text: String) -> String {
        var writer = JSONWriter()
        writer.write(.string(text))
        return String(decoding: TerminalText.escapingJSON(writer.bytes), as: UTF8.self)
    }

    // MARK: Reading

    /// The members of a line, those that are always there first; nil where it is none of ours.
    static func members(of line: some Collection<UInt8>) -> [(String, JSONValue)]? {
        guard let text = String(validating: line, as: UTF8.self) else { return nil }
        var rest = ArraySlice(text.utf8)
        guard let time = word(&rest), let level = word(&rest) else { return nil }
        rest = rest.drop { $0 == blank }
        guard let label = word(&rest), label.hasPrefix("["), label.hasSuffix("]"),
            let message = message(&rest)
        else { return nil }
        var members: [(String, JSONValue)] = [
            ("time", .string(time)), ("level", .string(level.lowercased())),
            ("logger", .string(String(label.dropFirst().dropLast()))), ("message", message),
        ]
        while !rest.isEmpty {
            guard let end = rest.firstIndex(of: equals) else { return nil }
            let key = String(decoding: rest[..<end], as: UTF8.self)
            rest = rest[(end + 1)...]
            guard Self.key(key) == key, let value = value(&rest) else { return nil }
            members.append((key, value))
        }
        guard let last = members.last, last.0 == "run_id",
            last.1.stringValue?.utf8.count == LogLine.Writer.runIDLength
        else { return nil }
        return members
    }

    private static let blank = UInt8(ascii: " ")
    private static let equals = UInt8(ascii: "=")
    private static let quote = UInt8(ascii: "\"")

    /// Up to the next blank, which is taken away, too.
    private static func word(_ rest: inout ArraySlice<UInt8>) -> String? {
        let word = rest.prefix { $0 != blank }
        rest = rest[word.endIndex...].dropFirst()
        return word.isEmpty ? nil : String(decoding: word, as: UTF8.self)
    }

    private static func message(_ rest: inout ArraySlice<UInt8>) -> JSONValue? {
        if rest.first == quote { return value(&rest) }
        var words: [String] = []
        while !rest.prefix(while: { $0 != blank }).contains(equals), let word = word(&rest) {
            words.append(word)
        }
        return words.isEmpty ? nil : .string(words.joined(separator: " "))
    }

    private static func value(_ rest: inout ArraySlice<UInt8>) -> JSONValue? {
        guard rest.first == quote else { return word(&rest).map(plain) }
        var isEscaped = false
        let end = rest.dropFirst().firstIndex { byte in
            defer { isEscaped = !isEscaped && byte == UInt8(ascii: "\\") }
            return byte == quote && !isEscaped
        }
        guard let end else { return nil }
        let text = Array(rest[...end])
        rest = rest[(end + 1)...]
        guard rest.isEmpty || rest.first == blank else { return nil }
        rest = rest.dropFirst()
        return try? JSONValue(parsing: text)
    }

    /// Nothing that looks like anything else is a text without quotes.
    private static func plain(_ text: String) -> JSONValue {
        switch text {
        case "true": .bool(true)
        case "false": .bool(false)
        case "null": .null
        default:
            Int64(text).map(JSONValue.int) ?? Double(text).map(JSONValue.double) ?? .string(text)
        }
    }
}

import Records

/// Writes rows as a YAML list of mappings, which any reader of YAML 1.1 or 1.2 takes for what
/// the rows were: text that could be read as something else is quoted.
struct YAMLRowWriter: RowWriter {
    private let sink: any ByteSink
    private let columns: [FieldPath]?
    private var hasRows = false

    init(to sink: any ByteSink, options: RowWriterOptions) {
        self.sink = sink
        columns = options.columns?.map { FieldPath($0) }
    }

    mutating func write(_ rows: [Row]) throws {
        var text = ""
        for row in rows {
            text += "- "
            Self.append(.object(row.selecting(columns)), indent: 2, to: &text)
            hasRows = true
        }
        if !text.isEmpty { try sink.write(Array(text.utf8)) }
    }

    mutating func finish() throws {
        if !hasRows { try sink.write(Array("[]\n".utf8)) }
        try sink.finish()
    }

    /// Appends a value where the line has reached the column `indent`.
    private static func append(_ value: JSONValue, indent: Int, to text: inout String) {
        let margin = String(repeating: " ", count: indent)
        switch value {
        case .object(let object) where !object.isEmpty:
            for (place, member) in object.members.enumerated() {
                if place > 0 { text += margin }
                text += scalar(member.key) + ":"
                appendMember(member.value, indent: indent + 2, to: &text)
            }
        case .array(let elements) where !elements.isEmpty:
            for (place, element) in elements.enumerated() {
                if place > 0 { text += margin }
                text += "- "
                append(element, indent: indent + 2, to: &text)
            }
        case .object: text += "{}\n"
        case .array: text += "[]\n"
        case .string(let string): text += scalar(string) + "\n"
        case .double(let number): text += float(number) + "\n"
        case .null: text += "null\n"
        case .bool, .int: text += value.text + "\n"
        }
    }

    private static func appendMember(_ value: JSONValue, indent: Int, to text: inout String) {
        switch value {
        case .object(let object) where !object.isEmpty:
            text += "\n" + String(repeating: " ", count: indent)
        case .array(let elements) where !elements.isEmpty:
            text += "\n" + String(repeating: " ", count: indent)
        default: text += " "
        }
        append(value, indent: indent, to: &text)
    }

    /// YAML 1.1 knows no exponent without a decimal point.
    private static func float(_ number: Double) -> String {
        let text = JSONValue.double(number).text
        guard let exponent = text.firstIndex(of: "e"), !text.contains(".") else { return text }
        return text[..<exponent] + ".0" + text[exponent...]
    }

    private static func scalar(_ text: String) -> String {
        if isPlain(text) { return text }
        let json = JSONValue.string(text).json()
        let escaped = TerminalText.escaping(Array(json.utf8)) {
            $0.value > 0xFFFF
                ? "\\U" + hexadecimal($0.value, digits: 8)
                : "\\u" + hexadecimal($0.value, digits: 4)
        }
        return String(decoding: escaped, as: UTF8.self)
    }

    /// Only what begins with a letter and has no sign that means anything to YAML.
    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first.properties.isAlphabetic,
            text.last != " ", !words.contains(text.lowercased())
        else { return false }
        return text.unicodeScalars.allSatisfy { scalar in
            scalar.isASCII
                ? isASCIIWord(scalar) || " ._/()+-".unicodeScalars.contains(scalar)
                : scalar.properties.isAlphabetic && !TerminalText.isUnsafe(scalar)
        }
    }

    private static func isASCIIWord(_ scalar: Unicode.Scalar) -> Bool {
        "a"..."z" ~= scalar || "A"..."Z" ~= scalar || "0"..."9" ~= scalar
    }

    private static let words: Set<String> = [
        "y", "n", "yes", "no", "on", "off", "true", "false", "null",
    ]
}

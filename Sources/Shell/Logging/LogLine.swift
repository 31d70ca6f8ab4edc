import Logging
import Output
import Records

/// Renders one event as one line, without secrets and without anything that could end the line
/// or drive a terminal.
struct LogLine: Sendable {
    /// Of a longer text only the beginning is kept.
    static let maximumTextLength = 8192

    let time: WallTime
    let level: Logger.Level
    let label: String
    let message: String
    let metadata: Logger.Metadata

    /// The line with its newline.
    func bytes(_ format: LogFormat, masking mask: SecretMask) -> [UInt8] {
        var line =
            switch format {
            case .json: json(mask)
            case .text: Array(text(mask).utf8)
            }
        line.append(UInt8(ascii: "\n"))
        return line
    }

    // MARK: JSON

    private func json(_ mask: SecretMask) -> [UInt8] {
        var members: [(String, JSONValue)] = [
            ("time", .string(time.text)), ("level", .string(level.rawValue)),
            ("logger", .string(label)), ("message", .string(clean(message, mask))),
        ]
        let taken = Set(members.map(\.0))
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
            let name = mask.masked(taken.contains(key) ? "metadata.\(key)" : key)
            members.append((name, self.value(value, named: key, mask)))
        }
        var writer = JSONWriter()
        writer.write(JSONObject(members))
        // JSON text may hold C1 and bidi controls as they are; a log may not.
        return TerminalText.escapingJSON(writer.bytes)
    }

    private func value(
        _ value: Logger.MetadataValue, named name: String, _ mask: SecretMask
    ) -> JSONValue {
        if SecretMask.isSecretName(name) { return .string(SecretMask.dots) }
        switch value {
        case .string(let text): return .string(clean(text, mask))
        case .stringConvertible(let some):
            switch some {
            case let number as any FixedWidthInteger:
                if let number = Int64(exactly: number) { return .int(number) }
            case let number as Double: return .double(number)
            case let flag as Bool: return .bool(flag)
            default: break
            }
            return .string(clean("\(some)", mask))
        case .array(let elements):
            return .array(elements.map { self.value($0, named: "", mask) })
        case .dictionary(let members):
            let sorted = members.sorted { $0.key < $1.key }
            return .object(
                JSONObject(
                    sorted.map { (mask.masked($0.key), self.value($0.value, named: $0.key, mask)) })
            )
        }
    }

    // MARK: Text

    private func text(_ mask: SecretMask) -> String {
        let name = level.rawValue.uppercased()
        let column = name + String(repeating: " ", count: max(0, 8 - name.count))
        var line = "\(time.text) \(column) [\(label)] \(clean(message, mask))"
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
            let text = self.value(value, named: key, mask).text
            let isPlain = !text.isEmpty && !text.contains { $0.isWhitespace || $0 == "\"" }
            let shown = isPlain ? text : JSONValue.string(text).json()
            line += " \(mask.masked(key))=\(shown)"
        }
        return Self.visible(line)
    }

    private static func visible(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: TerminalText.isUnsafe) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where TerminalText.isUnsafe(scalar):
                result += "\\u{\(String(scalar.value, radix: 16))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private func clean(_ text: String, _ mask: SecretMask) -> String {
        let masked = mask.masked(text)
        guard masked.utf8.count > Self.maximumTextLength else { return masked }
        return String(decoding: masked.utf8.prefix(Self.maximumTextLength), as: UTF8.self) + "…"
    }
}

import Logging
import Output
import Records

/// Renders one event as one line, without secrets and without anything that could end the line
/// or drive a terminal.
struct LogLine: Sendable {
    /// Who writes: the process, and the statement that it runs.
    struct Writer: Sendable, Hashable {
        static let runIDLength = 8

        let processID: Int32
        /// Hexadecimal digits.
        let runID: String
    }

    /// Bytes; no line is longer, whatever it is to tell.
    static let maximumLength = 64 << 10

    /// Of a longer text only the beginning is kept: a shorter one where the line would be too long.
    static let textLengths = [8192, 1024, 128]

    let time: WallTime
    let level: Logger.Level
    let label: String
    let message: String
    let writer: Writer
    let metadata: Logger.Metadata

    /// The line with its newline.
    func bytes(_ format: LogFormat, masking mask: SecretMask) -> [UInt8] {
        for length in Self.textLengths {
            let line = bytes(format, members(masking: mask, length))
            if line.count <= Self.maximumLength { return line }
        }
        let bare = LogLine(
            time: time, level: level, label: label, message: message, writer: writer,
            metadata: ["omitted": "\(metadata.count)"])
        return bare.bytes(format, bare.members(masking: mask, 128))
    }

    /// What the line says of the event itself, and what came with it.
    private struct Members {
        let label: String
        let message: String
        let metadata: [(String, JSONValue)]
    }

    private func bytes(_ format: LogFormat, _ members: Members) -> [UInt8] {
        switch format {
        case .json: json(members) + [UInt8(ascii: "\n")]
        case .text: Array(text(members).utf8) + [UInt8(ascii: "\n")]
        }
    }

    private func json(_ members: Members) -> [UInt8] {
        var all: [(String, JSONValue)] = [
            ("time", .string(time.text)), ("level", .string(level.rawValue)),
            ("logger", .string(members.label)), ("message", .string(members.message)),
            ("pid", .int(Int64(writer.processID))), ("run_id", .string(writer.runID)),
        ]
        all += members.metadata.map { (Self.name($0), $1) }
        var writer = JSONWriter()
        writer.write(JSONObject(all))
        // JSON text may hold C1 and bidi controls as they are; a log may not.
        return TerminalText.escapingJSON(writer.bytes)
    }

    /// It ends with the id of the run, so that a line which was cut off is none.
    private func text(_ members: Members) -> String {
        let name = level.rawValue.uppercased()
        let column = name + String(repeating: " ", count: max(0, 8 - name.count))
        var line = "\(time.text) \(column) [\(LogText.key(members.label))] "
        line += LogText.message(members.message)
        for (key, value) in members.metadata {
            line += " \(Self.name(LogText.key(key)))=\(LogText.value(value))"
        }
        return line + " pid=\(writer.processID) run_id=\(LogText.value(.string(writer.runID)))"
    }

    /// What comes with an event does not pass for what the line itself says.
    private static func name(_ key: String) -> String {
        ["time", "level", "logger", "message", "pid", "run_id"].contains(key)
            ? "metadata.\(key)" : key
    }

    // MARK: Masking

    private func members(masking mask: SecretMask, _ length: Int) -> Members {
        let cut = Cut(mask: mask, length: length)
        return Members(
            label: cut.text(label), message: cut.text(message),
            metadata: metadata.sorted { $0.key < $1.key }.map { key, value in
                (cut.text(key), cut.value(value, named: key))
            })
    }

    private struct Cut {
        let mask: SecretMask
        let length: Int

        func text(_ text: String) -> String {
            guard text.utf8.count > length else { return masked(text, length) }
            // Of an endless text not all is looked at. What was cut may be half a secret, and goes.
            let margin = 1024
            let start = text.utf8.prefix(length + margin)
            let isWhole = start.count == text.utf8.count
            return masked(
                String(decoding: start, as: UTF8.self), length, dropping: isWhole ? 0 : margin)
        }

        private func masked(_ text: String, _ length: Int, dropping margin: Int = 0) -> String {
            let masked = mask.masked(text)
            let length = min(length, max(0, masked.utf8.count - margin))
            guard masked.utf8.count > length else { return masked }
            var end = masked.utf8.index(masked.startIndex, offsetBy: length)
            // Within a character there is no end.
            while end.samePosition(in: masked.unicodeScalars) == nil {
                end = masked.utf8.index(before: end)
            }
            return masked[..<end] + "…"
        }

        func value(_ value: Logger.MetadataValue, named name: String) -> JSONValue {
            if SecretMask.isSecretName(name) { return .string(SecretMask.dots) }
            switch value {
            case .string(let text): return .string(self.text(text))
            case .stringConvertible(let some):
                switch some {
                case let number as any FixedWidthInteger:
                    if let number = Int64(exactly: number) { return .int(number) }
                case let number as Double where number.isFinite: return .double(number)
                case let flag as Bool: return .bool(flag)
                default: break
                }
                return .string(text("\(some)"))
            case .array(let elements):
                return .array(elements.map { self.value($0, named: "") })
            case .dictionary(let members):
                let sorted = members.sorted { $0.key < $1.key }
                return .object(
                    JSONObject(sorted.map { (text($0.key), self.value($0.value, named: $0.key)) }))
            }
        }
    }
}

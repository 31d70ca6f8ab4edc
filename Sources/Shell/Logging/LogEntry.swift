import Commands
import Logging
import Records

/// One line of a log that is read again.
struct LogEntry {
    let time: WallTime
    /// Nil for a line that another one repeats: each request has a row for every attempt that ended.
    let row: Row?

    /// Events of a request that are told once more when it ends.
    private static let repeated = ["sending", "answered"]

    /// - Parameters:
    ///   - line: without its newline.
    ///   - mask: knows secrets that were none yet when the line was written.
    /// - Returns: nil for what is no line of ours, or only a part of one.
    init?(_ line: [UInt8], _ reader: inout JSONReader, masking mask: SecretMask) {
        let read: Row?
        if line.first == UInt8(ascii: "{") {
            read = (try? reader.read(line))?.objectValue
        } else {
            read = LogText.members(of: line).map { Row($0) }
        }
        guard var members = read, let time = members["time"]?.stringValue.flatMap(WallTime.init),
            let level = members["level"]?.stringValue, Logger.Level(rawValue: level) != nil,
            let event = members["message"]?.stringValue, !event.isEmpty
        else { return nil }
        self.time = time
        guard !Self.repeated.contains(event) else {
            row = nil
            return
        }
        members["message"] = nil
        members["event"] = .string(event)
        var row = Row()
        for name in LogField.allCases.map(\.rawValue) {
            guard let value = members[name] else { continue }
            row[name] = mask.masked(value, named: name)
            members[name] = nil
        }
        for (name, value) in members.members {
            row[mask.masked(name)] = mask.masked(value, named: name)
        }
        self.row = row
    }
}

extension SecretMask {
    /// The value of a member with every secret in it as dots.
    func masked(_ value: JSONValue, named name: String) -> JSONValue {
        if Self.isSecretName(name) { return .string(Self.dots) }
        switch value {
        case .string(let text): return .string(masked(text))
        case .array(let elements): return .array(elements.map { masked($0, named: "") })
        case .object(let object):
            return .object(
                JSONObject(
                    object.members.map { (masked($0.key), masked($0.value, named: $0.key)) }))
        default: return value
        }
    }
}

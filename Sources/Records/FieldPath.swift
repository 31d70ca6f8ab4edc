/// The place of a value in a row: `title`, `labels.name`, `tracklist.0.title`.
///
/// A path goes through lists: `labels.name` has one value for each label.
public struct FieldPath: Sendable, Hashable, CustomStringConvertible {
    public let parts: [String]

    public init(_ text: String) {
        parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    }

    public var description: String { parts.joined(separator: ".") }

    /// The first part: the field of the row itself.
    public var head: String { parts[0] }

    /// The last part that is no list index: the name people would give the value.
    public var lastName: String { parts.last { Int($0) == nil } ?? description }

    /// All values at the path, in order; empty when the field is missing.
    public func values(in row: Row) -> [JSONValue] {
        var found: [JSONValue] = []
        collect(in: .object(row), from: 0, into: &found)
        return found
    }

    /// The value at the path; a list when the path goes through a list, nil when the field is missing.
    public func value(in row: Row) -> JSONValue? {
        var wentThroughList = false
        var found: [JSONValue] = []
        collect(in: .object(row), from: 0, into: &found, wentThroughList: &wentThroughList)
        return wentThroughList && !found.isEmpty ? .array(found) : found.first
    }

    private func collect(in value: JSONValue, from index: Int, into found: inout [JSONValue]) {
        var ignored = false
        collect(in: value, from: index, into: &found, wentThroughList: &ignored)
    }

    private func collect(
        in value: JSONValue, from index: Int, into found: inout [JSONValue],
        wentThroughList: inout Bool
    ) {
        guard index < parts.count else {
            found.append(value)
            return
        }
        switch value {
        case .object(let object):
            if let member = object[parts[index]] {
                collect(
                    in: member, from: index + 1, into: &found, wentThroughList: &wentThroughList)
            } else if index + 1 < parts.count,
                // A table that was flattened has columns such as "community.have".
                let member = object[parts[index...].joined(separator: ".")]
            {
                found.append(member)
            }
        case .array(let elements):
            if let place = Int(parts[index]) {
                guard elements.indices.contains(place) else { return }
                collect(
                    in: elements[place], from: index + 1, into: &found,
                    wentThroughList: &wentThroughList)
            } else {
                wentThroughList = true
                for element in elements {
                    collect(
                        in: element, from: index, into: &found, wentThroughList: &wentThroughList)
                }
            }
        default: break
        }
    }
}

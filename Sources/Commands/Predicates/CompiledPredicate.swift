import PipelineLanguage
import Records

/// A predicate whose names and values are known: it decides about rows.
package indirect enum CompiledPredicate: Sendable {
    case all([CompiledPredicate])
    case any([CompiledPredicate])
    case not(CompiledPredicate)
    case exists(FieldPath)
    /// Holds when the test holds for the value or, on a list, for any element.
    case test(FieldPath, ValueTest)
    /// Holds when the field is there and the test does not hold.
    case negatedTest(FieldPath, ValueTest)

    package func holds(for row: Row) -> Bool {
        switch self {
        case .all(let parts): parts.allSatisfy { $0.holds(for: row) }
        case .any(let parts): parts.contains { $0.holds(for: row) }
        case .not(let part): !part.holds(for: row)
        case .exists(let path): path.values(in: row).contains { !Self.isEmpty($0) }
        case .test(let path, let test):
            Self.elements(path.values(in: row)).contains { test.holds(for: $0) }
        case .negatedTest(let path, let test):
            Self.isThere(path, in: row)
                && !Self.elements(path.values(in: row)).contains { test.holds(for: $0) }
        }
    }

    /// The fields that the predicate asks about.
    package var fields: [FieldPath] {
        switch self {
        case .all(let parts), .any(let parts): parts.flatMap(\.fields)
        case .not(let part): part.fields
        case .exists(let path), .test(let path, _), .negatedTest(let path, _): [path]
        }
    }

    private static func isThere(_ path: FieldPath, in row: Row) -> Bool {
        path.values(in: row).contains { !$0.isNull }
    }

    private static func isEmpty(_ value: JSONValue) -> Bool {
        switch value {
        case .null: true
        case .string(let text): text.isEmpty
        case .array(let elements): elements.isEmpty
        case .object(let object): object.isEmpty
        case .bool, .int, .double: false
        }
    }

    /// The values, with lists replaced by their elements and nulls left out.
    private static func elements(_ values: [JSONValue]) -> [JSONValue] {
        values.flatMap { value -> [JSONValue] in
            if case .array(let elements) = value { return Self.elements(elements) }
            return value.isNull ? [] : [value]
        }
    }
}

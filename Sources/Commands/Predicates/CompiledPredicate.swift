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
            path.values(in: row).flatMap(\.elements).contains { test.holds(for: $0) }
        case .negatedTest(let path, let test):
            Self.isThere(path, in: row)
                && !path.values(in: row).flatMap(\.elements).contains { test.holds(for: $0) }
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
}

extension JSONValue {
    /// What a comparison looks at: the elements of a list, and no nulls.
    var elements: [JSONValue] {
        if case .array(let elements) = self { return elements.flatMap(\.elements) }
        return isNull ? [] : [self]
    }
}

import Output
import PipelineLanguage
import Records

/// The fields that rows are known to have, with the fields inside of them.
package struct FieldTree: Sendable, Equatable {
    /// What was seen there.
    package enum Shape: Sendable { case value, object, list }

    package private(set) var shape = Shape.value
    /// In the order in which they became known.
    package private(set) var names: [String] = []
    private var members: [String: FieldTree] = [:]

    /// More fields of one object are no fields but keys.
    private static let capacity = 200
    private static let maximumDepth = 5
    /// How many rows, and elements of a list, are looked at.
    private static let sampleSize = 20

    package init(_ names: [String] = []) {
        for name in names { add(name, FieldTree(of: .value)) }
    }

    private init(of shape: Shape) { self.shape = shape }

    package init(of rows: some Sequence<Row>) {
        for row in rows.prefix(Self.sampleSize) { add(row, depth: 0) }
    }

    package var isEmpty: Bool { names.isEmpty }

    subscript(name: String) -> FieldTree? { members[name] }

    /// What is at a path; nil when nothing is known of it.
    func node(at path: some Collection<String>) -> FieldTree? {
        guard let name = path.first else { return self }
        if shape == .list, Int(name) != nil { return node(at: path.dropFirst()) }
        return members[name]?.node(at: path.dropFirst())
    }

    // MARK: Learning

    /// This tree with what another one knows.
    func merging(_ other: FieldTree) -> FieldTree {
        var merged = self
        if merged.shape == .value { merged.shape = other.shape }
        for name in other.names {
            guard let member = other.members[name] else { continue }
            merged.add(name, member)
        }
        return merged
    }

    private mutating func add(_ name: String, _ member: FieldTree) {
        set(name, to: members[name]?.merging(member) ?? member)
    }

    private mutating func set(_ name: String, to member: FieldTree) {
        if members[name] == nil {
            guard names.count < Self.capacity, Self.isUsable(name) else { return }
            names.append(name)
        }
        members[name] = member
    }

    /// What a name holds is typed in for a person, and shown.
    private static func isUsable(_ name: String) -> Bool {
        (1...100).contains(name.utf8.count)
            && !name.unicodeScalars.contains(where: TerminalText.isUnsafe)
    }

    private mutating func add(_ object: Row, depth: Int) {
        guard depth < Self.maximumDepth else { return }
        for member in object.members {
            var node = members[member.key] ?? FieldTree(of: .value)
            node.add(member.value, depth: depth + 1)
            set(member.key, to: node)
        }
    }

    private mutating func add(_ value: JSONValue, depth: Int) {
        switch value {
        case .object(let object):
            if shape == .value { shape = .object }
            add(object, depth: depth)
        case .array(let elements):
            shape = .list
            for case .object(let object) in elements.prefix(Self.sampleSize) {
                add(object, depth: depth)
            }
        default: break
        }
    }

    // MARK: What stages make of it

    func selecting(_ fields: [SelectedField]) -> FieldTree {
        var selected = FieldTree()
        for field in fields {
            selected.add(field.name, node(at: field.path.parts) ?? FieldTree(of: .value))
        }
        return selected
    }

    /// With an element in the place of the list.
    func flattened(at path: ArraySlice<String>) -> FieldTree {
        var tree = self
        guard let name = path.first else {
            tree.shape = names.isEmpty ? .value : .object
            return tree
        }
        if let member = members[name] {
            tree.members[name] = member.flattened(at: path.dropFirst())
        }
        return tree
    }
}

extension RowKind {
    /// The names of fields, at any depth, that tell where somebody lives or how to reach them: no
    /// export has them unless it is asked for them.
    package var privateFields: Set<String> {
        switch self {
        // What a buyer writes under an order is an address as often as not.
        case .order: ["shipping_address", "additional_instructions", "email"]
        case .orderMessage, .profile: ["email"]
        default: []
        }
    }

    /// Those of all kinds, for rows of which nobody knows what they are.
    package static var allPrivateFields: Set<String> {
        allCases.reduce(into: []) { $0.formUnion($1.privateFields) }
    }
}

extension Row {
    /// The row without the fields of these names, at any depth.
    /// - Parameter found: gets the paths of those that said something.
    package func leavingOut(_ names: Set<String>, found: inout [String]) -> Row {
        leavingOut(names, below: "", found: &found)
    }

    private func leavingOut(
        _ names: Set<String>, below path: String, found: inout [String]
    ) -> Row {
        Row(
            members.compactMap { key, value -> (String, JSONValue)? in
                // `select buyer.email` gives a field of that name.
                if names.contains(FieldPath(key).lastName) {
                    if !value.text.isEmpty, !found.contains(path + key) { found.append(path + key) }
                    return nil
                }
                return (key, Self.leavingOut(names, in: value, below: path + key, found: &found))
            })
    }

    private static func leavingOut(
        _ names: Set<String>, in value: JSONValue, below path: String, found: inout [String]
    ) -> JSONValue {
        switch value {
        case .object(let object):
            .object(object.leavingOut(names, below: path + ".", found: &found))
        case .array(let elements):
            .array(elements.map { leavingOut(names, in: $0, below: path, found: &found) })
        case .null, .bool, .int, .double, .string: value
        }
    }
}

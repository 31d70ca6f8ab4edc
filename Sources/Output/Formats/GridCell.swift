import Records

/// One cell of a flat format.
struct GridCell: Hashable {
    var text: String
    /// Whether it was text in the row, and no number, truth value or nothing.
    var isText: Bool

    init(text: String, isText: Bool) {
        self.text = text
        self.isText = isText
    }

    /// Any value in one cell: a list as its elements' texts joined with `; `, an object as JSON.
    /// - Parameter flattens: otherwise a list is JSON, too.
    init(_ value: JSONValue, flattens: Bool = true) {
        switch value {
        case .string(let text): self.init(text: text, isText: true)
        case .array where !flattens, .object where !flattens:
            self.init(text: value.json(), isText: true)
        case .array(let elements):
            self.init(text: CellText.joined(elements, by: "; "), isText: true)
        case .object(let object):
            self.init(text: object.isEmpty ? "" : object.json(), isText: true)
        case .null, .bool, .int, .double: self.init(text: value.text, isText: false)
        }
    }

    /// The row as cells, one for each of its `flatMembers`.
    static func cells(
        of row: Row, flattens: Bool = true
    ) -> [(column: String, cell: GridCell)] {
        row.flatMembers(flattens).map { ($0.column, GridCell($0.value, flattens: flattens)) }
    }
}

extension Row {
    /// One value for each column: those inside `community` become `community.have`,
    /// `community.want`. A name that occurs twice gets `_2`.
    ///
    /// - Parameter flattens: otherwise each field is a column, whatever its value.
    func flatMembers(_ flattens: Bool) -> [(column: String, value: JSONValue)] {
        guard flattens else { return members.map { ($0.key, $0.value) } }
        var flat: [(column: String, value: JSONValue)] = []
        var names: Set<String> = []
        collect(prefix: "", into: &flat, names: &names)
        return flat
    }

    private func collect(
        prefix: String, into flat: inout [(column: String, value: JSONValue)],
        names: inout Set<String>
    ) {
        for (key, value) in members {
            let name = prefix + key
            if case .object(let inner) = value {
                inner.collect(prefix: name + ".", into: &flat, names: &names)
                continue
            }
            var unique = name
            var number = 2
            while !names.insert(unique).inserted {
                unique = "\(name)_\(number)"
                number += 1
            }
            flat.append((unique, value))
        }
    }
}

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
    init(_ value: JSONValue) {
        switch value {
        case .string(let text): self.init(text: text, isText: true)
        case .array(let elements):
            self.init(text: CellText.joined(elements, by: "; "), isText: true)
        case .object(let object):
            self.init(text: object.isEmpty ? "" : object.json(), isText: true)
        case .null, .bool, .int, .double: self.init(text: value.text, isText: false)
        }
    }

    /// The row as cells, one for each value that is no object: those inside `community` become
    /// `community.have`, `community.want`. A name that occurs twice gets `_2`.
    static func cells(of row: Row) -> [(column: String, cell: GridCell)] {
        var cells: [(column: String, cell: GridCell)] = []
        var names: Set<String> = []
        collect(row, prefix: "", into: &cells, names: &names)
        return cells
    }

    private static func collect(
        _ object: JSONObject, prefix: String, into cells: inout [(column: String, cell: GridCell)],
        names: inout Set<String>
    ) {
        for (key, value) in object.members {
            let name = prefix + key
            if case .object(let inner) = value {
                collect(inner, prefix: name + ".", into: &cells, names: &names)
                continue
            }
            var unique = name
            var number = 2
            while !names.insert(unique).inserted {
                unique = "\(name)_\(number)"
                number += 1
            }
            cells.append((unique, GridCell(value)))
        }
    }
}

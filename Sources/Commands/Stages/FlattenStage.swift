import Records

/// `flatten FIELD`: one row for each element of a list.
struct FlattenStage: PipelineStage {
    let field: SelectedField

    static let command = Command(
        "flatten", .rows, usage: "flatten FIELD", "Make a row of each element of a list",
        details: """
            The element takes the place of the list, all other fields stay: behind flatten \
            tracklist, a track's title is tracklist.title. A row whose list is empty or missing \
            gives no row; a value that is no list counts as one element.
            """,
        parameters: [
            .init(
                "FIELD", "the field with the list", isRequired: true, isPositional: true,
                content: .field)
        ],
        examples: [
            "release 9300000001 | flatten tracklist | select title tracklist.title",
            #"search artist="Sun Ra" type=release | flatten format | group format"#,
            #"search "kind of blue" type=release | flatten label | group label"#,
        ],
        form: .stage { arguments, _ in FlattenStage(&arguments) })

    init?(_ arguments: inout ArgumentReader) {
        guard let field = arguments.requiredField() else { return nil }
        self.field = field
    }

    var mayAddRows: Bool { true }

    func fields(after fields: FieldTree, seen: SessionKnowledge.State) -> FieldTree {
        fields.flattened(at: field.path.parts[...])
    }

    func kind(after kind: RowKind) -> RowKind { .other }

    func apply(to flow: Flow, at location: Location, in run: PipelineRun) -> Flow {
        var flow = flow.checking([field], at: location)
        let parts = field.path.parts[...]
        flow.rows = flow.rows.transformed(from: ()) { _, rows in
            .more(rows.flatMap { Self.elements(of: .object($0), at: parts) }.map(\.asRow))
        }
        // The columns and the card of the whole object would leave out what was flattened.
        flow.kind = .other
        flow.isObject = false
        flow.chosenFields = nil
        return flow
    }

    /// The value once for each element at the path, with the element in the list's place. Lists on
    /// the way to it are flattened, too.
    static func elements(of value: JSONValue, at path: ArraySlice<String>) -> [JSONValue] {
        switch value {
        case .array(let elements):
            if let name = path.first, let place = Int(name) {
                guard elements.indices.contains(place) else { return [] }
                return Self.elements(of: elements[place], at: path.dropFirst())
            }
            return elements.flatMap { Self.elements(of: $0, at: path) }
        case .object(var object):
            guard let name = path.first else { return [value] }
            // A table that was flattened has columns such as "community.have".
            let (key, rest) =
                object[name] == nil && path.count > 1
                ? (path.joined(separator: "."), []) : (name, path.dropFirst())
            guard let member = object[key] else { return [] }
            return Self.elements(of: member, at: rest).map { element in
                object[key] = element
                return .object(object)
            }
        case .null: return []
        default: return path.isEmpty ? [value] : []
        }
    }
}

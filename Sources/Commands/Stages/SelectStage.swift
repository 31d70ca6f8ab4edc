import PipelineLanguage
import Records

/// `select FIELD… NAME=FIELD…`: rows with these fields only, renamed where asked.
struct SelectStage: PipelineStage {
    let fields: [SelectedField]

    static let command = Command(
        "select", .rows, usage: "select FIELD… NAME=FIELD…",
        "Keep these fields, under other names where asked",
        details: """
            A path such as labels.name or tracklist.0.title reaches into objects and lists; through a \
            list it gives the list of values. A field that a row lacks is null in it.
            """,
        parameters: [
            .init(
                "FIELD", "a field to keep", isRequired: true, isPositional: true,
                isRepeated: true, content: .field)
        ],
        examples: [
            #"search artist="Miles Davis" type=master | select year title"#,
            "release 9300000001 | select title first=tracklist.0.title labels.catno",
            #"search artist="Sun Ra" type=release | limit 3 | select id title label"#,
        ],
        form: .stage { arguments, _ in SelectStage(&arguments) })

    init?(_ arguments: inout ArgumentReader) {
        fields = arguments.fields(renaming: true)
        guard arguments.call.arguments.isEmpty else { return }
        arguments.report(
            Diagnostic("select needs a field", at: arguments.call.span, hint: arguments.usage))
        return nil
    }

    var keepsEveryRow: Bool { true }
    var addedFields: [String] { fields.map(\.name) }

    func fields(after fields: FieldTree, seen: SessionKnowledge.State) -> FieldTree {
        fields.selecting(self.fields)
    }

    func kind(after kind: RowKind) -> RowKind { .other }

    func apply(to flow: Flow, at location: Location, in run: PipelineRun) -> Flow {
        var selected = flow.checking(fields, at: location)
        let fields = fields
        selected.rows = selected.rows.transformed(from: ()) { _, rows in
            .more(rows.map { Self.select(fields, from: $0) })
        }
        selected.setFields(addedFields)
        return selected
    }

    static func select(_ fields: [SelectedField], from row: Row) -> Row {
        Row(fields.map { ($0.name, $0.path.value(in: row) ?? .null) })
    }
}

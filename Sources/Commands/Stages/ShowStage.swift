import Output
import Records

/// `show [FIELD…]`: a table fitted to the terminal, or a card for a single object; elsewhere the
/// rows in the chosen format.
struct ShowStage: PipelineStage {
    let fields: [SelectedField]

    static let command = Command(
        "show", .output, usage: "show [FIELD…]", "Show the rows, or these fields of them",
        details: """
            A pipeline without an output ends in show. At the prompt it stops after a page of rows \
            and says how many there are. The rows go on to later stages.
            """,
        parameters: [
            .init("FIELD", "a field to show", isPositional: true, isRepeated: true, content: .field)
        ],
        examples: [
            #"search artist="Miles Davis" type=master | show year title"#,
            "release 9300000001 | show title year",
            "artist-releases 9000000001 | show year title role",
        ],
        form: .stage { arguments, _ in ShowStage(fields: arguments.fields()) })

    var isSink: Bool { true }
    var keepsEveryRow: Bool { true }

    func apply(to flow: Flow, at location: Location, in run: PipelineRun) -> Flow {
        let checked = flow.checking(fields, at: location)
        let screen = Screen(checked, fields: fields, in: run)
        var shown = checked
        shown.rows = RowStream { try await screen.next() }
        shown.completions.append(
            .init(drain: { try await screen.drain() }, finish: { try await screen.finish() }))
        return shown
    }
}

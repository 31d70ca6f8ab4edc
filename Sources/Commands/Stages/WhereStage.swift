import Records

/// `where PREDICATE`: the rows for which it holds.
struct WhereStage: PipelineStage {
    let predicate: CompiledPredicate
    let fields: [SelectedField]

    static let command = Command(
        "where", .rows, usage: "where FIELD=VALUE …", "Keep the rows for which a condition holds",
        details: """
            Operators: = != < <= > >= and ~ (contains), !~. Conditions side by side must all hold; \
            or, not and parentheses work too. A list a,b means any of them, 1955..1965 is a range, \
            ~/re/ is a regular expression, field? asks whether there is a value, and field in \
            $_.id compares with the last rows. A path such as labels.name looks into lists.
            """,
        parameters: [
            .init("CONDITION", "what must hold", isRequired: true, isPositional: true)
        ],
        examples: [
            #"search artist="Miles Davis" type=release | where year=1955..1965 country=US"#,
            #"search artist="Sun Ra" | where format~LP or format~7 | select title format"#,
            #"search "kind of blue" | where type=release and not format~CD"#,
        ],
        form: .filter)

    func apply(to flow: Flow, at location: Location, in run: PipelineRun) -> Flow {
        var flow = flow.checking(fields, at: location)
        let predicate = predicate
        flow.rows = flow.rows.transformed(from: ()) { _, rows in
            .more(rows.filter(predicate.holds))
        }
        return flow
    }
}

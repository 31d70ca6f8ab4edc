import Records

/// `uniq [FIELD]`: the first row of each value.
struct UniqStage: PipelineStage {
    /// Nil compares whole rows.
    let field: SelectedField?

    static let command = Command(
        "uniq", .rows, usage: "uniq [FIELD]", "Keep the first row of each value of a field",
        details: """
            Without FIELD rows that are equal in everything count as one. Rows without the field \
            count as one value.
            """,
        parameters: [
            .init("FIELD", "the field that is compared", isPositional: true, content: .field)
        ],
        examples: [
            #"search style="Hard Bop" type=release | uniq master_id | count"#,
            #"search artist="Sun Ra" type=release | uniq country | select country"#,
            "artist-releases 9000000001 | select role | uniq",
        ],
        form: .stage { arguments, _ in UniqStage(&arguments) })

    init(_ arguments: inout ArgumentReader) {
        field = arguments.field()
    }

    func apply(to flow: Flow, at location: Location, in run: PipelineRun) -> Flow {
        var flow = flow.checking([field].compactMap(\.self), at: location)
        let field = field
        flow.rows = flow.rows.transformed(from: Set<JSONValue>()) { seen, rows in
            .more(
                rows.filter { row in
                    seen.insert(field.map { $0.path.value(in: row) ?? .null } ?? .object(row))
                        .inserted
                })
        }
        return flow
    }
}

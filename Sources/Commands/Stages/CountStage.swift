import Records

/// `count`: one row with the number of rows.
struct CountStage: PipelineStage {
    static let command = Command(
        "count", .rows, usage: "count", "Count the rows",
        details: "Gives one row, {\"count\": N}. All rows are fetched, so the number is exact.",
        examples: [
            #"search artist="Miles Davis" format=vinyl | count"#,
            #"search style="Hard Bop" type=master | count"#,
            "artist-releases 9000000001 | where role=Main | count",
        ],
        form: .stage { _, _ in CountStage() })

    var takesAllRows: Bool { true }
    var addedFields: [String] { ["count"] }

    func fields(after fields: FieldTree, seen: SessionKnowledge.State) -> FieldTree {
        FieldTree(addedFields)
    }

    func kind(after kind: RowKind) -> RowKind { .other }

    func apply(to flow: Flow, at location: Location, in run: PipelineRun) -> Flow {
        var counted = flow
        let rows = flow.rows
        counted.rows = RowStream.single({
            var count: Int64 = 0
            for try await batch in rows { count += Int64(batch.count) }
            return [["count": .int(count)]]
        })
        counted.setFields(addedFields)
        counted.isObject = true
        return counted
    }
}

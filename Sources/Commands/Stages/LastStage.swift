import Records

/// `last N`: the last rows.
struct LastStage: PipelineStage {
    let count: Int

    static let command = Command(
        "last", .rows, usage: "last N", "Keep the last N rows",
        details: "All rows are fetched; where the server sorts, sort -FIELD and limit cost less.",
        parameters: [.init("N", "how many rows", isRequired: true, isPositional: true)],
        examples: [
            #"search artist="Miles Davis" type=master | sort year | last 3"#,
            "artist-releases 9000000001 | sort year | last 1",
            #"search artist="Sun Ra" type=master | last 2 | select title"#,
        ],
        form: .stage { arguments, _ in
            arguments.requiredCount(minimum: 0).map(LastStage.init)
        })

    var takesAllRows: Bool { true }

    func apply(to flow: Flow, at location: Location, in run: PipelineRun) -> Flow {
        var flow = flow
        let rows = flow.rows
        let count = count
        flow.rows = RowStream.single({
            var kept: [Row] = []
            for try await batch in rows {
                kept += batch
                kept.removeFirst(max(0, kept.count - count))
            }
            return kept
        })
        return flow
    }
}

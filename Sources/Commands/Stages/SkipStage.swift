import Records

/// `skip N`: all rows but the first ones.
struct SkipStage: PipelineStage {
    let count: Int

    static let command = Command(
        "skip", .rows, usage: "skip N", "Leave the first N rows out",
        details: "The rows are fetched all the same; page leaves them out at no cost.",
        parameters: [.init("N", "how many rows", isRequired: true, isPositional: true)],
        examples: [
            #"search artist="Sun Ra" | skip 5 | limit 5"#,
            #"search artist="Miles Davis" type=master | sort year | skip 3"#,
            "artist-releases 9000000001 | skip 5 | count",
        ],
        form: .stage { arguments, _ in
            arguments.requiredCount(minimum: 0).map(SkipStage.init)
        })

    func apply(to flow: Flow, at location: Location, in run: PipelineRun) -> Flow {
        var flow = flow
        flow.rows = flow.rows.transformed(from: count) { remaining, rows in
            let skipped = min(remaining, rows.count)
            remaining -= skipped
            return .more(Array(rows.dropFirst(skipped)))
        }
        return flow
    }
}

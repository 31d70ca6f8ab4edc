import Discogs
import Records

/// `limit N`: the first rows; nothing is fetched behind them.
struct LimitStage: PagingStage {
    let count: Int

    static let command = Command(
        "limit", .rows, usage: "limit N", "Keep the first N rows",
        details: """
            Fetching stops as soon as N rows have passed. Right behind a source it also asks for no \
            more rows than it needs.
            """,
        parameters: [.init("N", "how many rows", isRequired: true, isPositional: true)],
        examples: [
            #"search artist="Sun Ra" type=release | limit 5"#,
            #"search artist="Miles Davis" type=master | sort year | limit 3"#,
            "artist-releases 9000000001 | where role=Main | limit 2",
        ],
        form: .stage { arguments, _ in
            arguments.requiredCount(minimum: 0).map(LimitStage.init)
        })

    var mayStopEarly: Bool { true }

    func push(into plan: inout ReadPlan, endpoint: Endpoint) -> Bool {
        guard endpoint.reply.isPaged else { return false }
        plan.limit = min(plan.limit ?? count, count)
        return true
    }

    func apply(to flow: Flow, at location: Location, in run: PipelineRun) -> Flow {
        var flow = flow
        guard count > 0 else {
            flow.rows = RowStream(rows: [])
            return flow
        }
        flow.rows = flow.rows.transformed(from: count) { remaining, rows in
            guard rows.count < remaining else { return .last(Array(rows.prefix(remaining))) }
            remaining -= rows.count
            return .more(rows)
        }
        return flow
    }
}

import Output
import PipelineLanguage
import Records

/// `chart FIELD [count|sum:F]`: how often each value occurs, as bars.
struct ChartStage: PipelineStage {
    /// By one field, with one aggregate.
    let grouping: Grouping

    private static let kinds: [Aggregate.Kind] = [.count, .sum]

    static let command = Command(
        "chart", .output, usage: "chart FIELD [count|sum:F]",
        "Draw how often each value of a field occurs, as bars",
        details: """
            sum:F draws the sum of another field instead. Numbers, years and dates come in their \
            order, other values by size, the largest first; of many the rest is one line. A row \
            whose field is a list counts once for each distinct element; rows without a value count \
            as (none). Without a terminal, or behind as, it writes rows of the value and its count. \
            The rows that came in go on to later stages.
            """,
        parameters: [
            .init(
                "FIELD", "the field whose values are counted", isRequired: true, isPositional: true,
                content: .field),
            .init(
                "SIZE", "how long bars are", values: ["count", "sum:"],
                isPositional: true, content: .aggregate),
        ],
        examples: [
            "artist-releases 9000000001 | where role=Main | chart year",
            #"search artist="Miles Davis" type=master | chart genre sum:community.have"#,
            #"search artist="Sun Ra" type=release | chart country"#,
        ],
        form: .stage { arguments, _ in ChartStage(&arguments) })

    init?(_ arguments: inout ArgumentReader) {
        guard let field = arguments.requiredField() else { return nil }
        var aggregate: Aggregate? = .count
        if let word = arguments.field() {
            do {
                aggregate = try Aggregate(word, for: Self.command.name, of: Self.kinds)
            } catch {
                arguments.report(error)
                return nil
            }
            if aggregate == nil {
                arguments.report(
                    Diagnostic(
                        "chart draws one field", at: word.span,
                        hint: "behind it stands \(Aggregate.usage(of: Self.kinds))"))
            }
        }
        grouping = Grouping(fields: [field], aggregates: [aggregate ?? .count])
    }

    var takesAllRows: Bool { true }
    var isSink: Bool { true }
    var keepsEveryRow: Bool { true }

    func apply(to flow: Flow, at location: Location, in run: PipelineRun) -> Flow {
        let checked = flow.checking(grouping.usedFields, at: location)
        let chart = Chart(checked, of: grouping, in: run)
        var charted = checked
        charted.rows = RowStream { try await chart.next() }
        charted.completions.append(
            .init(drain: { try await chart.drain() }, finish: { try await chart.finish() }))
        return charted
    }
}

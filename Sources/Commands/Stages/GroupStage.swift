import PipelineLanguage
import Records

/// `group FIELD… [AGGREGATE…]`: one row for each group of rows with the same values.
struct GroupStage: PipelineStage {
    let grouping: Grouping

    static let command = Command(
        "group", .rows, usage: "group FIELD… [count] [sum:F] [avg:F] [min:F] [max:F]",
        "Make one row of all rows with the same values",
        details: """
            A row has the group's fields, then what was asked for: count, sum_F, avg_F, min_F, max_F; \
            count where nothing was. Groups come in the order of their first rows. A row whose field \
            is a list counts once for each distinct element. Sums and averages are of numbers, \
            numeric text included; min and max go by the order of sort.
            """,
        parameters: [
            .init(
                "FIELD", "a field whose values make the groups", isRequired: true,
                isPositional: true, content: .field),
            .init(
                "AGGREGATE", "what to tell of each group",
                values: Aggregate.Kind.allCases.map { $0 == .count ? "count" : "\($0):" },
                isPositional: true, isRepeated: true, content: .aggregate),
        ],
        examples: [
            #"search artist="Miles Davis" type=release | group country | sort -count"#,
            #"search artist="Sun Ra" type=master | group genre count avg:community.have"#,
            "artist-releases 9000000001 | group role type | sort -count",
        ],
        form: .stage { arguments, _ in GroupStage(&arguments) })

    init?(_ arguments: inout ArgumentReader) {
        var fields: [SelectedField] = []
        var aggregates: [Aggregate] = []
        for word in arguments.fields() {
            do {
                if let aggregate = try Aggregate(word, for: Self.command.name) {
                    aggregates.append(aggregate)
                } else {
                    fields.append(word)
                }
            } catch {
                arguments.report(error)
            }
        }
        if aggregates.isEmpty { aggregates = [.count] }
        grouping = Grouping(fields: fields, aggregates: aggregates)
        guard fields.isEmpty, arguments.diagnostics.isEmpty else { return }
        arguments.report(
            Diagnostic("group needs a field", at: arguments.call.span, hint: arguments.usage))
        return nil
    }

    var takesAllRows: Bool { true }
    var addedFields: [String] { grouping.columnNames }

    func fields(after fields: FieldTree, seen: SessionKnowledge.State) -> FieldTree {
        FieldTree(addedFields)
    }

    func kind(after kind: RowKind) -> RowKind { .other }

    func apply(to flow: Flow, at location: Location, in run: PipelineRun) -> Flow {
        let checked = flow.checking(grouping.usedFields, at: location)
        var grouped = checked
        let rows = checked.rows
        let grouping = grouping
        grouped.rows = RowStream.single({
            var groups = Groups(by: grouping)
            for try await batch in rows { groups.add(batch) }
            return groups.values.map { $0.row(named: grouping.columnNames) }
        })
        grouped.setFields(grouping.columnNames)
        grouped.isObject = false
        return grouped
    }
}

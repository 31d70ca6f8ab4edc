import PipelineLanguage
import Records

/// `group FIELD… [AGGREGATE…]`: one row for each group of rows with the same values.
struct GroupStage: PipelineStage {
    let fields: [SelectedField]
    let aggregates: [Aggregate]

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
                isPositional: true),
            .init(
                "AGGREGATE", "what to tell of each group",
                values: Aggregate.Kind.allCases.map { $0 == .count ? "count" : "\($0):" },
                isPositional: true),
        ],
        examples: [
            #"search artist="Miles Davis" type=release | group country | sort -count"#,
            #"search artist="Sun Ra" type=master | group genre count avg:community.have"#,
        ],
        form: .stage { arguments, _ in GroupStage(&arguments) })

    init?(_ arguments: inout ArgumentReader) {
        var fields: [SelectedField] = []
        var aggregates: [Aggregate] = []
        for word in arguments.fields() {
            do {
                if let aggregate = try Aggregate(word) {
                    aggregates.append(aggregate)
                } else {
                    fields.append(word)
                }
            } catch {
                arguments.report(error)
            }
        }
        if aggregates.isEmpty { aggregates = [.count] }
        self.fields = fields
        self.aggregates = aggregates
        guard fields.isEmpty, arguments.diagnostics.isEmpty else { return }
        arguments.report(
            Diagnostic("group needs a field", at: arguments.call.span, hint: arguments.usage))
        return nil
    }

    var takesAllRows: Bool { true }
    var addedFields: [String] { columnNames }

    func kind(after kind: RowKind) -> RowKind { .other }

    func apply(to flow: Flow, at location: Location, in run: PipelineRun) -> Flow {
        let checked = flow.checking(fields + aggregates.compactMap(\.field), at: location)
        var grouped = checked
        let rows = checked.rows
        let groups = (fields.map(\.path), aggregates)
        let names = columnNames
        grouped.rows = RowStream.single({
            var collection = Groups(by: groups.0, aggregates: groups.1)
            for try await batch in rows { for row in batch { collection.add(row) } }
            return collection.rows(named: names)
        })
        grouped.setFields(names)
        grouped.isObject = false
        return grouped
    }

    /// The last part of each path; the whole path where two would be the same.
    var columnNames: [String] {
        let short = fields.map(\.path.lastName) + aggregates.map { $0.name(of: \.lastName) }
        let long = fields.map(\.path.description) + aggregates.map { $0.name(of: \.description) }
        return zip(short, long).map { name, path in
            short.count { $0 == name } > 1 ? path : name
        }
    }
}

/// Rows as they are sorted into groups; memory grows with the number of groups only.
private struct Groups {
    private let paths: [FieldPath]
    private let aggregates: [Aggregate]
    private var places: [[JSONValue]: Int] = [:]
    private var groups: [(key: [JSONValue], states: [Aggregate.State])] = []

    init(by paths: [FieldPath], aggregates: [Aggregate]) {
        self.paths = paths
        self.aggregates = aggregates
    }

    mutating func add(_ row: Row) {
        for key in keys(of: row) {
            let place = places[key] ?? groups.count
            if place == groups.count {
                places[key] = place
                groups.append((key, aggregates.map { Aggregate.State($0) }))
            }
            for index in aggregates.indices { groups[place].states[index].add(row) }
        }
    }

    func rows(named names: [String]) -> [Row] {
        groups.map { group in
            Row(zip(names, group.key + group.states.map(\.value)).map { ($0, $1) })
        }
    }

    /// One key, or one for each combination of distinct elements where fields are lists.
    private func keys(of row: Row) -> [[JSONValue]] {
        paths.reduce([[]]) { keys, path in
            var seen: Set<JSONValue> = []
            var values = path.values(in: row).flatMap(\.elements).filter {
                seen.insert($0).inserted
            }
            if values.isEmpty { values = [.null] }
            return keys.flatMap { key in values.map { key + [$0] } }
        }
    }
}

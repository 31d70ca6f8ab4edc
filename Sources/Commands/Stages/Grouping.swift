import Records

/// By which fields rows are sorted into groups, and what is told of each group.
struct Grouping: Sendable {
    let fields: [SelectedField]
    let aggregates: [Aggregate]

    /// The fields that rows are asked for.
    var usedFields: [SelectedField] { fields + aggregates.compactMap(\.field) }

    /// The last part of each path; the whole path where two would be the same, and a number behind
    /// it where even these are: the field `count` with its count.
    var columnNames: [String] {
        let short = fields.map(\.path.lastName) + aggregates.map { $0.name(of: \.lastName) }
        let long = fields.map(\.path.description) + aggregates.map { $0.name(of: \.description) }
        var names: [String] = []
        for (name, path) in zip(short, long) {
            let whole = short.count { $0 == name } > 1 ? path : name
            let isTaken = names.contains(whole)
            names.append(isTaken ? "\(whole)_\(names.count + 1)" : whole)
        }
        return names
    }
}

/// Rows as they are sorted into groups; memory grows with the number of groups only.
struct Groups {
    private let paths: [FieldPath]
    private let aggregates: [Aggregate]
    private var places: [[JSONValue]: Int] = [:]
    private var groups: [(key: [JSONValue], states: [Aggregate.State])] = []

    /// The values that a group has in common, and what is told of it.
    struct Group {
        let key: [JSONValue]
        let results: [JSONValue]

        func row(named names: [String]) -> Row {
            Row(zip(names, key + results).map { ($0, $1) })
        }
    }

    init(by grouping: Grouping) {
        paths = grouping.fields.map(\.path)
        aggregates = grouping.aggregates
    }

    mutating func add(_ rows: [Row]) {
        for row in rows { add(row) }
    }

    private mutating func add(_ row: Row) {
        for key in keys(of: row) {
            let place = places[key] ?? groups.count
            if place == groups.count {
                places[key] = place
                groups.append((key, aggregates.map { Aggregate.State($0) }))
            }
            for index in aggregates.indices { groups[place].states[index].add(row) }
        }
    }

    /// In the order of their first rows.
    var values: [Group] {
        groups.map { Group(key: $0.key, results: $0.states.map(\.value)) }
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

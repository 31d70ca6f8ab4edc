import Records

/// Groups in the order in which a chart has them: by value where each is a number or a date,
/// else by size. What has no value comes last.
struct ChartOrder {
    let groups: [Groups.Group]
    /// Whether the values decide, and not the sizes.
    let isByValue: Bool

    init(_ groups: [Groups.Group]) {
        let known = groups.filter { Self.hasValue($0.key[0]) }
        let unknown = groups.filter { !Self.hasValue($0.key[0]) }
        let areNumbers = known.allSatisfy { Self.isNumber($0.key[0]) }
        let areDates = known.allSatisfy { Self.isDate($0.key[0].text) }
        isByValue = areNumbers || areDates
        // Dates are as long as they are known: `1959` comes before `1959-08-17`, as text does.
        let ordered =
            if isByValue {
                Self.sorted(known, descending: false) {
                    areNumbers ? SortKey($0.key[0]) : .text($0.key[0].text)
                }
            } else {
                Self.sorted(known, descending: true) { SortKey($0.results[0]) }
            }
        self.groups = ordered + unknown
    }

    /// Equal ones keep their order, and those without a key come last.
    private static func sorted(
        _ groups: [Groups.Group], descending: Bool, by key: (Groups.Group) -> SortKey?
    ) -> [Groups.Group] {
        groups.map { ($0, key($0)) }.enumerated().sorted { a, b in
            switch (a.element.1, b.element.1) {
            case (let x?, let y?) where x != y: descending ? y < x : x < y
            case (_?, nil): true
            case (nil, _?): false
            default: a.offset < b.offset
            }
        }.map(\.element.0)
    }

    static func hasValue(_ value: JSONValue) -> Bool { !value.text.isEmpty }

    private static func isNumber(_ value: JSONValue) -> Bool {
        if case .number = SortKey(value) { true } else { false }
    }

    /// `1959`, `1959-08`, `1959-08-17` and what a time of day makes of it; `0`, which the API
    /// writes where no date is known.
    private static func isDate(_ text: String) -> Bool {
        if text == "0" { return true }
        let parts = text.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
        let lengths = [4, 2, 2].prefix(parts.count)
        return parts.count <= 3 && parts.map(\.count) == Array(lengths)
            && parts.allSatisfy { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    }
}

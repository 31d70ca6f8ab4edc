/// An expression of SQLite's full-text search, built from what people typed.
struct SearchExpression {
    private var conditions: [String] = []

    var isEmpty: Bool { conditions.isEmpty }

    /// What stands behind MATCH.
    var text: String { conditions.joined(separator: " AND ") }

    /// Every word of the value must occur in the columns, in any order; anywhere without columns.
    mutating func require(_ value: String, in columns: SearchColumn...) {
        require(columns, SearchableText.terms(value))
    }

    /// The words of the value must stand side by side in a column.
    mutating func requirePhrase(_ value: String, in column: SearchColumn) {
        let terms = SearchableText.terms(value)
        add([column], terms.isEmpty ? Self.nothing : terms.joined(separator: " + "))
    }

    /// A catalogue number or a barcode, spaced in any way.
    mutating func requireNumber(_ value: String, in column: SearchColumn) {
        require([column], SearchableText.terms(SearchableText.number(value)))
    }

    /// A year, or a range of years: `1959`, `1955-1965`, `1955-`, `-1965`.
    mutating func requireYear(_ value: String) {
        let ends = value.split(separator: "-", omittingEmptySubsequences: false)
            .map { String($0).filter { !$0.isWhitespace } }
        let first = ends[0].isEmpty ? Self.years.lowerBound : Int(ends[0])
        let last = ends.count == 1 ? first : ends[1].isEmpty ? Self.years.upperBound : Int(ends[1])
        guard ends.count <= 2, let first, let last, first <= last,
            Self.years.contains(first), Self.years.contains(last)
        else { return require([.year], []) }
        add([.year], (first...last).map { "\"\($0)\"" }.joined(separator: " OR "))
    }

    /// Sound recording began in 1860.
    private static let years = 1860...2199

    /// Matches no row: what has no letter or digit cannot be found.
    private static let nothing = #""""#

    private mutating func require(_ columns: [SearchColumn], _ terms: [String]) {
        add(columns, terms.isEmpty ? Self.nothing : terms.joined(separator: " AND "))
    }

    private mutating func add(_ columns: [SearchColumn], _ condition: String) {
        let names = columns.map(\.rawValue).joined(separator: " ")
        conditions.append(columns.isEmpty ? "(\(condition))" : "{\(names)} : (\(condition))")
    }
}

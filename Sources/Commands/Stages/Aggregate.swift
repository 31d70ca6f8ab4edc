import FoundationEssentials
import PipelineLanguage
import Records

/// What `group` tells of a group: `count`, `sum:F`, `avg:F`, `min:F`, `max:F`.
struct Aggregate: Sendable {
    enum Kind: String, Sendable, CaseIterable { case count, sum, avg, min, max }

    let kind: Kind
    /// Nil for `count`.
    let field: SelectedField?

    static let count = Aggregate(kind: .count, field: nil)

    private init(kind: Kind, field: SelectedField?) {
        self.kind = kind
        self.field = field
    }

    /// Reads `count` or `avg:rating`; nil for the name of a field.
    ///
    /// - Parameters:
    ///   - kinds: what the command can tell.
    init?(
        _ word: SelectedField, for command: String, of kinds: [Kind] = Kind.allCases
    ) throws(Diagnostic) {
        let parts = word.name.split(
            separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            guard word.name == Kind.count.rawValue else { return nil }
            kind = .count
            field = nil
            return
        }
        let usage = Self.usage(of: kinds)
        guard let kind = Kind(rawValue: parts[0].lowercased()), kind != .count,
            kinds.contains(kind)
        else {
            throw Diagnostic(
                "'\(parts[0]):' is nothing that \(command) can tell", at: word.span, hint: usage)
        }
        guard !parts[1].isEmpty else {
            throw Diagnostic("a field's name is missing", at: word.span, hint: usage)
        }
        self.kind = kind
        field = SelectedField(
            name: String(parts[1]), path: FieldPath(String(parts[1])), span: word.span)
    }

    /// `count, sum:FIELD or avg:FIELD`
    static func usage(of kinds: [Kind]) -> String {
        let words = kinds.map { $0 == .count ? "count" : "\($0):FIELD" }
        return words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
    }

    /// `count`, `avg_have`
    func name(of part: (FieldPath) -> String) -> String {
        field.map { "\(kind)_\(part($0.path))" } ?? "\(kind)"
    }

    /// An aggregate of the rows so far.
    struct State {
        private let aggregate: Aggregate
        private var count: Int64 = 0
        /// Decimal, so that prices add up.
        private var sum = Decimal(0)
        private var best: (key: SortKey, value: JSONValue)?

        init(_ aggregate: Aggregate) { self.aggregate = aggregate }

        mutating func add(_ row: Row) {
            guard let path = aggregate.field?.path else {
                count += 1
                return
            }
            for value in path.values(in: row).flatMap(\.elements) { add(value) }
        }

        private mutating func add(_ value: JSONValue) {
            switch aggregate.kind {
            case .count: break
            case .sum, .avg:
                guard case .number = SortKey(value), let number = Decimal(string: value.text)
                else { return }
                count += 1
                sum += number
            case .min, .max:
                guard let key = SortKey(value) else { return }
                let isBetter = best.map { aggregate.kind == .min ? key < $0.key : $0.key < key }
                if isBetter ?? true { best = (key, value) }
            }
        }

        /// Null for the sum, the average, the least or the greatest of nothing.
        var value: JSONValue {
            switch aggregate.kind {
            case .count: .int(count)
            case .sum: count == 0 ? .null : Self.json(sum)
            case .avg: count == 0 ? .null : Self.json(sum / Decimal(count))
            case .min, .max: best?.value ?? .null
            }
        }

        private static func json(_ number: Decimal) -> JSONValue {
            let text = number.description
            return Int64(text).map(JSONValue.int) ?? Double(text).map(JSONValue.double) ?? .null
        }
    }
}

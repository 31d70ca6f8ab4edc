import PipelineLanguage
import Records

/// `assert [PREDICATE]`: rows pass, unless there are none or one is not as it should be.
struct AssertStage: PipelineStage {
    /// Nil asks only that there are rows.
    let predicate: CompiledPredicate?
    let fields: [SelectedField]

    static let command = Command(
        "assert", .rows, usage: "assert [CONDITION]",
        "Fail when there are no rows, or one is not as it must be",
        details: "All rows are looked at, however few a later stage wants. The rows go on.",
        parameters: [.init("CONDITION", "what must hold, as with where", isPositional: true)],
        examples: [
            #"search artist="Sun Ra" type=release | assert"#,
            #"search label="Blue Note" type=release | assert label~"blue note" | count"#,
            "release 9300000001 | assert title? | select title",
        ],
        form: .stage { arguments, _ in AssertStage(&arguments) })

    init(_ arguments: inout ArgumentReader) {
        guard let predicate = arguments.call.predicate else {
            self.predicate = nil
            fields = []
            return
        }
        var binder = PredicateBinder(resolver: arguments.resolver)
        self.predicate = binder.bind(predicate)
        fields = binder.fields
        for diagnostic in binder.diagnostics { arguments.report(diagnostic) }
    }

    var takesAllRows: Bool { true }
    var keepsEveryRow: Bool { true }

    func apply(to flow: Flow, at location: Location, in run: PipelineRun) -> Flow {
        var flow = flow.checking(fields, at: location)
        let assertion = Assertion(flow.rows, predicate, showing: fields)
        flow.rows = RowStream { try await assertion.next() }
        flow.completions.append(.init(drain: { try await assertion.drain() }))
        return flow
    }
}

/// The rows on their way through one `assert`.
private actor Assertion {
    private let rows: RowStream
    private let predicate: CompiledPredicate?
    private let fields: [SelectedField]
    private var count = 0

    init(_ rows: RowStream, _ predicate: CompiledPredicate?, showing fields: [SelectedField]) {
        self.rows = rows
        self.predicate = predicate
        self.fields = fields
    }

    func next() async throws -> [Row]? {
        guard let batch = try await rows.next() else {
            if count == 0 { throw AssertionFailure.noRows }
            return nil
        }
        if let predicate, let place = batch.firstIndex(where: { !predicate.holds(for: $0) }) {
            throw AssertionFailure.row(
                number: count + place + 1, batch[place].excerpt(with: fields))
        }
        count += batch.count
        return batch
    }

    func drain() async throws {
        while try await next() != nil { try Task.checkCancellation() }
    }
}

extension Row {
    /// What tells which row it is, with the fields that matter; all of a row without id and title.
    func excerpt(with fields: [SelectedField] = []) -> Row {
        var excerpt = Row(members.filter { ["id", "title"].contains($0.key) }.map { ($0, $1) })
        if excerpt.isEmpty { return self }
        for field in fields { excerpt[field.name] = field.path.value(in: self) ?? .null }
        return excerpt
    }
}

/// What an `assert` found.
package enum AssertionFailure: Error, Sendable, Hashable {
    case noRows
    /// - Parameter number: its place among the rows that reached the stage, from 1. The row has
    ///   only the fields that matter.
    case row(number: Int, Row)
}

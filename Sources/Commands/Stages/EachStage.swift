import Records

/// `each CALL`, `each { PIPELINE }`: runs a pipeline for every row and hands on what it gives.
struct EachStage: PipelineStage {
    /// Whether a row that fails is left out.
    let isTry: Bool
    /// The pipeline as far as it is known for every row.
    let child: BoundPipeline
    /// The pipeline with the values of one row.
    let bind: @Sendable (Resolver.CurrentRow) throws -> BoundPipeline

    static let command = Command(
        "each", .rows, usage: "each [try] COMMAND …, each [try] { PIPELINE }",
        "Run a pipeline for every row",
        details: """
            $.field is a field of the row: each release $.id. The rows of each pipeline follow each \
            other in the order of the rows that came in; they have the fields of the row that they \
            lack themselves. The first failure ends it; each try leaves out rows that fail, counts \
            them and tells the first reason.
            """,
        parameters: [
            .init("PIPELINE", "what to run for each row", isRequired: true, isPositional: true)
        ],
        examples: [
            #"search "sun ra" type=release | limit 3 | each release $.id"#,
            #"search "sun ra" type=master | each { master-versions $.id | limit 1 }"#,
            #"search "sun ra" type=release | limit 3 | each try release $.id | count"#,
        ],
        form: .each)

    var addedFields: [String] { child.possibleFields }
    var mayAddRows: Bool { true }

    func fields(after fields: FieldTree, seen: SessionKnowledge.State) -> FieldTree {
        seen.fields(of: child).merging(fields)
    }

    func kind(after kind: RowKind) -> RowKind { child.kind }

    func apply(to flow: Flow, at location: Location, in run: PipelineRun) -> Flow {
        var flow = flow
        let progress = ReadProgress()
        let children = EachRun(of: flow, self, progress: progress, in: run)
        flow.rows = RowStream { try await children.next() }
        flow.progress = progress
        flow.completions.append(
            .init(
                drain: { try await children.completeCurrent() },
                finish: { await children.noteFailures() }))
        flow.chosenFields = nil
        flow.declaredFields = (flow.declaredFields ?? []) + addedFields
        flow.judgesFieldsAtEnd = flow.judgesFieldsAtEnd || !child.knowsFields
        flow.kind = child.kind
        flow.isObject = false
        flow.privateFields.formUnion(child.privateFields)
        return flow
    }
}

import PipelineLanguage

/// Checks what `each` runs, once for all rows; it is bound again for every row.
struct EachBinder {
    let source: SourceText
    let options: SessionOptions
    let resolver: Resolver
    /// Where aliases stand that were made by somebody who is not trusted.
    let untrusted: Set<SourceSpan>
    private(set) var diagnostics: [Diagnostic] = []
    /// What `@3` stands for, by its place.
    private(set) var tableRows: [SourceSpan: String] = [:]

    init(
        source: SourceText, options: SessionOptions, resolver: Resolver,
        untrusted: Set<SourceSpan>
    ) {
        self.untrusted = untrusted
        self.source = source
        self.options = options
        self.resolver = resolver
    }

    /// - Returns: nil when something is wrong.
    mutating func bind(_ body: EachBody, isTry: Bool) -> EachStage? {
        let pipeline =
            switch body {
            case .block(let pipeline): pipeline
            case .call(let call):
                Pipeline(stages: [Stage(kind: .call(call), span: call.span)], span: call.span)
            }
        var binder = self.binder(within: .unknown)
        let bound = binder.bind(pipeline)
        diagnostics += binder.diagnostics
        tableRows = binder.tableRows
        switch bound {
        case .pipeline(let bound, _):
            for sink in bound.stages where sink.stage.isSink {
                diagnostics.append(
                    Diagnostic(
                        "each hands its rows on and cannot write them", at: sink.location.span,
                        hint: "put it behind: each { … } | export csv"))
            }
            return EachStage(isTry: isTry, child: bound) { [binder = self] row in
                try binder.bind(pipeline, for: row)
            }
        case .action, .setting, .script, .recording:
            diagnostics.append(Diagnostic("this gives no rows", at: pipeline.span))
        case .declaration, .alias, nil: break
        }
        return nil
    }

    /// The pipeline with the values of one row.
    /// - Throws: `UsageError` for a value that does not fit.
    private func bind(_ pipeline: Pipeline, for row: Resolver.CurrentRow) throws -> BoundPipeline {
        var binder = self.binder(within: row)
        guard case .pipeline(let bound, _)? = binder.bind(pipeline) else {
            throw UsageError(source: source, diagnostics: binder.diagnostics)
        }
        return bound
    }

    private func binder(within row: Resolver.CurrentRow) -> PipelineBinder {
        PipelineBinder(
            source, options: options, resolver: resolver.within(row), last: nil,
            untrusted: untrusted)
    }
}

import Discogs
import Records

/// Runs a bound pipeline: plans its requests, joins its stages and drains the last one.
package struct PipelineEvaluator: Sendable {
    let pipeline: BoundPipeline
    let plan: ReadPlan
    /// The stages that work on rows, an implied `show` included.
    private let stages: [BoundStage]
    private let run: PipelineRun

    package init(_ pipeline: BoundPipeline, in run: PipelineRun) {
        let planned = pipeline.planned
        self.pipeline = pipeline
        plan = planned.plan
        stages = Array(planned.rowStages)
        self.run = run
    }

    /// Runs it to its end, or at the prompt until a page is shown.
    package func show() async throws {
        let (stages, run) = prepared()
        defer { run.console.progress(nil) }
        let flow = try await flow(through: stages, in: run)
        while try await flow.rows.next() != nil { try Task.checkCancellation() }
        try await Self.complete(flow)
        // Also where nothing was shown: behind `page 2 | export`, `next` is page 3.
        if run.turnsPages, !flow.progress.state.isComplete { run.screen.noteMore(true) }
    }

    /// The stages with an implied `show`, and what they need to know of each other.
    private func prepared() -> (stages: [BoundStage], run: PipelineRun) {
        var stages = stages
        if stages.last?.stage.isSink != true {
            stages.append(
                BoundStage(stage: ShowStage(fields: []), location: pipeline.sourceLocation))
        }
        var run = run
        // The shell's own lists are short, and nothing turns them.
        run.showsPages = run.showsPages && pipeline.isContinuable && !pipeline.isLog
        run.showsOnePage =
            run.showsPages && stages.last?.stage is ShowStage
            && !stages.contains { $0.stage.takesAllRows && $0.stage.isSink }
        run.mayStopEarly = run.showsOnePage
        run.screenRows = screenRows
        run.turnsPages = pipeline.page(turnedBy: 1) != nil
        run.chosenPages = plan.pages
        run.keepsEveryRow = stages.allSatisfy { $0.stage.keepsEveryRow }
        return (stages, run)
    }

    /// The flow out of the last stage, for who takes its rows one after the other and completes it
    /// at their end.
    func start() async throws -> Flow { try await flow(through: stages, in: run) }

    static func complete(_ flow: Flow) async throws {
        // The last stage first: what it takes passes through all before it, which would otherwise
        // take it away.
        for completion in flow.completions.reversed() { try await completion.drain() }
        for completion in flow.completions { try await completion.finish() }
    }

    /// All rows, for `let` and `each`; they are shown only where the pipeline says so.
    package func keptRows() async throws -> KeptRows {
        defer { run.console.progress(nil) }
        let flow = try await start()
        let rows = try await flow.rows.collect()
        try await Self.complete(flow)
        return KeptRows(
            rows: rows, kind: flow.kind, isObject: flow.isObject,
            declaredFields: flow.declaredFields, privateFields: flow.privateFields)
    }

    /// All rows of a pipeline that has run, without its sinks.
    package func rows() async throws -> [Row] {
        defer { run.console.progress(nil) }
        return try await flow(through: stages.filter { !$0.stage.isSink }, in: run).rows.collect()
    }

    /// The requests that `show` would begin with; nothing is sent.
    package func firstRequests() async throws -> [DiscogsRequest] {
        switch pipeline.source {
        case .endpoint(let endpoint, let builder):
            let identity =
                builder.needsOwnUsername ? try await run.account.requestForOutline(in: run) : nil
            guard endpoint.reply.isPaged else {
                let outline = builder.outline
                return try [
                    identity, outline.requestForKept(), outline.build(), outline.followUp(),
                ].compactMap(\.self)
            }
            let (stages, run) = prepared()
            let read = PagedRead(
                endpoint, builder.outline, plan: plan, isDraining: isDraining(stages, in: run),
                progress: ReadProgress(), run: run)
            guard let first = try await read.firstRequest() else { return [] }
            return [identity, first].compactMap(\.self)
        case .raw(let request): return [request]
        case .variable, .input, .status, .cache, .history, .log, .listed, .accounts, .whoami:
            return []
        }
    }

    /// The rows a page of the source has, which also fit on the screen.
    var screenRows: Int {
        let size = plan.perPage ?? plan.customaryPageSize
        guard let pages = plan.pages else { return size }
        return pages.last.map { ($0 - pages.first + 1) * size } ?? size
    }

    // MARK: Building the flow

    func isDraining(_ stages: [BoundStage], in run: PipelineRun) -> Bool {
        !run.showsOnePage || stages.contains { $0.stage.takesAllRows }
    }

    private func flow(through stages: [BoundStage], in run: PipelineRun) async throws -> Flow {
        var flow = located(try await sourceFlow(stages, in: run), pipeline.sourceLocation)
        flow.privateFields = pipeline.source.privateFields
        flow.rows = flow.seenFields.noted(in: flow.rows, all: flow.judgesFieldsAtEnd)
        if let knowledge = run.knowledge {
            flow.rows = knowledge.noting(flow.rows, from: pipeline.source.knownName)
        }
        for (place, bound) in stages.enumerated() {
            var run = run
            // Behind a stage that takes all rows it makes no difference.
            let later = stages[(place + 1)...]
            let next = later.prefix { !$0.stage.takesAllRows }
            let takesAllRows = next.count < later.count
            run.mayStopEarly =
                next.contains { $0.stage.mayStopEarly } || run.mayStopEarly && !takesAllRows
            let earlier = flow.completions.count
            do {
                flow = try await bound.stage.apply(to: flow, at: bound.location, in: run)
            } catch {
                throw Self.located(error, bound.location)
            }
            flow = located(flow, bound.location)
            for place in flow.completions.indices.dropFirst(earlier) {
                flow.completions[place] = flow.completions[place].located { error in
                    Self.located(error, bound.location)
                }
            }
        }
        return flow
    }

    // MARK: Errors

    /// The flow with every failure of its rows located, unless a stage before did so.
    private func located(_ flow: Flow, _ location: Location) -> Flow {
        var located = flow
        let rows = flow.rows
        located.rows = RowStream {
            do {
                return try await rows.next()
            } catch {
                throw Self.located(error, location)
            }
        }
        return located
    }

    private static func located(_ error: any Error, _ location: Location) -> any Error {
        switch error {
        case is StageFailure, is RowFailure, is UsageError, is CancellationError, is ClosedOutput,
            is RunDeclined:
            error
        default: StageFailure(error, at: location)
        }
    }
}

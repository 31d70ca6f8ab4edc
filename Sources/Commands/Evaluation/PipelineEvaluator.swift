import Discogs
import Records

/// Runs a bound pipeline: plans its requests, joins its stages and drains the last one.
package struct PipelineEvaluator: Sendable {
    private let pipeline: BoundPipeline
    private let plan: ReadPlan
    /// The stages that work on rows, an implied `show` included.
    private let stages: [BoundStage]
    private let run: PipelineRun

    package init(_ pipeline: BoundPipeline, in run: PipelineRun) {
        var plan = ReadPlan()
        var stages = pipeline.stages[...]
        if case .endpoint(let endpoint, _) = pipeline.source {
            while let paging = stages.first?.stage as? any PagingStage,
                paging.push(into: &plan, endpoint: endpoint)
            {
                stages.removeFirst()
            }
        }
        self.pipeline = pipeline
        self.plan = plan
        self.stages = Array(stages)
        self.run = run
    }

    /// Runs it to its end, or at the prompt until a page is shown.
    package func show() async throws {
        var stages = stages
        if stages.last?.stage.isSink != true {
            stages.append(BoundStage(stage: ShowStage(fields: []), location: pipeline.sourceLocation))
        }
        var run = run
        run.showsOnePage =
            run.showsPages && stages.last?.stage is ShowStage
            && !stages.contains { $0.stage.takesAllRows && $0.stage.isSink }
        run.screenRows = screenRows
        run.turnsPages = pipeline.page(turnedBy: 1) != nil
        run.keepsEveryRow = stages.allSatisfy { $0.stage.keepsEveryRow }
        defer { run.console.progress(nil) }
        let flow = try await flow(through: stages, in: run)
        while try await flow.rows.next() != nil { try Task.checkCancellation() }
        for completion in flow.completions { try await completion() }
        // Also where nothing was shown: behind `page 2 | export`, `next` is page 3.
        if run.turnsPages { run.screen.noteMore(!flow.progress.state.isComplete) }
    }

    /// All rows, without showing them.
    package func rows() async throws -> [Row] {
        try await flow(through: stages.filter { !$0.stage.isSink }, in: run).rows.collect()
    }

    /// The requests that `show` would begin with; nothing is sent.
    package func firstRequests() async throws -> [DiscogsRequest] {
        switch pipeline.source {
        case .endpoint(let endpoint, let builder):
            guard endpoint.reply.isPaged else { return [try builder.build()] }
            let read = PagedRead(
                endpoint, builder, plan: plan, isDraining: isDraining(stages, in: run),
                progress: ReadProgress(), run: run)
            return [try await read.firstRequest()]
        case .raw(let request): return [request]
        case .status, .history: return []
        }
    }

    /// The rows a page of the source has, which also fit on the screen.
    private var screenRows: Int {
        guard let pages = plan.pages else { return plan.perPage ?? ReadPlan.defaultPageSize }
        let size = plan.perPage ?? ReadPlan.defaultPageSize
        return pages.last.map { ($0 - pages.first + 1) * size } ?? size
    }

    // MARK: Building the flow

    private func isDraining(_ stages: [BoundStage], in run: PipelineRun) -> Bool {
        !run.showsOnePage || stages.contains { $0.stage.takesAllRows }
    }

    private func flow(through stages: [BoundStage], in run: PipelineRun) async throws -> Flow {
        var flow = located(try await sourceFlow(stages, in: run), pipeline.sourceLocation)
        for bound in stages {
            do {
                flow = try await bound.stage.apply(to: flow, at: bound.location, in: run)
            } catch {
                throw Self.located(error, bound.location)
            }
            flow = located(flow, bound.location)
        }
        return flow
    }

    private func sourceFlow(_ stages: [BoundStage], in run: PipelineRun) async throws -> Flow {
        switch pipeline.source {
        case .endpoint(let endpoint, let builder):
            return endpointFlow(
                endpoint, builder, isDraining: isDraining(stages, in: run), in: run)
        case .raw(let request):
            return Flow(
                rows: RowStream.single( { try await Self.rawRows(request, in: run) }), kind: .other,
                sourceName: "raw")
        case .status:
            var flow = Flow(
                rows: RowStream.single( { [await run.environment.status()] }), kind: .other,
                sourceName: "status")
            flow.isObject = true
            return flow
        case .history(let text):
            return Flow(
                rows: RowStream.single( { await run.historyRows(matching: text) }), kind: .other,
                sourceName: "history")
        }
    }

    private func endpointFlow(
        _ endpoint: Endpoint, _ builder: DiscogsRequestBuilder, isDraining: Bool,
        in run: PipelineRun
    ) -> Flow {
        let progress = ReadProgress()
        let rows: RowStream
        if endpoint.reply.isPaged {
            let read = PagedRead(
                endpoint, builder, plan: plan, isDraining: isDraining, progress: progress, run: run)
            rows = RowStream { try await read.next() }
        } else {
            rows = RowStream.single( {
                let response = try await Self.answer(to: builder.build(), in: run)
                progress.update {
                    $0.isComplete = true
                    $0.isExhausted = true
                }
                return response.body.objectValue.map { [$0] } ?? []
            })
        }
        return Flow(
            rows: rows, kind: endpoint.reply.kind, declaredFields: endpoint.reply.fields,
            isObject: endpoint.reply.rowsKey == nil, sourceName: endpoint.name, progress: progress)
    }

    private static func answer(
        to request: DiscogsRequest, in run: PipelineRun
    ) async throws -> DiscogsResponse {
        if let known = await run.memory.answer(to: request) { return known }
        let response = try await run.source.response(to: request)
        await run.memory.remember(response, to: request)
        return response
    }

    /// One request, as typed: the rows of a list, or the reply itself.
    private static func rawRows(
        _ request: DiscogsRequest, in run: PipelineRun
    ) async throws -> [Row] {
        let body = try await answer(to: request, in: run).body
        if body["pagination"] != nil,
            let list = body.objectValue?.members.first(where: { $0.value.arrayValue != nil })
        {
            return list.value.arrayValue?.compactMap(\.objectValue) ?? []
        }
        switch body {
        case .object(let object): return [object]
        case .array(let elements): return elements.map { $0.objectValue ?? ["value": $0] }
        case .null: return []
        default: return [["value": body]]
        }
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
        case is StageFailure, is UsageError, is CancellationError, is ClosedOutput, is RunDeclined:
            error
        default: StageFailure(error, at: location)
        }
    }
}

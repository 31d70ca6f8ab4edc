import Discogs
import Records

/// Where the rows of a pipeline come from.
extension PipelineEvaluator {
    func sourceFlow(_ stages: [BoundStage], in run: PipelineRun) async throws -> Flow {
        switch pipeline.source {
        case .endpoint(let endpoint, let builder):
            return endpointFlow(
                endpoint, builder, isDraining: isDraining(stages, in: run), in: run)
        case .raw(let request):
            return Self.flow(of: "raw") { try await Self.rawRows(request, in: run) }
        case .variable(let name, let kept):
            return Self.flow(
                of: name, kind: kept?.kind ?? .other, isObject: kept?.isObject ?? false,
                declaredFields: kept?.declaredFields
            ) { kept?.rows ?? [] }
        case .input(let input):
            // The terminal may be the program's.
            let hasProgram = stages.contains { $0.stage is ProgramStage }
            return Self.flow(of: input, showingProgressOn: hasProgram ? nil : run.console)
        case .status:
            return Self.flow(of: "status", isObject: true) { [await run.environment.status()] }
        case .cache(let order):
            return Self.flow(of: "cache", isObject: true) { [await run.environment.cache(order)] }
        case .history(let text, let newest):
            return Self.flow(of: "history") {
                await run.historyRows(matching: text, newest: newest)
            }
        case .log(let newest): return Self.flow(ofLog: newest, in: run)
        case .listed(let name, let rows): return Self.flow(of: name) { rows }
        case .accounts:
            return Self.flow(of: "accounts") { try await run.environment.accounts.accounts() }
        case .whoami:
            return Self.flow(of: "whoami", isObject: true) { [try await run.whoAmI()] }
        }
    }

    /// The flow of a source whose rows come at once.
    private static func flow(
        of name: String, kind: RowKind = .other, isObject: Bool = false,
        declaredFields: [String]? = nil, rows: @escaping @Sendable () async throws -> [Row]
    ) -> Flow {
        let progress = ReadProgress()
        let stream = RowStream.single {
            let rows = try await rows()
            progress.update { $0.end() }
            return rows
        }
        return Flow(
            rows: stream, kind: kind, declaredFields: declaredFields, isObject: isObject,
            sourceName: name, progress: progress)
    }

    private static func flow(ofLog newest: Int?, in run: PipelineRun) -> Flow {
        let rows = run.environment.log(newest) { run.note($0) }
        var flow = longFlow(of: "log", kind: .logEntry, declaredFields: LogField.names) {
            try await rows.next()
        }
        flow.judgesFieldsAtEnd = true
        return flow
    }

    private static func flow(
        of input: InputSource, showingProgressOn console: (any Console)?
    ) -> Flow {
        let rows = InputRows(of: input, showingProgressOn: console)
        var flow = longFlow(of: input.name) { try await rows.next() }
        flow.judgesFieldsAtEnd = input.content.isLoose
        return flow
    }

    /// The flow of a source whose rows come until there are no more.
    private static func longFlow(
        of name: String, kind: RowKind = .other, declaredFields: [String]? = nil,
        next: @escaping @Sendable () async throws -> [Row]?
    ) -> Flow {
        let progress = ReadProgress()
        let stream = RowStream {
            if let batch = try await next() { return batch }
            progress.update { $0.end() }
            return nil
        }
        return Flow(
            rows: stream, kind: kind, declaredFields: declaredFields, sourceName: name,
            progress: progress)
    }

    private func endpointFlow(
        _ endpoint: Endpoint, _ builder: DiscogsRequestBuilder, isDraining: Bool,
        in run: PipelineRun
    ) -> Flow {
        let reply = endpoint.reply
        guard reply.isPaged else {
            return Self.flow(
                of: endpoint.name, kind: reply.kind, isObject: reply.isObject,
                // What is answered without a word is told by the numbers it was asked with.
                declaredFields: reply.model == nil ? nil : reply.fields
            ) { try await EndpointCall(endpoint: endpoint, builder: builder, run: run).rows() }
        }
        let progress = ReadProgress()
        let read = PagedRead(
            endpoint, builder, plan: plan, isDraining: isDraining, progress: progress, run: run)
        return Flow(
            rows: RowStream { try await read.next() }, kind: reply.kind,
            declaredFields: reply.fields, sourceName: endpoint.name, progress: progress)
    }

    /// One request, as typed: the rows of a list, or the reply itself.
    private static func rawRows(
        _ request: DiscogsRequest, in run: PipelineRun
    ) async throws -> [Row] {
        if request.isWrite {
            let sent = request.body.map { " \($0.summary)" } ?? ""
            let body = try await run.change(
                request, asking: "\(request.method.rawValue) \(request.path)\(sent). Go on?"
            ).body
            // What was done is told, also where Discogs says nothing.
            return [
                body.objectValue ?? [
                    "path": .string(request.path),
                    "result": request.method == .delete ? "deleted" : "changed",
                ]
            ]
        }
        let body = try await run.answer(to: request).body
        if body["pagination"] != nil,
            let list = body.objectValue?.members.first(where: { $0.value.arrayValue != nil })
        {
            noteFurtherPages(of: body, in: run)
            return list.value.arrayValue?.compactMap(\.objectValue) ?? []
        }
        switch body {
        case .object(let object): return [object]
        case .array(let elements): return elements.map { $0.objectValue ?? ["value": $0] }
        case .null: return []
        default: return [["value": body]]
        }
    }

    /// A raw request is one page; that there are more must not be overlooked.
    private static func noteFurtherPages(of body: JSONValue, in run: PipelineRun) {
        guard let pages = try? Pagination.fromAPIResponse(body), pages.page < pages.pages
        else { return }
        run.note(
            "page \(pages.page.grouped) of \(pages.pages.grouped); "
                + "page=\(pages.page + 1) gives the next")
    }
}

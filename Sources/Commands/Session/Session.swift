import Discogs
import PipelineLanguage
import Records

/// One session of the shell: what ran last, what was shown, where answers come from. It checks and
/// runs statements, whoever typed or wrote them.
package actor Session {
    /// What the shell does after a statement.
    package enum Outcome: Sendable { case done, quit }

    private let source: any DiscogsSource
    private let console: any Console
    private let options: SessionOptions
    private let environment: SessionEnvironment
    private let shownRows = ShownRows()
    private let allowance: RequestAllowance
    /// What a line that begins with a stage continues.
    private var last: Result?
    /// What `next` and `prev` turn: the last result that was a list.
    private var lastList: Result?
    /// What `let` made, by name.
    private var variables: [String: Variable] = [:]

    /// A pipeline that ran.
    private struct Result {
        var pipeline: BoundPipeline
        /// What its source answered.
        var memory: PageMemory
        /// Rows that `next` has shown already; used where the source has no page to turn.
        var rowsBefore = 0
        var hasMore = false
    }

    package init(
        source: any DiscogsSource, console: any Console, options: SessionOptions,
        environment: SessionEnvironment
    ) {
        self.source = source
        self.console = console
        self.options = options
        self.environment = environment
        allowance = RequestAllowance(options.maxRequests)
    }

    // MARK: Checking

    /// Everything that is wrong with a script's names and arguments; nothing is sent.
    package nonisolated func check(_ statements: [Statement], of text: SourceText) -> [Diagnostic] {
        var last: BoundPipeline?
        var variables: [String: Variable] = [:]
        var diagnostics: [Diagnostic] = []
        for statement in statements {
            var binder = PipelineBinder(
                text, options: options,
                resolver: Resolver(
                    arguments: options.arguments, isFirst: last == nil, variables: variables),
                last: last)
            let bound = binder.bind(statement)
            diagnostics += binder.diagnostics
            switch bound {
            case .pipeline(let pipeline, _) where pipeline.isContinuable: last = pipeline
            case .pipeline, .action: break
            case .declaration(let name, .values(let values)):
                variables[name] = values.map(Variable.values) ?? .unknown
            case .declaration(let name, .pipeline): variables[name] = .rows(nil)
            case nil:
                if case .let(let name, _) = statement.kind {
                    variables[name.value] = .unknown
                    continue
                }
                // A wrong line must not make every line that continues it look wrong, too.
                if last == nil { last = .placeholder(in: text) }
            }
        }
        return diagnostics
    }

    // MARK: Running

    /// Runs one statement.
    ///
    /// - Throws: `UsageError`, `StageFailure`, `RunDeclined`, `ClosedOutput`, `CancellationError`.
    package func run(_ statement: Statement, of text: SourceText) async throws -> Outcome {
        var binder = PipelineBinder(
            text, options: options, resolver: try await resolver(for: statement),
            last: last?.pipeline)
        guard let bound = binder.bind(statement) else {
            throw UsageError(source: text, diagnostics: binder.diagnostics)
        }
        switch bound {
        case .action(let action, let topic):
            return try await perform(action, topic: topic, at: Location(text, statement.span))
        case .pipeline(let pipeline, let isContinuation):
            let known = isContinuation ? last?.memory : nil
            try await show(Result(pipeline: pipeline, memory: known ?? PageMemory()))
            return .done
        case .declaration(let name, let value):
            variables[name] = try await variable(name, value)
            return .done
        }
    }

    private func variable(_ name: String, _ value: BoundValue) async throws -> Variable {
        switch value {
        case .values(let values): return values.map(Variable.values) ?? .unknown
        case .pipeline(let pipeline, let isContinuation):
            let known = isContinuation ? last?.memory : nil
            let run = pipelineRun(known ?? PageMemory())
            let evaluator = PipelineEvaluator(pipeline, in: run)
            if options.isDryRun {
                try await printRequests(of: evaluator, in: pipeline)
                return .rows(nil)
            }
            let kept = try await evaluator.keptRows()
            let rows = kept.rows.count == 1 ? "row" : "rows"
            if options.isInteractive { run.note("$\(name): \(kept.rows.count.grouped) \(rows)") }
            return .rows(kept)
        }
    }

    private func show(_ result: Result) async throws {
        var result = result
        let pipeline = result.pipeline
        var run = pipelineRun(result.memory)
        run.rowsBefore = result.rowsBefore
        let evaluator = PipelineEvaluator(pipeline, in: run)
        if options.isDryRun {
            try await printRequests(of: evaluator, in: pipeline)
        } else {
            try await evaluator.show()
        }
        guard pipeline.isContinuable else { return }
        result.pipeline = pipeline.withoutSinks
        // A dry run does not know, so it lets anyone turn.
        result.hasMore = options.isDryRun || run.screen.hasMore
        last = result
        if pipeline.isList { lastList = result }
    }

    private func printRequests(
        of evaluator: PipelineEvaluator, in pipeline: BoundPipeline
    ) async throws {
        let location = pipeline.sourceLocation
        if pipeline.awaitsRows { noteUnknown(at: location) }
        defer {
            for bound in pipeline.stages where bound.stage is EachStage {
                noteUnknown(at: bound.location)
            }
        }
        guard !pipeline.awaitsRows else { return }
        do {
            for request in try await evaluator.firstRequests() {
                let line =
                    "\(request.method.rawValue) \(options.baseURL)\(request.redactedTarget)\n"
                try console.write(Array(line.utf8))
            }
        } catch let error as RequestValidationError {
            throw StageFailure(error, at: location)
        }
    }

    private func noteUnknown(at location: Location) {
        let words = location.source.text(in: location.span)
        console.note("\(words): depends on rows, which a dry run does not fetch")
    }

    private func pipelineRun(_ memory: PageMemory) -> PipelineRun {
        PipelineRun(
            source: source, allowance: allowance, memory: memory, console: console,
            options: options,
            shownRows: shownRows, environment: environment)
    }

    // MARK: Session commands

    private func perform(
        _ action: SessionAction, topic: String?, at location: Location
    ) async throws -> Outcome {
        switch action {
        case .quit: return .quit
        case .next: try await turnPage(by: 1, at: location)
        case .previous: try await turnPage(by: -1, at: location)
        case .help:
            let own = topic.flatMap(environment.helpTopic)
            let width = console.terminal?.width ?? HelpText.customaryWidth
            guard let text = own ?? HelpText.text(for: topic, width: width) else {
                throw UsageError(
                    source: location.source,
                    diagnostics: [CommandCatalogue.noHelp(on: topic ?? "", at: location.span)])
            }
            try console.write(Array(text.utf8))
        }
        return .done
    }

    /// `next` and `prev`: the source's next page where each of its rows is shown, otherwise the
    /// next rows of the result.
    private func turnPage(by step: Int, at location: Location) async throws {
        guard var list = lastList else {
            throw usage("nothing to turn: no list was shown yet", at: location)
        }
        if let page = list.pipeline.page(turnedBy: step) {
            guard page.first > 0 else { throw usage("this is the first page", at: location) }
            guard step < 0 || list.hasMore else {
                throw usage("this is the last page", at: location)
            }
            let stage = BoundStage(stage: PageStage(pages: page), location: location)
            list.pipeline = list.pipeline.continued(by: [stage])
            return try await show(list)
        }
        list.rowsBefore +=
            step * PipelineEvaluator(list.pipeline, in: pipelineRun(list.memory)).screenRows
        guard list.rowsBefore >= 0 else { throw usage("these are the first rows", at: location) }
        guard step < 0 || list.hasMore else {
            throw usage("these are the last rows", at: location)
        }
        try await show(list)
    }

    private func usage(_ message: String, at location: Location) -> UsageError {
        UsageError(
            source: location.source, diagnostics: [Diagnostic(message, at: location.span)])
    }

    // MARK: References

    private func resolver(for statement: Statement) async throws -> Resolver {
        var rows: [Row]?
        if statement.usesValuesOfLastResult, !options.isDryRun, let last {
            rows = try await PipelineEvaluator(last.pipeline, in: pipelineRun(last.memory)).rows()
        }
        return Resolver(
            arguments: options.arguments, lastRows: rows, isFirst: last == nil,
            tableRows: options.isInteractive ? shownRows.ids : nil, variables: variables)
    }
}

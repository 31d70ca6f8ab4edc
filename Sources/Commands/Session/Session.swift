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
    private let memory = PageMemory()
    private let shownRows = ShownRows()
    /// What a line that begins with a stage continues.
    private var last: BoundPipeline?
    /// Rows of the last pipeline that `next` has shown already; used where its source has no page
    /// to turn.
    private var rowsBefore = 0
    private var hasMore = false

    package init(
        source: any DiscogsSource, console: any Console, options: SessionOptions,
        environment: SessionEnvironment
    ) {
        self.source = source
        self.console = console
        self.options = options
        self.environment = environment
    }

    /// Field names of the last pipeline's rows, for completion.
    package var lastPipeline: BoundPipeline? { last }

    // MARK: Checking

    /// Everything that is wrong with a script's names and arguments; nothing is sent.
    package nonisolated func check(_ statements: [Statement], of text: SourceText) -> [Diagnostic] {
        var last: BoundPipeline?
        var diagnostics: [Diagnostic] = []
        for statement in statements {
            var binder = PipelineBinder(
                text, options: options, resolver: Resolver(arguments: options.arguments),
                last: last)
            let bound = binder.bind(statement)
            diagnostics += binder.diagnostics
            switch bound {
            case .pipeline(let pipeline, _) where pipeline.isContinuable: last = pipeline
            case .pipeline, .action: break
            case nil:
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
            text, options: options, resolver: try await resolver(for: statement), last: last)
        guard let bound = binder.bind(statement) else {
            throw UsageError(source: text, diagnostics: binder.diagnostics)
        }
        switch bound {
        case .action(let action, let topic):
            return try await perform(action, topic: topic, at: Location(text, statement.span))
        case .pipeline(let pipeline, let isContinuation):
            if !isContinuation, pipeline.isContinuable { await memory.forget() }
            try await show(pipeline, rowsBefore: 0)
            return .done
        }
    }

    private func show(_ pipeline: BoundPipeline, rowsBefore: Int) async throws {
        var run = pipelineRun()
        run.rowsBefore = rowsBefore
        let evaluator = PipelineEvaluator(pipeline, in: run)
        if options.isDryRun {
            if pipeline.awaitsRows {
                let location = pipeline.sourceLocation
                let words = location.source.text(in: location.span)
                console.note("\(words): depends on rows, which a dry run does not fetch")
            } else {
                try await printRequests(of: evaluator, at: pipeline.sourceLocation)
            }
        } else {
            try await evaluator.show()
        }
        guard pipeline.isContinuable else { return }
        last = pipeline.withoutSinks
        self.rowsBefore = rowsBefore
        // A dry run does not know, so it lets anyone turn.
        hasMore = options.isDryRun || run.screen.hasMore
    }

    private func printRequests(of evaluator: PipelineEvaluator, at location: Location) async throws {
        do {
            for request in try await evaluator.firstRequests() {
                let line = "\(request.method.rawValue) \(options.baseURL)\(request.target)\n"
                try console.write(Array(line.utf8))
            }
        } catch let error as RequestValidationError {
            throw StageFailure(error, at: location)
        }
    }

    private func pipelineRun() -> PipelineRun {
        PipelineRun(
            source: source, memory: memory, console: console, options: options,
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
            guard let text = own ?? HelpText.text(for: topic) else {
                let hint = CommandCatalogue.suggestion(for: topic ?? "")
                throw UsageError(
                    source: location.source,
                    diagnostics: [
                        Diagnostic("no help for '\(topic ?? "")'", at: location.span, hint: hint)
                    ])
            }
            try console.write(Array(text.utf8))
        case .status, .history: break
        }
        return .done
    }

    /// `next` and `prev`: the source's next page where each of its rows is shown, otherwise the
    /// next rows of the result.
    private func turnPage(by step: Int, at location: Location) async throws {
        guard let last else { throw usage("nothing to turn: no list was shown yet", at: location) }
        if let page = last.page(turnedBy: step) {
            guard page.first > 0 else { throw usage("this is the first page", at: location) }
            guard step < 0 || hasMore else {
                throw usage("this is the last page", at: location)
            }
            let stage = BoundStage(stage: PageStage(pages: page), location: location)
            return try await show(last.continued(by: [stage]), rowsBefore: 0)
        }
        let size = ReadPlan.defaultPageSize
        let before = rowsBefore + step * size
        guard before >= 0 else { throw usage("these are the first rows", at: location) }
        guard step < 0 || hasMore else { throw usage("these are the last rows", at: location) }
        try await show(last, rowsBefore: before)
    }

    private func usage(_ message: String, at location: Location) -> UsageError {
        UsageError(
            source: location.source, diagnostics: [Diagnostic(message, at: location.span)])
    }

    // MARK: References

    private func resolver(for statement: Statement) async throws -> Resolver {
        var rows: [Row]?
        if statement.usesValuesOfLastResult, !options.isDryRun, let last {
            rows = try await PipelineEvaluator(last, in: pipelineRun()).rows()
        }
        return Resolver(
            arguments: options.arguments, lastRows: last == nil ? [] : rows,
            tableRows: options.isInteractive ? shownRows.ids : nil)
    }
}

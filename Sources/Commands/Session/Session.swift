import Discogs
import PipelineLanguage
import Records

/// One session of the shell: what ran last, what was shown, where answers come from. It checks and
/// runs statements, whoever typed or wrote them.
package actor Session {
    /// What the shell does after a statement.
    package enum Outcome: Sendable { case done, quit }

    private let source: any DiscogsSource
    let console: any Console
    /// The script that runs, or the prompt.
    var frame: ScriptFrame {
        didSet {
            let isColored = frame.options.usesColor
            if isColored != oldValue.options.usesColor { console.useColor(isColored) }
            let options = frame.options
            knowledge.update { $0.options = options }
        }
    }
    /// Whether lines that ask Discogs are told before they do.
    var tellsRequests = false
    let outermost: ScriptFrame
    let environment: SessionEnvironment
    private let shownRows = ShownRows()
    private var account = OwnAccount()
    let allowance: RequestAllowance
    /// What a line that begins with a stage continues.
    var last: Result? {
        didSet {
            pipelinesRun += 1
            let pipeline = last?.pipeline
            knowledge.update { $0.last = pipeline }
        }
    }
    /// What `next` and `prev` turn: the last result that was a list.
    private var lastList: Result?
    var names = SessionNames() {
        didSet {
            let names = names
            knowledge.update { $0.names = names }
        }
    }
    /// What completion works with.
    package nonisolated let knowledge = SessionKnowledge()
    var recorder = Recorder()
    /// How often `last` was set.
    private var pipelinesRun = 0
    var journal: RunJournal?
    /// Which statement of the script runs, and inside of it, of the script that it brings in.
    var place: [Int] = []
    /// The journal as the statement that runs sees it.
    var statementJournal: StatementJournal?

    var options: SessionOptions { frame.options }

    /// A pipeline that ran.
    struct Result {
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
        var options = options
        options.remembersTables = options.isInteractive
        frame = ScriptFrame(options)
        outermost = frame
        self.environment = environment
        knowledge.update { $0.options = options }
        allowance = RequestAllowance(options.maxRequests)
    }

    // MARK: Statements

    /// Runs one statement.
    ///
    /// - Throws: `UsageError`, `StageFailure`, `RunDeclined`, `ClosedOutput`, `CancellationError`.
    package func run(_ statement: Statement, of text: SourceText) async throws -> Outcome {
        try await RunID.$current.withValue(environment.runID()) {
            try await timed { try await execute(statement, of: text) }
        }
    }

    private func execute(_ statement: Statement, of text: SourceText) async throws -> Outcome {
        var expansion = AliasExpansion(text, aliases: names.aliases)
        let expanded: Statement
        do throws(Diagnostic) {
            expanded = try expansion.expanded(statement)
        } catch {
            throw UsageError(source: text, diagnostics: [error])
        }
        var binder = PipelineBinder(
            text, options: options, resolver: try await resolver(for: expanded),
            last: last?.pipeline, names: names, untrusted: expansion.untrusted)
        guard let bound = binder.bind(expanded) else {
            throw UsageError(
                source: text, diagnostics: expansion.explained(binder.diagnostics))
        }
        let location = Location(text, statement.span)
        if tellsRequests, bound.asksDiscogs, !source.isFree { tell(of: statement, in: text) }
        guard frame.isPrompt, bound.isOfScripts else {
            return try await run(bound, at: location)
        }
        var entry = TypedStatements.Entry(
            statement, expanded: expanded, as: bound, by: expansion, shown: shownRows.rows,
            tableRows: binder.tableRows, names: names)
        let before = (names: names, pipelinesRun: pipelinesRun)
        let result: Swift.Result<Outcome, any Error>
        do {
            result = .success(try await run(bound, at: location))
        } catch {
            // A script that fails has done what stands before the failure, all the same.
            result = .failure(error)
            (entry.text, entry.bareText) = (nil, nil)
        }
        entry.defines = names.made(since: before.names)
        entry.becomesLast = pipelinesRun > before.pipelinesRun
        entry.becomesList = entry.becomesLast && last?.pipeline.isList == true
        try await remember(entry)
        return try result.get()
    }

    private func run(_ bound: BoundStatement, at location: Location) async throws -> Outcome {
        switch bound {
        case .action(let action, let topic):
            return try await perform(action, topic: topic, at: location)
        case .pipeline(let pipeline, let isContinuation):
            let known = isContinuation ? last?.memory : nil
            try await show(Result(pipeline: pipeline, memory: known ?? PageMemory()))
        case .declaration(let name, let value):
            names.set(name, to: try await variable(name, value))
        case .alias(let name, let alias): names.set(name, to: alias)
        case .setting(let order): change(order)
        case .script(let sourced): return try await run(sourced)
        case .recording(let order): try record(order)
        }
        return .done
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
            let kept: KeptRows
            do {
                kept = try await evaluator.keptRows()
            } catch {
                noteChanges(of: run)
                throw error
            }
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
            do {
                try await evaluator.show()
            } catch  where error.isAnswerNotNeeded {
            } catch {
                noteChanges(of: run)
                throw error
            }
        }
        // What is on the screen is not what a line before it fetched.
        if pipeline.changesDiscogs { last = nil }
        guard pipeline.isContinuable else { return }
        result.pipeline = pipeline.withoutSinks
        // A dry run does not know, so it lets anyone turn.
        result.hasMore = options.isDryRun || run.screen.hasMore
        last = result
        if pipeline.isList { lastList = result }
    }

    private func pipelineRun(_ memory: PageMemory) -> PipelineRun {
        PipelineRun(
            source: source, allowance: allowance, memory: memory, console: console,
            options: options,
            shownRows: shownRows, environment: environment, journal: statementJournal,
            account: account, knowledge: options.isInteractive ? knowledge : nil)
    }

    // MARK: Session commands

    private func perform(
        _ action: SessionAction, topic: String?, at location: Location
    ) async throws -> Outcome {
        switch action {
        case .quit: return .quit
        case .login, .logout, .account: try await change(action, topic, at: location)
        case .unset: names.remove(topic ?? "")
        case .next: try await turnPage(by: 1, at: location)
        case .previous: try await turnPage(by: -1, at: location)
        case .help:
            let help = HelpText(
                width: console.terminal?.width ?? HelpText.customaryWidth,
                topics: environment.helpTopics(), settings: options.settings)
            guard let text = help.text(for: topic) else {
                throw UsageError(
                    source: location.source,
                    diagnostics: [help.noHelp(on: topic ?? "", at: location.span)])
            }
            try await show(text)
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
            let entry = recorder.entry(forPage: page)
            try await show(list)
            return try await remember(entry)
        }
        list.rowsBefore +=
            step * PipelineEvaluator(list.pipeline, in: pipelineRun(list.memory)).screenRows
        guard list.rowsBefore >= 0 else { throw usage("these are the first rows", at: location) }
        guard step < 0 || list.hasMore else {
            throw usage("these are the last rows", at: location)
        }
        let entry = recorder.entry(forPage: nil)
        try await show(list)
        try await remember(entry)
    }

    /// Forgets what another account saw: its name, its pages, the numbers of its rows.
    func forgetAccount() {
        account = OwnAccount()
        last?.memory = PageMemory()
        lastList?.memory = PageMemory()
        shownRows.start()
        knowledge.forget()
    }

    func usage(_ message: String, at location: Location, hint: String? = nil)
        -> UsageError
    {
        UsageError(
            source: location.source,
            diagnostics: [Diagnostic(message, at: location.span, hint: hint)])
    }

    // MARK: References

    private func resolver(for statement: Statement) async throws -> Resolver {
        var rows: [Row]?
        if statement.usesValuesOfLastResult, !options.isDryRun, let last {
            rows = try await PipelineEvaluator(last.pipeline, in: pipelineRun(last.memory)).rows()
        }
        return Resolver(
            arguments: frame.arguments, lastRows: rows, isFirst: last == nil,
            tableRows: frame.isPrompt ? shownRows.rows : nil, variables: names.variables)
    }
}

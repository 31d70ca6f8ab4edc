import Discogs
import PipelineLanguage

/// Checks the names and arguments of a statement and gives it its meaning; sends nothing.
package struct PipelineBinder {
    let source: SourceText
    private(set) var options: SessionOptions
    let resolver: Resolver
    /// Where aliases stand that were made by somebody who is not trusted.
    let untrusted: Set<SourceSpan>
    /// What a line that begins with a stage continues.
    let last: BoundPipeline?
    /// What `vars` lists.
    let names: SessionNames
    package internal(set) var diagnostics: [Diagnostic] = []
    /// What `@3` stands for in the arguments of endpoints, by its place.
    var tableRows: [SourceSpan: String] = [:]

    package init(
        _ source: SourceText, options: SessionOptions, resolver: Resolver, last: BoundPipeline?,
        names: SessionNames = SessionNames(), untrusted: Set<SourceSpan> = []
    ) {
        self.source = source
        self.options = options
        self.resolver = resolver
        self.last = last
        self.names = names
        self.untrusted = untrusted
    }

    /// - Returns: nil when something is wrong; `diagnostics` then says what.
    package mutating func bind(_ statement: Statement) -> BoundStatement? {
        switch statement.kind {
        case .let(let name, let value): return bindLet(name.value, value)
        case .alias(let name, let stages):
            for call in stages.compactMap(\.call) { _ = command(of: call) }
            guard diagnostics.isEmpty else { return nil }
            return .alias(name.value, Alias(stages: stages, isTrusted: options.isTrusted))
        case .pipeline(let pipeline, _): return bind(pipeline)
        }
    }

    /// - Returns: nil when something is wrong, too.
    package mutating func bind(_ pipeline: Pipeline) -> BoundStatement? {
        guard let first = pipeline.stages.first else { return nil }
        var statement = bindFirst(first, rest: Array(pipeline.stages.dropFirst()))
        if let line = pipeline.shellCommand {
            let program = bindProgram(line)
            switch statement {
            case .pipeline(var feeding, let isContinuation):
                feeding.stages.append(program)
                statement = .pipeline(feeding, isContinuation: isContinuation)
            case .action, .setting, .script, .recording:
                report("this gives no rows", at: first.span, hint: "leave out | !")
            case .declaration, .alias, nil: break
            }
        }
        return diagnostics.isEmpty ? statement : nil
    }

    /// `! command`
    private mutating func bindProgram(_ line: Spanned<String>) -> BoundStage {
        if !options.isTrusted {
            report(
                "! runs another program, which a script may not", at: line.span,
                hint: "--trust allows it")
        }
        let stage = ProgramStage(
            line.value, arguments: resolver.arguments.map { $0 ?? "" },
            variables: resolver.variables)
        return BoundStage(stage: stage, location: Location(source, line.span))
    }

    // MARK: The source

    private mutating func bindFirst(_ first: Stage, rest: [Stage]) -> BoundStatement? {
        let location = Location(source, first.span)
        switch first.kind {
        case .reference(let reference):
            switch reference.kind {
            case .lastResult(path: []):
                return continueLast(with: bindStages(rest), at: location)
            case .variable(let name, path: []):
                return bindVariable(name, rest: rest, at: location)
            default:
                report(
                    "a pipeline cannot begin with this", at: first.span,
                    hint: hint(forFirst: reference))
                _ = bindStages(rest)
                return nil
            }
        case .where, .each:
            return continueLast(with: bindStages([first] + rest), at: location)
        case .call(let call):
            return bindCall(call, first: first, rest: rest)
        }
    }

    private func hint(forFirst reference: Reference) -> String {
        if case .tableRow(let number) = reference.kind,
            case .text(let id) = try? resolver.resolve(reference),
            let kind = IDKind.allCases.first(where: { $0.rawValue.prefix(1) == id.prefix(1) })
        {
            return "say what to do with it: \(kind.rawValue) @\(number)"
        }
        return "begin with a command such as search, or with $_ for the last rows"
    }

    private mutating func bindVariable(
        _ name: String, rest: [Stage], at location: Location
    ) -> BoundStatement? {
        var rows: KeptRows?
        switch resolver.variables[name] {
        case .rows(let kept): rows = kept
        case .unknown: break
        case .values?:
            report(
                "'$\(name)' is a value and no rows", at: location.span,
                hint: "begin with a command: search $\(name)")
        case nil: report(resolver.undefined(name, at: location.span))
        }
        let stages = bindStages(rest)
        var pipeline = BoundPipeline(
            source: .variable(name, rows), sourceLocation: location, stages: stages,
            awaitsRows: rows == nil)
        pipeline.pageSize = options.pageSize
        checkPaging(pipeline)
        return .pipeline(pipeline, isContinuation: false)
    }

    private mutating func bindCall(
        _ call: Call, first: Stage, rest: [Stage]
    ) -> BoundStatement? {
        let location = Location(source, first.span)
        guard let command = command(of: call) else {
            _ = bindStages(rest)
            return nil
        }
        let boundSource: BoundSource?
        switch command.form {
        case .endpoint(let endpoint):
            boundSource = trusting(first) { $0.bindEndpoint(endpoint, call) }
        case .raw:
            boundSource = bindRaw(call, of: command)
        case .read:
            boundSource = trusting(first) { $0.bindRead(call, of: command) }
        case .report(.settings):
            return trusting(first) { $0.bindSet(call, of: command, rest: rest) }
        case .report(let report):
            boundSource = trusting(first) { $0.bindReport(report, call, of: command) }
        case .session(let action):
            return bindSession(action, call, of: command, rest: rest)
        case .scripts(let word):
            return trusting(first) { $0.bindScripts(word, call, of: command, rest: rest) }
        case .stage, .filter, .each:
            return continueLast(with: bindStages([first] + rest), at: location)
        // The parser takes it for a statement, and never for a call.
        case .statement: return nil
        }
        let stages = bindStages(rest)
        guard var boundSource else { return nil }
        // What is only to be looked at need not fill screens.
        if case .history(let text, _) = boundSource, options.isInteractive, stages.isEmpty {
            boundSource = .history(matching: text, newest: SessionCommands.historyLength)
        }
        if case .log = boundSource, stages.isEmpty {
            boundSource = .log(newest: LogCommand.newestCount)
        }
        var pipeline = BoundPipeline(
            source: boundSource, sourceLocation: location, stages: stages)
        pipeline.pageSize = options.pageSize
        pipeline.awaitsRows = resolver.awaitsRows(of: first.references)
        checkPaging(pipeline)
        return .pipeline(pipeline, isContinuation: false)
    }

    private mutating func continueLast(
        with stages: [BoundStage], at location: Location
    ) -> BoundStatement? {
        guard let last else {
            if case .none = resolver.currentRow {
            } else {
                report(
                    "what each runs begins with a source", at: location.span,
                    hint: "each { release $.id | … }")
                return nil
            }
            report(
                "there is nothing to continue: no pipeline ran before this", at: location.span,
                hint: "begin with a source: search artist=\"Miles Davis\" | …")
            return nil
        }
        var pipeline = last.continued(by: stages)
        pipeline.pageSize = options.pageSize
        checkPaging(pipeline)
        return .pipeline(pipeline, isContinuation: true)
    }

    // MARK: The stages

    mutating func bindStages(_ stages: [Stage]) -> [BoundStage] {
        var bound: [BoundStage] = []
        for stage in stages {
            if let step = trusting(stage, { $0.bindStage(stage) }) {
                bound.append(BoundStage(stage: step, location: Location(source, stage.span)))
            }
        }
        return bound
    }

    /// Does something with a stage, with the trust that who wrote it has.
    private mutating func trusting<Value>(
        _ stage: Stage, _ work: (inout Self) -> Value
    ) -> Value {
        let own = options.isTrusted
        defer { options.isTrusted = own }
        if untrusted.contains(stage.span) { options.isTrusted = false }
        return work(&self)
    }

    private mutating func bindStage(_ stage: Stage) -> (any PipelineStage)? {
        switch stage.kind {
        case .reference:
            report("a reference can only begin a pipeline", at: stage.span)
        case .each(let body, let isTry):
            var binder = EachBinder(
                source: source, options: options, resolver: resolver, untrusted: untrusted)
            let step = binder.bind(body, isTry: isTry)
            diagnostics += binder.diagnostics
            tableRows.merge(binder.tableRows) { _, new in new }
            return step
        case .where(let predicate):
            var binder = PredicateBinder(resolver: resolver)
            let compiled = binder.bind(predicate)
            diagnostics += binder.diagnostics
            return WhereStage(predicate: compiled, fields: binder.fields)
        case .call(let call):
            guard let command = command(of: call) else { return nil }
            switch command.form {
            case .stage(let bind):
                var reader = ArgumentReader(call, of: command, resolver: resolver)
                let step = bind(&reader, BindingContext(options: options))
                reader.finish()
                diagnostics += reader.diagnostics
                return step
            case .endpoint, .raw, .read, .report, .session, .scripts, .statement:
                report(
                    "\(command.name) begins a pipeline and cannot stand behind |",
                    at: call.name.span, hint: "put it on a line of its own")
            case .filter: report("where needs a condition", at: call.span, hint: "where year<1960")
            case .each: report("each needs a command", at: call.span, hint: "each release $.id")
            }
        }
        return nil
    }

    private mutating func command(of call: Call) -> Command? {
        if let command = CommandCatalogue.command(named: call.name.value) { return command }
        report(
            "unknown command '\(call.name.value)'", at: call.name.span,
            hint: CommandCatalogue.suggestion(for: call))
        return nil
    }

    /// `page` and `per-page` become parameters of the request, so they stand right behind the source.
    private mutating func checkPaging(_ pipeline: BoundPipeline) {
        var hasPages = false
        if case .endpoint(let endpoint, _) = pipeline.source { hasPages = endpoint.reply.isPaged }
        for bound in pipeline.planned.rowStages
        where bound.stage is PageStage || bound.stage is PerPageStage {
            if hasPages {
                report(
                    "page and per-page stand right behind the source", at: bound.location.span,
                    hint: "move it there: search … | page 2 | …")
            } else {
                let isRaw = if case .raw = pipeline.source { true } else { false }
                report(
                    "this source has no pages", at: bound.location.span,
                    hint: isRaw
                        ? "add page=2 to the arguments of raw" : "use limit and skip on its rows")
            }
        }
    }

    // MARK: Reporting

    mutating func report(_ message: String, at span: SourceSpan, hint: String? = nil) {
        report(Diagnostic(message, at: span, hint: hint))
    }

    mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }
}

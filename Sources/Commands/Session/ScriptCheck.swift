import PipelineLanguage

/// Goes through a script, and those that it brings in, and finds everything wrong with their names
/// and arguments; nothing is sent.
struct ScriptCheck {
    private var last: BoundPipeline?
    private var names: SessionNames
    /// Why a script could not be read.
    private var failure: StageFailure?
    /// How many scripts were brought in: each can double those that the one before it brings in.
    private var scriptCount = 0
    private var isTooMuch = false

    private static let mostScripts = 500
    private static let deepest = 20

    init(last: BoundPipeline? = nil, names: SessionNames = SessionNames()) {
        self.last = last
        self.names = names
    }

    /// - Throws: `UsageError` with all that is wrong; `StageFailure` for a script that cannot be
    ///   read; `CancellationError`.
    mutating func check(_ text: SourceText, in frame: ScriptFrame) async throws -> CheckedScript {
        let (script, problems) = try await checked(text, in: frame)
        guard problems.isEmpty else { throw UsageError(problems: problems) }
        if let failure { throw failure }
        return script
    }

    private mutating func checked(
        _ text: SourceText, in frame: ScriptFrame
    ) async throws -> (CheckedScript, [UsageError.Problem]) {
        let parsed = PipelineParser.parse(text, mode: .file)
        // What `set` changes counts for the lines behind it.
        var frame = frame
        var diagnostics = parsed.diagnostics
        var others: [UsageError.Problem] = []
        for statement in parsed.statements {
            let (bound, problems) = bind(statement, of: text, in: frame)
            diagnostics += problems
            note(bound, of: statement, in: text)
            if case .setting(let order) = bound { frame.options.obey(order, start: frame.start) }
            guard case .script(let sourced) = bound else { continue }
            do {
                guard let (source, inner) = try await sourced.load(in: frame) else {
                    // Nothing behind it could be checked.
                    diagnostics.append(
                        Diagnostic(
                            "which script this is must be known before the first line runs",
                            at: sourced.location.span, hint: "name the file"))
                    continue
                }
                if isTooMuch { continue }
                scriptCount += 1
                guard scriptCount <= Self.mostScripts, inner.files.count <= Self.deepest else {
                    isTooMuch = true
                    diagnostics.append(
                        Diagnostic(
                            "too many scripts bring in others", at: sourced.location.span,
                            hint: "at most \(Self.mostScripts), \(Self.deepest) levels deep"))
                    continue
                }
                others += try await checked(source, in: inner).1
            } catch let error as StageFailure {
                failure = failure ?? error
            } catch let error as UsageError {
                others += error.problems
            }
        }
        let own = diagnostics.sorted { $0.span.start < $1.span.start }
            .map { UsageError.Problem(source: text, diagnostic: $0) }
        return (CheckedScript(source: text, statements: parsed.statements), own + others)
    }

    private func bind(
        _ statement: Statement, of text: SourceText, in frame: ScriptFrame
    ) -> (BoundStatement?, [Diagnostic]) {
        var expansion = AliasExpansion(text, aliases: names.aliases)
        do throws(Diagnostic) {
            let statement = try expansion.expanded(statement)
            let resolver = Resolver(
                arguments: frame.arguments, isFirst: last == nil, variables: names.variables)
            var binder = PipelineBinder(
                text, options: frame.options, resolver: resolver, last: last, names: names,
                untrusted: expansion.untrusted)
            let bound = binder.bind(statement)
            return (bound, expansion.explained(binder.diagnostics))
        } catch {
            return (nil, [error])
        }
    }

    /// What a run of the statement would leave behind.
    private mutating func note(
        _ bound: BoundStatement?, of statement: Statement, in text: SourceText
    ) {
        switch bound {
        case .pipeline(let pipeline, _):
            if pipeline.changesDiscogs {
                last = nil
            } else if pipeline.isContinuable {
                last = pipeline
            }
        case .declaration(let name, .values(let values)):
            names.set(name, to: values.map(Variable.values) ?? .unknown)
        case .declaration(let name, .pipeline): names.set(name, to: .rows(nil))
        case .alias(let name, let alias): names.set(name, to: alias)
        case .action(.unset, let name): names.remove(name ?? "")
        case .action, .setting, .script, .recording: break
        case nil:
            switch statement.kind {
            case .let(let name, _): names.set(name.value, to: .unknown)
            // A wrong line must not make every line that continues it look wrong, too.
            case .pipeline: if last == nil { last = .placeholder(in: text) }
            case .alias: break
            }
        }
    }
}

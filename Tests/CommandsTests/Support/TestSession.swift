import Commands
import Discogs
import Output
import PipelineLanguage
import Records

/// A session with everything around it, told lines as a person or a script would.
struct TestSession {
    enum Reader {
        /// A person at a terminal.
        case prompt
        /// A script, `-c` or standard input; results go to a pipe.
        case script
    }

    let reader: Reader
    let source: SpySource
    let console: TestConsole
    let exports = TemporaryFolder()
    let session: Session

    init(
        _ reader: Reader, _ source: SpySource = .catalog(), width: Int = 100, answer: Bool = true,
        choice: Choice? = nil, closedAfterWrites openWrites: Int = .max, isPiped: Bool? = nil,
        history: [String] = [],
        programs: any ProgramRunner = NoPrograms(), accounts: any AccountKeeper = NoAccounts(),
        timestamp: String = "20261123-184500",
        change: (inout SessionOptions) -> Void = { _ in },
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.reader = reader
        self.source = source
        let isPiped = isPiped ?? (reader == .script)
        console = TestConsole(
            terminal: isPiped ? nil : TerminalStyle(width: width), answer: answer,
            choice: choice, closedAfterWrites: openWrites)
        var options = SessionOptions()
        options.isInteractive = reader == .prompt
        options.isTrusted = reader == .prompt
        options.exportDirectory = exports.path
        change(&options)
        session = Session(
            source: source, console: console, options: options,
            environment: SessionEnvironment(
                timestamp: { timestamp },
                status: { ["source": "spy", "requests": 7] },
                cache: { order in
                    order == .clear ? ["removed": 2] : ["entries": 2, "bytes": 8192]
                },
                history: { history },
                log: { newest, note in
                    if newest != nil { note("newest \(newest ?? 0)") }
                    return RowStream(rows: Self.log)
                },
                holdsSecret: { $0.contains("abracadabra") }, programs: programs,
                // A test has no time to lose.
                sleep: { _ in try Task.checkCancellation() },
                now: now, accounts: accounts,
                helpTopics: { [HelpTopic("weather", "How it is", [.text("It rains.")])] }))
    }

    private static let log: [Row] = [
        ["time": "2026-11-29T20:00:00.000Z", "event": "reply", "path": "/a", "status": 503],
        [
            "time": "2026-11-29T20:00:01.000Z", "event": "retrying", "waited_ms": 2000,
            "reason": "x",
        ],
        ["time": "2026-11-29T20:00:03.000Z", "event": "reply", "path": "/a", "status": 200],
    ]

    /// Runs the lines; at the prompt up to the first that fails.
    @discardableResult
    func run(_ text: String, journal: RunJournal? = nil) async -> Ran {
        _ = console.take()
        _ = source.takeRequests()
        var ran = Ran()
        do {
            ran.outcome = try await evaluate(text, journal)
        } catch {
            ran.error = error
        }
        // What still holds it here and there is about to go.
        journal?.unlock()
        let record = console.take()
        ran.output = String(decoding: record.output, as: UTF8.self)
        ran.notes = record.notes
        ran.questions = record.questions
        ran.progress = record.progress
        ran.longTexts = record.pages
        ran.colors = record.colors
        ran.requests = source.takeRequests()
        return ran
    }

    private func evaluate(_ text: String, _ journal: RunJournal?) async throws -> Session.Outcome {
        let source = SourceText(name: reader == .script ? "test.mas" : "", text: text)
        if reader == .script {
            let script = try await session.check(source)
            return try await session.run(script, journal: journal)
        }
        let parsed = PipelineParser.parse(source, mode: .interactive)
        guard parsed.diagnostics.isEmpty else {
            throw UsageError(source: source, diagnostics: parsed.diagnostics)
        }
        for statement in parsed.statements {
            if try await session.run(statement, of: source) == .quit { return .quit }
        }
        return .done
    }
}

/// What came of some lines.
struct Ran {
    var outcome: Session.Outcome?
    var output = ""
    var notes: [String] = []
    var questions: [String] = []
    var progress: [String?] = []
    /// Texts that may go through a pager.
    var longTexts: [String] = []
    var colors: [Bool] = []
    /// As `GET /releases/1`.
    var requests: [String] = []
    var error: (any Error)?

    /// Every problem as `«the marked text» what is wrong → what to do`; a failure while running
    /// as its place and its cause.
    var problems: [String] {
        switch error {
        case nil: []
        case let usage as UsageError:
            usage.problems.map { problem in
                let diagnostic = problem.diagnostic
                return "«\(problem.source.text(in: diagnostic.span))» \(diagnostic.message)"
                    + (diagnostic.hint.map { " → \($0)" } ?? "")
            }
        case let failure as StageFailure:
            [
                "«\(failure.location.source.text(in: failure.location.span))» "
                    + "failed: \(failure.cause)"
            ]
        case let error?: ["\(type(of: error))"]
        }
    }

    /// The page and the size of every request for a search: `1×50`.
    var pages: [String] {
        requests.map { request in
            "\(Self.parameter("page", of: request))×\(Self.parameter("per_page", of: request))"
        }
    }

    private static func parameter(_ name: String, of request: String) -> String {
        request.split(whereSeparator: { "?&".contains($0) }).last { $0.hasPrefix("\(name)=") }
            .map { String($0.dropFirst(name.count + 1)) } ?? ""
    }

    /// The output read as JSON Lines.
    var rows: [Row] {
        var reader = JSONReader()
        var rows: [Row] = []
        for line in output.split(separator: "\n") {
            if let row = try? reader.read(Array(line.utf8)).objectValue { rows.append(row) }
        }
        return rows
    }

    /// One field of all rows, as text.
    func values(_ field: String) -> [String] { rows.map { $0[field]?.text ?? "" } }

    var lines: [String] { output.split(separator: "\n").map(String.init) }
}

import Discogs
import Records

/// What one run of a pipeline works with.
package struct PipelineRun: Sendable {
    let source: any DiscogsSource
    let allowance: RequestAllowance
    let memory: PageMemory
    let console: any Console
    let options: SessionOptions
    /// Where `show` notes the ids that `@3` will mean.
    let shownRows: ShownRows
    let environment: SessionEnvironment
    /// What an earlier run of the script did, and what this one does; nil without `--resume`.
    let journal: StatementJournal?
    /// Whose token is used.
    let account: OwnAccount
    /// Where what comes and is shown is noted for completion; nil where nobody types.
    let knowledge: SessionKnowledge?
    /// Where `show` notes whether more rows follow.
    let screen = ScreenReport()

    /// Whether the last `show` stops after a page.
    var showsOnePage = false
    /// Rows that were shown before: the page shown begins after them.
    var rowsBefore = 0
    /// Whether `next` turns the source's page; otherwise it shows the next rows of the result.
    var turnsPages = false
    /// The pages that `page` chose, which the footer names.
    var chosenPages: ReadPlan.PageRange?
    /// Whether every row of the source is shown, so that the source's total is the result's.
    var keepsEveryRow = false
    /// Whether later stages may have enough before all rows have come: what they then do not need
    /// is not to be fetched.
    var mayStopEarly = false
    /// How many rows make a page on the screen.
    var screenRows = ReadPlan.defaultPageSize

    /// The row of `each` whose pipeline it is.
    private(set) var parent: Row?
    private let consent = RequestConsent()
    private let changeConsent = ChangeConsent()
    let changes = ChangeCount()
    private let staleAnswers = StaleAnswers()

    /// Whether `show` works page by page: somebody reads along.
    var showsPages: Bool

    init(
        source: any DiscogsSource, allowance: RequestAllowance, memory: PageMemory,
        console: any Console,
        options: SessionOptions, shownRows: ShownRows, environment: SessionEnvironment,
        journal: StatementJournal? = nil, account: OwnAccount, knowledge: SessionKnowledge? = nil
    ) {
        self.source = source
        self.allowance = allowance
        self.memory = memory
        self.console = console
        self.options = options
        self.shownRows = shownRows
        self.environment = environment
        self.journal = journal
        self.account = account
        self.knowledge = knowledge
        showsPages = options.isInteractive && console.terminal != nil
    }

    /// What the pipeline of one row of `each` works with: all of it, but not the screen.
    func child(of parent: Row) -> PipelineRun {
        var run = self
        run.showsPages = false
        run.showsOnePage = false
        run.parent = parent
        return run
    }

    /// Whether a person is asked before many requests are sent.
    var asks: Bool { options.isInteractive && !source.isFree }

    /// The source's answer, or what it answered before.
    func answer(to request: DiscogsRequest) async throws -> DiscogsResponse {
        try await memory.answer(to: request) { [self] in
            if source.isFree { return try await source.response(to: request) }
            guard let journal else { return try await ask(request) }
            return try await journal.answer(to: request) { try await ask(request) }
        }
    }

    /// The source's answer as it is now.
    func latestAnswer(to request: DiscogsRequest) async throws -> DiscogsResponse {
        source.isFree
            ? try await source.response(to: request) : try await ask(request, latest: true)
    }

    /// What a change begins with: the thing as it was before this run changed it.
    func answerBeforeChange(to request: DiscogsRequest) async throws -> DiscogsResponse {
        guard let journal, !source.isFree else { return try await latestAnswer(to: request) }
        return try await journal.answer(to: request) { try await latestAnswer(to: request) }
    }

    /// Asks the person at the prompt about a change, unless all were agreed to beforehand.
    /// - Throws: `RunDeclined`.
    private func agree(to question: String) async throws {
        // A script was checked for that.
        guard options.isInteractive, !options.agreesToChanges, !source.isFree else { return }
        try await changeConsent.ask(question, ofMany: parent != nil, on: console)
    }

    /// Sends what changes something: once, and never in place of an answer that was given before.
    /// - Parameter question: what the person at the prompt is asked when it can be sent; nil for
    ///   what was agreed to already.
    /// - Throws: `RunDeclined`, too.
    func change(
        _ request: DiscogsRequest, asking question: String?
    ) async throws -> DiscogsResponse {
        do {
            guard let journal, !source.isFree else { return try await send(request, question) }
            return try await journal.change(request) { try await send(request, question) }
        } catch let error as DiscogsError where error.kind == .unknownOutcome && Task.isCancelled {
            console.note(
                "\(request.method.rawValue) \(request.path): stopped, and not known whether it "
                    + "happened; check on Discogs before you repeat it")
            throw CancellationError()
        }
    }

    private func send(
        _ request: DiscogsRequest, _ question: String?
    ) async throws -> DiscogsResponse {
        let response = try await source.response(to: request) { [self] in
            if let question { try await agree(to: question) }
            try allowance.spend()
            try Task.checkCancellation()
        }
        changes.add()
        return response
    }

    private func ask(
        _ request: DiscogsRequest, latest: Bool = false
    ) async throws -> DiscogsResponse {
        let response = try await source.response(to: request, latest: latest) { [self] in
            if parent != nil, asks {
                try await consent.spend { [console] count in
                    console.progress(nil)
                    return await console.confirm("\(count.grouped) requests so far. Go on?")
                }
            }
            try allowance.spend()
            // Who does not wait any more needs no request.
            try Task.checkCancellation()
        }
        if let warning = staleAnswers.warning(of: response) {
            console.progress(nil)
            console.note(warning)
        }
        return response
    }

    /// Local date and time for names of files: a run that goes on keeps to the names it chose.
    var timestamp: String { journal?.timestamp ?? environment.timestamp() }

    /// Whether what a statement does outside of the script was done by an earlier run.
    var isDone: Bool { journal?.isOver ?? false }

    /// Lines that were typed, each with its number.
    /// - Parameter newest: how many are wanted, the newest ones; nil for all.
    func historyRows(matching text: String?, newest: Int?) async -> [Row] {
        let wanted = text?.folded
        let rows: [Row] = await environment.history().enumerated().compactMap { place, line in
            guard wanted.map({ line.folded.contains($0) }) ?? true else { return nil }
            return ["number": .int(Int64(place + 1)), "line": .string(line)]
        }
        guard let newest, rows.count > newest else { return rows }
        note("\(newest) newest of \(rows.count.grouped): history | last 200")
        return rows.suffix(newest)
    }

    /// Tells a person something that is no result.
    func note(_ text: String) {
        if !options.isQuiet { console.note(text) }
    }
}

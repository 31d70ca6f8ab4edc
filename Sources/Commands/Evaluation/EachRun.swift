import Discogs
import Records

/// One `each` at work: some rows' pipelines under way, their rows handed on in order.
actor EachRun {
    private struct Job {
        let parent: Row
        let task: Task<[Row], any Error>
    }

    private let parents: Flow
    private let stage: EachStage
    private let run: PipelineRun
    private let progress: ReadProgress
    /// How many pipelines are under way at a time.
    private let width: Int

    /// Rows that have come and wait for their turn.
    private var waiting: ArraySlice<Row> = []
    private var hasAllParents = false
    /// Why no more rows come; told when those before have been handed on.
    private var failureOfParents: (any Error)?
    private var jobs: [Job] = []
    /// The pipeline whose rows are handed on as they come.
    private var current: (parent: Row, flow: Flow)?
    private var ended = 0
    /// Those of them that came to a good end.
    private var done = 0
    private var failed = 0
    private var firstFailure: (any Error)?

    static let customaryWidth = 4

    init(of parents: Flow, _ stage: EachStage, progress: ReadProgress, in run: PipelineRun) {
        self.parents = parents
        self.stage = stage
        self.progress = progress
        self.run = run
        // A request for a row that nobody wants any more would be one too many; and of those under
        // way when a run is killed, each has to be sent again.
        // What is changed is changed in order, so that it is known how far it came.
        let isOrdered = stage.child.changesDiscogs || run.journal != nil && !run.source.isFree
        width = run.mayStopEarly || isOrdered ? 1 : Self.customaryWidth
    }

    deinit { for job in jobs { job.task.cancel() } }

    func next() async throws -> [Row]? {
        do {
            let rows = try await run.mayStopEarly && !stage.isTry ? rowsOfCurrent() : rowsOfJobs()
            noteProgress(isOver: rows == nil)
            return rows
        } catch {
            for job in jobs { job.task.cancel() }
            jobs = []
            noteChanges()
            throw error
        }
    }

    /// Ends the pipeline whose rows are over, or wanted by nobody: an `assert` in it still looks at
    /// all of them.
    func completeCurrent() async throws {
        guard let (parent, flow) = current else { return }
        current = nil
        try await telling(parent) { try await PipelineEvaluator.complete(flow) }
    }

    func noteFailures() {
        guard failed > 0 else { return }
        let rows = ended == 1 ? "row" : "rows"
        let first = firstFailure.flatMap(run.environment.explanation).map { "; the first:\n\($0)" }
        run.note(
            "each try: \(failed.grouped) of \(ended.grouped) \(rows) failed and were left out"
                + (first ?? ""))
    }

    /// Who changes many things wants to know how many of them were changed when it fails.
    private func noteChanges() {
        guard stage.child.changesDiscogs, !run.source.isFree else { return }
        run.changes.tell()
        let rows = done == 1 ? "row was" : "rows were"
        run.console.progress(nil)
        run.console.note("each: \(done.grouped) \(rows) done before this, and none after it")
    }

    /// Of changes nobody knows about, each has to be looked at; the first is told at the end.
    private func noteUnknown(_ failure: any Error) {
        guard firstFailure != nil, Self.isUnknownOutcome(failure),
            let text = run.environment.explanation(failure)
        else { return }
        run.console.progress(nil)
        run.console.note(text)
    }

    private func noteProgress(isOver: Bool) {
        let isSourceOver = hasAllParents || parents.progress.state.isExhausted
        let isChildOver = current?.flow.progress.state.isExhausted ?? true
        let hasNothing = waiting.isEmpty && jobs.isEmpty && isChildOver
        guard isOver || isSourceOver && hasNothing else { return }
        progress.update {
            $0.isComplete = true
            $0.isExhausted = true
        }
    }

    private func end() {
        ended += 1
        if !run.source.isFree { run.console.progress("each: \(ended.grouped) rows") }
    }

    private static func failure(_ error: any Error, for row: Row) -> any Error {
        switch error {
        case let failure as StageFailure:
            StageFailure(RowFailure(failure.cause, row: row.excerpt()), at: failure.location)
        default: error
        }
    }

    // MARK: One after the other

    /// Rows as they come: when nobody wants more, nothing more is fetched.
    private func rowsOfCurrent() async throws -> [Row]? {
        while true {
            try Task.checkCancellation()
            if current == nil {
                guard let parent = await nextParent() else { break }
                let flow = try await telling(parent) {
                    try await Self.evaluator(for: parent, stage, run.child(of: parent)).start()
                }
                current = (parent, flow)
            }
            guard let (parent, flow) = current else { break }
            guard let rows = try await telling(parent, { try await flow.rows.next() }) else {
                try await completeCurrent()
                done += 1
                end()
                continue
            }
            if !rows.isEmpty { return rows.map { $0.completed(by: parent) } }
        }
        if let failureOfParents { throw failureOfParents }
        return nil
    }

    /// Work of a row's pipeline, whose failures tell the row.
    private func telling<Value: Sendable>(
        _ parent: Row, _ work: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await work()
        } catch {
            throw Self.failure(error, for: parent)
        }
    }

    /// - Throws: `RowFailure` for values of the row that do not fit: the next row may have better
    ///   ones. Other usage errors concern them all.
    private static func evaluator(
        for parent: Row, _ stage: EachStage, _ run: PipelineRun
    ) throws -> PipelineEvaluator {
        do {
            return PipelineEvaluator(try stage.bind(.row(parent)), in: run)
        } catch {
            throw RowFailure(error, row: parent.excerpt())
        }
    }

    // MARK: Several at a time

    private func rowsOfJobs() async throws -> [Row]? {
        while true {
            try Task.checkCancellation()
            while jobs.count < width, let parent = await nextParent() { startJob(for: parent) }
            guard !jobs.isEmpty else {
                if let failureOfParents { throw failureOfParents }
                return nil
            }
            let tasks = jobs.map(\.task)
            let job = jobs.removeFirst()
            let result = await withTaskCancellationHandler {
                await job.task.result
            } onCancel: {
                for task in tasks { task.cancel() }
            }
            // What was done before somebody stopped us is done all the same.
            if case .success = result { done += 1 }
            try Task.checkCancellation()
            end()
            switch result {
            case .success([]): continue
            case .success(let rows): return rows.map { $0.completed(by: job.parent) }
            case .failure(let error):
                let failure = Self.failure(error, for: job.parent)
                guard stage.isTry, Self.concernsOneRow(error) else { throw failure }
                failed += 1
                noteUnknown(failure)
                firstFailure = firstFailure ?? failure
            }
        }
    }

    private func startJob(for parent: Row) {
        let stage = stage
        let run = run.child(of: parent)
        let task = Task {
            try await Self.evaluator(for: parent, stage, run).keptRows().rows
        }
        jobs.append(Job(parent: parent, task: task))
    }

    /// Whether the next row may do better.
    private static func concernsOneRow(_ error: any Error) -> Bool {
        switch error {
        case let failure as StageFailure: concernsOneRow(failure.cause)
        case let failure as RowFailure: failure.cause is UsageError || concernsOneRow(failure.cause)
        case let error as DiscogsError: error.kind != .authentication
        case is UsageError: false
        default: !error.endsRun
        }
    }

    private static func isUnknownOutcome(_ error: any Error) -> Bool {
        switch error {
        case let failure as StageFailure: isUnknownOutcome(failure.cause)
        case let failure as RowFailure: isUnknownOutcome(failure.cause)
        case let error as DiscogsError: error.kind == .unknownOutcome
        default: false
        }
    }

    private func nextParent() async -> Row? {
        while waiting.isEmpty {
            guard !hasAllParents else { return nil }
            do {
                guard let batch = try await parents.rows.next() else {
                    hasAllParents = true
                    return nil
                }
                waiting = batch[...]
            } catch {
                hasAllParents = true
                failureOfParents = error
                return nil
            }
        }
        return waiting.removeFirst()
    }
}

extension Row {
    /// This row with the fields of another one that it lacks.
    fileprivate func completed(by parent: Row) -> Row {
        var row = self
        for (key, value) in parent.members where row[key] == nil { row[key] = value }
        return row
    }
}

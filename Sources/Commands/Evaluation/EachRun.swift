import Discogs
import Records

/// One `each` at work: some rows' pipelines under way, their rows handed on in order.
actor EachRun {
    private struct Job {
        let parent: Row
        let task: Task<[Row], any Error>
    }

    private let parents: RowStream
    private let stage: EachStage
    private let run: PipelineRun
    /// How many pipelines are under way at a time.
    private let width: Int

    /// Rows that have come and wait for their turn.
    private var waiting: ArraySlice<Row> = []
    private var hasAllParents = false
    /// Why no more rows come; told when those before have been handed on.
    private var failureOfParents: (any Error)?
    private var jobs: [Job] = []
    private var started = 0
    private var ended = 0
    private var failed = 0
    private var startsAgreed = PagedRead.requestsWithoutAsking

    static let customaryWidth = 4

    init(of parents: RowStream, _ stage: EachStage, in run: PipelineRun) {
        self.parents = parents
        self.stage = stage
        self.run = run
        // A request for a row that nobody wants any more would be one too many.
        width = run.mayStopEarly ? 1 : Self.customaryWidth
    }

    deinit { for job in jobs { job.task.cancel() } }

    func next() async throws -> [Row]? {
        do {
            return try await nextRows()
        } catch {
            for job in jobs { job.task.cancel() }
            jobs = []
            throw error
        }
    }

    private func nextRows() async throws -> [Row]? {
        while true {
            try Task.checkCancellation()
            try await startJobs()
            guard !jobs.isEmpty else {
                if let failureOfParents { throw failureOfParents }
                return nil
            }
            let job = jobs.removeFirst()
            let result = await withTaskCancellationHandler {
                await job.task.result
            } onCancel: {
                job.task.cancel()
            }
            try Task.checkCancellation()
            ended += 1
            if !run.source.isFree { run.console.progress("each: \(ended.grouped) rows") }
            switch result {
            case .success([]): continue
            case .success(let rows): return rows.map { $0.completed(by: job.parent) }
            case .failure(let error):
                guard stage.isTry, Self.concernsOneRow(error) else {
                    throw Self.failure(error, for: job.parent)
                }
                failed += 1
            }
        }
    }

    func noteFailures() {
        guard failed > 0 else { return }
        let rows = ended == 1 ? "row" : "rows"
        run.note("each try: \(failed.grouped) of \(ended.grouped) \(rows) failed and were left out")
    }

    private static func failure(_ error: any Error, for row: Row) -> any Error {
        guard let failure = error as? StageFailure else { return error }
        return StageFailure(
            RowFailure(failure.cause, row: row.excerpt()), at: failure.location)
    }

    /// Whether the next row may do better.
    private static func concernsOneRow(_ error: any Error) -> Bool {
        switch error {
        case is CancellationError, is ClosedOutput, is RunDeclined, is RequestsUsedUp: return false
        case let failure as StageFailure: return concernsOneRow(failure.cause)
        case let failure as RowFailure: return concernsOneRow(failure.cause)
        case let error as DiscogsError: return error.kind != .authentication
        default: return true
        }
    }

    // MARK: Starting

    private func startJobs() async throws {
        while jobs.count < width, let row = await nextParent() {
            try await agreeToStart()
            started += 1
            let stage = stage
            let run = run
            jobs.append(
                Job(
                    parent: row,
                    task: Task {
                        let pipeline = try stage.bind(.row(row))
                        return try await PipelineEvaluator(pipeline, in: run.ofChild).keptRows()
                            .rows
                    }))
        }
    }

    private func nextParent() async -> Row? {
        while waiting.isEmpty {
            guard !hasAllParents else { return nil }
            do {
                guard let batch = try await parents.next() else {
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

    /// Asks at the prompt before a run takes more requests than a minute gives.
    private func agreeToStart() async throws {
        guard run.options.isInteractive, !run.source.isFree, started >= startsAgreed else { return }
        run.console.progress(nil)
        let question = "\(started.grouped) rows so far, a request or more for each. Go on?"
        guard await run.console.confirm(question) else { throw RunDeclined() }
        startsAgreed += PagedRead.requestsWithoutAsking
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

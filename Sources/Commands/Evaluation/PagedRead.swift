import Discogs
import Records

/// Reads an endpoint page by page, as far as somebody asks: the source of a pipeline.
actor PagedRead {
    private let endpoint: Endpoint
    private var builder: DiscogsRequestBuilder
    private let plan: ReadPlan
    private let isDraining: Bool
    private let run: PipelineRun
    private let progress: ReadProgress

    private let pageSize: Int
    /// Rows of the server before the next page.
    private var offset: Int
    private var remaining: Int?
    private var isAtEnd = false
    private var pagesRead = 0
    private var rowsOfEarlierPages: Set<Int> = []
    /// Rows that match, as the server counts them.
    private var total: Int?
    /// Whether the API keeps further rows for their owner.
    private var isCutForOthers = false
    private var requestsSent = 0
    private var requestsAgreed = PagedRead.requestsWithoutAsking

    /// At the prompt more requests than a minute gives are asked for first (language.md).
    static let requestsWithoutAsking = 60

    init(
        _ endpoint: Endpoint, _ builder: DiscogsRequestBuilder, plan: ReadPlan, isDraining: Bool,
        progress: ReadProgress, run: PipelineRun
    ) {
        self.endpoint = endpoint
        self.builder = builder
        self.plan = plan
        self.isDraining = isDraining
        self.progress = progress
        self.run = run
        pageSize = plan.pageSize(isDraining: isDraining)
        offset = ((plan.pages?.first ?? 1) - 1) * pageSize
        remaining = plan.limit
        isAtEnd = plan.limit == 0
    }

    /// The request of a dry run: the first page; nil when no rows are wanted.
    func firstRequest() throws -> DiscogsRequest? { isAtEnd ? nil : try request(size: pageSize) }

    func next() async throws -> [Row]? {
        guard !isAtEnd else { return nil }
        try Task.checkCancellation()
        guard try await mayGoOn() else {
            isAtEnd = true
            return nil
        }
        builder = try await builder.completed(in: run)
        let size = try await sizeOfNextPage()
        guard let page = try await fetch(request(size: size)) else {
            finish()
            return nil
        }
        offset += size
        pagesRead += 1
        var rows = withoutRepeats(page.rows)
        let isLastPage = page.isLast ?? rows.isEmpty
        let isLastWanted = plan.pages?.last.map { offset >= $0 * pageSize } ?? false
        if let wanted = remaining {
            rows = Array(rows.prefix(wanted))
            remaining = wanted - rows.count
        }
        isAtEnd = isLastPage || isLastWanted || remaining == 0
        let isExhausted = isAtEnd
        let limit = plan.pages == nil ? plan.limit ?? .max : .max
        progress.update { state in
            state.total = page.total.map { min($0, limit) } ?? state.total
            state.rowsRead += rows.count
            state.page = page.number
            state.pageCount = page.count
            state.isComplete = isLastPage
            state.isExhausted = isExhausted
        }
        total = page.total ?? total
        if isLastPage { warnOfCeiling() }
        if isDraining, !run.source.isFree { tellProgress(page) }
        return rows
    }

    // MARK: Pages

    private func request(size: Int) throws -> DiscogsRequest {
        var builder = builder.page(offset / size + 1).perPage(size)
        if let order = plan.order {
            builder = builder.sorted(by: order.key, descending: order.isDescending)
        }
        return try builder.build()
    }

    /// Large pages save requests, but what an earlier line fetched is not fetched again, whatever
    /// the size of its pages: then the other half of a large page is enough.
    private func sizeOfNextPage() async throws -> Int {
        guard plan.pages == nil, plan.perPage == nil else { return pageSize }
        for size in [pageSize, ReadPlan.largestPageSize, plan.customaryPageSize]
        where offset % size == 0 {
            if await run.memory.answer(to: try request(size: size)) != nil { return size }
        }
        let customary = [pageSize, plan.customaryPageSize, ReadPlan.defaultPageSize]
        let size = customary.first { offset % $0 == 0 }
        // A page begins at a multiple of its size.
        return size ?? (1...ReadPlan.largestPageSize).last { offset % $0 == 0 } ?? 1
    }

    /// - Returns: nil when the page lies behind the last one.
    private func fetch(_ request: DiscogsRequest) async throws -> Page? {
        let response: DiscogsResponse
        do {
            if await run.memory.answer(to: request) == nil { requestsSent += 1 }
            response = try await run.answer(to: request)
        } catch let error as DiscogsError {
            // Rows can vanish while they are read; the first page asked for is another matter.
            if case .notFound = error.kind, pagesRead > 0 { return nil }
            if case .permission = error.kind, isBehindCeilingForOthers(request), pagesRead > 0 {
                isCutForOthers = true
                return nil
            }
            throw error
        }
        guard let rows = endpoint.reply.rows(in: response.body) else {
            throw DiscogsError(
                .unexpectedReply(.unreadableJSON), status: response.status,
                message: "the reply has no '\(endpoint.reply.rowsKey ?? "")'",
                requestID: response.requestID)
        }
        return Page(rows: rows, pagination: response.body["pagination"])
    }

    /// Drops a row equal to one on an earlier page of the same read: rows shift while one reads.
    private func withoutRepeats(_ rows: [Row]) -> [Row] {
        let fresh = rows.filter { !rowsOfEarlierPages.contains($0.hashValue) }
        for row in rows { rowsOfEarlierPages.insert(row.hashValue) }
        return fresh
    }

    private func finish() {
        isAtEnd = true
        progress.update {
            $0.isComplete = true
            $0.isExhausted = true
        }
        warnOfCeiling()
    }

    // MARK: Cost

    private func tellProgress(_ page: Page) {
        guard let number = page.number, let count = page.count, !isAtEnd else { return }
        let left = isDraining ? pagesLeft ?? 0 : 0
        let time = run.options.pace.timeLeft(for: left, after: requestsSent)
        run.console.progress(
            "page \(number.grouped) of \(count.grouped)" + (time.map { ", \($0) left" } ?? ""))
    }

    /// Pages that are still to be read; nil while the server has not told how many there are.
    private var pagesLeft: Int? {
        guard var rows = total else { return nil }
        if let ceiling = endpoint.reply.rowCeiling { rows = min(rows, ceiling) }
        if let last = plan.pages?.last { rows = min(rows, last * pageSize) }
        var left = rows - offset
        if let remaining { left = min(left, remaining) }
        return max(0, (left + pageSize - 1) / pageSize)
    }

    /// Asks at the prompt before a run takes more requests than a minute gives.
    ///
    /// - Returns: false when what was found so far is enough.
    /// - Throws: `RunDeclined` when all rows were wanted and not all may be read.
    private func mayGoOn() async throws -> Bool {
        // What `each` runs is asked about as a whole.
        guard run.asks, run.parent == nil, pagesRead > 0 else { return true }
        let expected = isDraining ? requestsSent + (pagesLeft ?? 0) : requestsSent + 1
        guard expected > requestsAgreed else { return true }
        let more = expected - requestsSent
        let question =
            isDraining
            ? "This takes \(more.grouped) more requests, \(run.options.pace.duration(of: more)). Go on?"
            : "\(requestsSent.grouped) requests so far. Go on?"
        run.console.progress(nil)
        guard await run.console.confirm(question) else {
            if isDraining { throw RunDeclined() }
            return false
        }
        requestsAgreed = isDraining ? .max : requestsAgreed + Self.requestsWithoutAsking
        return true
    }

    private func isBehindCeilingForOthers(_ request: DiscogsRequest) -> Bool {
        guard let ceiling = endpoint.reply.pageCeilingForOthers, let page = request.page else {
            return false
        }
        return page > ceiling
    }

    private func warnOfCeiling() {
        if isCutForOthers, let total {
            run.console.note(
                "warning: \(endpoint.name) of others ends at \(offset.grouped) of "
                    + "\(total.grouped) rows; sorted the other way, it begins with the last")
        }
        guard let ceiling = endpoint.reply.rowCeiling, let total, total > ceiling else { return }
        run.console.note(
            "warning: \(endpoint.name) ends at \(ceiling.grouped) of \(total.grouped) rows; "
                + "narrow it, for example by year or format")
    }
}

/// One page of rows as the API sends it.
private struct Page {
    let rows: [Row]
    let total: Int?
    let number: Int?
    let count: Int?

    init(rows: [Row], pagination: JSONValue?) {
        let known = pagination.flatMap { try? Pagination.fromAPIResponse($0) }
        self.rows = rows
        total = known?.items
        number = known?.page
        count = known?.pages
    }

    /// A page may be shorter than asked for although more follow, so only the count of pages
    /// decides (discogs-api.md §4); nil when the server does not tell it.
    var isLast: Bool? {
        guard let number, let count else { return nil }
        return number >= count
    }
}

import Discogs
import Records

/// Reads an endpoint page by page, as far as somebody asks: the source of a pipeline.
actor PagedRead {
    private let endpoint: Endpoint
    private let builder: DiscogsRequestBuilder
    private let plan: ReadPlan
    private let isDraining: Bool
    private let run: PipelineRun
    private let progress: ReadProgress

    private let pageSize: Int
    /// Rows of the server before the next page.
    private var offset: Int
    private var remaining: Int?
    private var isAtEnd = false
    private var rowsOfEarlierPages: Set<Int> = []
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

    /// The requests of a dry run: the first page.
    func firstRequest() throws -> DiscogsRequest { try request(size: pageSize) }

    func next() async throws -> [Row]? {
        guard !isAtEnd else { return nil }
        try Task.checkCancellation()
        let size = try await sizeOfNextPage()
        guard let page = try await fetch(request(size: size)) else {
            finish()
            return nil
        }
        offset += size
        let isLastPage = page.isLast
        let isLastWanted = plan.pages?.last.map { offset >= $0 * pageSize } ?? false
        var rows = withoutRepeats(page.rows)
        if let wanted = remaining {
            rows = Array(rows.prefix(wanted))
            remaining = wanted - rows.count
        }
        isAtEnd = isLastPage || isLastWanted || remaining == 0
        let isExhausted = isAtEnd
        progress.update { state in
            state.total = page.total ?? state.total
            state.rowsRead += rows.count
            state.page = page.number
            state.pageCount = page.count
            state.isComplete = isLastPage
            state.isExhausted = isExhausted
        }
        if isLastPage { warnOfCeiling(total: page.total) }
        if isDraining, !run.source.isFree { tellProgress(page) }
        if !isAtEnd { try await askForLongRun(pagesLeft: pagesLeft(after: page, size: size)) }
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

    /// Large pages save requests, but rows that a page of the usual size already brought are not
    /// fetched again: then the other half of the large page is enough.
    private func sizeOfNextPage() async throws -> Int {
        let half = ReadPlan.defaultPageSize
        guard isDraining, plan.pages == nil, plan.perPage == nil, plan.limit == nil else {
            return pageSize
        }
        if offset % pageSize != 0 { return half }
        if await run.memory.answer(to: try request(size: pageSize)) != nil { return pageSize }
        return await run.memory.answer(to: try request(size: half)) != nil ? half : pageSize
    }

    /// - Returns: nil when the page lies behind the last one.
    private func fetch(_ request: DiscogsRequest) async throws -> Page? {
        let response: DiscogsResponse
        do {
            response = try await answer(to: request)
        } catch let error as DiscogsError {
            // Rows can vanish while they are read; the first page asked for is another matter.
            if case .notFound = error.kind, progress.state.rowsRead > 0 { return nil }
            throw error
        }
        let key = endpoint.reply.rowsKey ?? ""
        guard let rows = response.body[key]?.arrayValue?.map(\.objectValue) else {
            throw DiscogsError(
                .unexpectedReply(.unreadableJSON), status: response.status,
                message: "the reply has no '\(key)'", requestID: response.requestID)
        }
        return Page(rows: rows.compactMap(\.self), pagination: response.body["pagination"])
    }

    private func answer(to request: DiscogsRequest) async throws -> DiscogsResponse {
        if let known = await run.memory.answer(to: request) { return known }
        requestsSent += 1
        let response = try await run.source.response(to: request)
        await run.memory.remember(response, to: request)
        return response
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
    }

    // MARK: Cost

    private func tellProgress(_ page: Page) {
        guard let number = page.number, let count = page.count, !isAtEnd else { return }
        run.console.progress("page \(number.grouped) of \(count.grouped)")
    }

    private func pagesLeft(after page: Page, size: Int) -> Int? {
        guard let total = page.total else { return nil }
        var rows = total
        if let ceiling = endpoint.reply.rowCeiling { rows = min(rows, ceiling) }
        if let last = plan.pages?.last { rows = min(rows, last * pageSize) }
        var left = rows - offset
        if let remaining { left = min(left, remaining) }
        return max(0, (left + pageSize - 1) / pageSize)
    }

    /// Asks at the prompt before a run takes more requests than a minute gives.
    private func askForLongRun(pagesLeft: Int?) async throws {
        guard run.options.isInteractive, !run.source.isFree else { return }
        let expected = isDraining ? requestsSent + (pagesLeft ?? 0) : requestsSent + 1
        guard expected > requestsAgreed else { return }
        let more = expected - requestsSent
        let question =
            isDraining
            ? "This takes \(more.grouped) more requests, \(run.options.pace.duration(of: more)). Go on?"
            : "\(requestsSent.grouped) requests so far. Go on?"
        guard await run.console.confirm(question) else { throw RunDeclined() }
        requestsAgreed = isDraining ? .max : requestsAgreed + Self.requestsWithoutAsking
    }

    private func warnOfCeiling(total: Int?) {
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
    /// decides (discogs-api.md §4).
    var isLast: Bool {
        guard let number, let count else { return rows.isEmpty }
        return number >= count
    }
}

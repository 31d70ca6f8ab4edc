import Records

/// Typed calls, for programs that use the library without the shell:
///
///     let release = try await discogs.object(
///         Release.self, from: .to(.release).with("release_id", 249504))
///     for try await want in discogs.rows(Want.self, from: .to(.wantlist).with("username", "me")) { … }
///
/// Which model an endpoint has is told by `Endpoint.reply`, and by docs/coverage.md.
extension DiscogsSource {
    /// The one object that an endpoint answers with.
    ///
    /// - Throws: `RequestValidationError`, `DiscogsError`, `DiscogsModelError`, `CancellationError`.
    public func object<Model: DiscogsModel>(
        _ model: Model.Type = Model.self, from request: DiscogsRequestBuilder
    ) async throws -> Model {
        try Model.fromAPIResponse(try await response(to: request.build()).body)
    }

    /// All rows of a list, page by page as they are asked for; a row equal to one on an earlier
    /// page is left out, since rows shift while one reads.
    ///
    /// - Parameter perPage: at most 100, which is the API's own limit.
    /// - Throws: as `object`.
    public func rows<Model: DiscogsModel>(
        _ model: Model.Type = Model.self, from request: DiscogsRequestBuilder, perPage: Int = 100
    ) -> AsyncThrowingStream<Model, any Error> {
        let pages = ModelPages<Model>(source: self, request: request, perPage: perPage)
        return AsyncThrowingStream { try await pages.next() }
    }

    /// Sends what has no object for an answer: a deletion, a change without a word.
    ///
    /// - Throws: as `object`.
    @discardableResult
    public func send(_ request: DiscogsRequestBuilder) async throws -> DiscogsResponse {
        try await response(to: request.build())
    }
}

/// The pages of one list.
private actor ModelPages<Model: DiscogsModel> {
    private let source: any DiscogsSource
    private let request: DiscogsRequestBuilder
    private let perPage: Int
    private var page = 1
    private var isAtEnd = false
    private var waiting: ArraySlice<Model> = []
    private var seen: Set<Int> = []

    init(source: any DiscogsSource, request: DiscogsRequestBuilder, perPage: Int) {
        self.source = source
        self.request = request
        self.perPage = perPage
    }

    func next() async throws -> Model? {
        while waiting.isEmpty {
            guard !isAtEnd else { return nil }
            try await read()
        }
        return waiting.removeFirst()
    }

    private func read() async throws {
        let isPaged = request.reply.isPaged
        let built = try (isPaged ? request.page(page).perPage(perPage) : request).build()
        let body: JSONValue
        do {
            body = try await source.response(to: built).body
        } catch let error as DiscogsError where error.kind == .notFound && page > 1 {
            // Rows can vanish while they are read.
            isAtEnd = true
            return
        }
        let rows = request.reply.rows(in: body) ?? []
        let fresh = rows.filter { !seen.contains($0.hashValue) }
        seen.formUnion(rows.map(\.hashValue))
        waiting = try fresh.map { try Model.fromAPIResponse(.object($0)) }[...]
        // A page may be shorter than asked for although more follow (discogs-api.md §4).
        let pages = body["pagination"].flatMap { try? Pagination.fromAPIResponse($0) }
        isAtEnd = !isPaged || pages.map { $0.page >= $0.pages } ?? rows.isEmpty
        page += 1
    }
}

import Records

/// Answers reads from what is kept, and keeps what is answered.
///
/// It stands at the head of the chain: an answer that is kept takes no permit and no request.
struct CacheStep: ClientStep {
    /// Nil for no cache at all.
    let store: (any ResponseStore)?
    let mode: CacheMode
    let baseURL: BaseURL
    let credentials: Credentials
    /// Seconds since 1970.
    let wallClock: @Sendable () -> Int64
    let counter: CacheCounter
    let log: RequestLog
    let next: any ClientStep<DiscogsResponse>

    private var scope: ResponseKey.Scope {
        ResponseKey.Scope(account: credentials.accountKey, server: "\(baseURL)")
    }

    func send(_ request: OutgoingRequest) async throws -> DiscogsResponse {
        guard request.isRead else { return try await write(request) }
        // Offline there is no other than what was given before.
        let mode = request.wantsLatest && self.mode == .standard ? .fresh : self.mode
        guard let store, request.cacheClass != .never,
            let key = ResponseKey(request, to: baseURL, in: scope)
        else {
            if mode == .offline { throw missing(request) }
            return try await passOn(request)
        }
        let found = await store.find(key)
        let known = mode == .fresh ? nil : usable(found, request)
        if let known, mode == .offline || known.age < request.cacheClass.lifetime {
            return hit(known, request, because: .offline)
        }
        if mode != .fresh { counter.miss() }
        if mode == .offline { throw missing(request) }
        let time = wallClock()
        do {
            let response = try await passOn(request)
            await keep(response, of: time, under: key, found.ticket, in: store)
            return response
        } catch let failure as DiscogsError {
            if let known, failure.isOutage { return hit(known, request, because: .outage) }
            // What is gone must not come back out of the cache.
            if failure.isRefusal, found.response != nil {
                await store.forget(in: scope) { $0 == key.path && $1 == key.query }
            }
            throw failure
        }
    }

    private func passOn(_ request: OutgoingRequest) async throws -> DiscogsResponse {
        try await request.admission()
        return try await next.send(request)
    }

    // MARK: Reading

    /// An answer that may be shown.
    private struct Known {
        let body: JSONValue
        /// Seconds.
        let age: Int64
    }

    private func usable(_ found: FoundResponse, _ request: OutgoingRequest) -> Known? {
        guard let response = found.response else { return nil }
        let age = wallClock() - response.time
        // One from the future tells of a clock that was set back, and not how old it is.
        guard (0..<CacheClass.longestShown).contains(age),
            let body = try? JSONValue(parsing: response.body)
        else { return nil }
        return Known(body: body, age: age)
    }

    private func hit(
        _ known: Known, _ request: OutgoingRequest, because reason: DiscogsResponse.Staleness
    ) -> DiscogsResponse {
        counter.hit()
        let isFresh = known.age < request.cacheClass.lifetime
        log.cached(request, age: known.age, isFresh: isFresh)
        let age = Duration.seconds(known.age)
        return DiscogsResponse(
            status: 200, body: known.body, requestID: request.id,
            provenance: isFresh ? .cache(age: age) : .stale(age: age, reason))
    }

    private func missing(_ request: OutgoingRequest) -> DiscogsError {
        let line = "\(request.method.rawValue) \(request.url.redactedTarget)"
        return DiscogsError(
            .offline,
            message: request.isRead
                ? "the cache has no answer of the last six hours to \(line)"
                : "\(line) cannot be done offline",
            requestID: request.id, request: request.line)
    }

    // MARK: Keeping

    private func keep(
        _ response: DiscogsResponse, of time: Int64, under key: ResponseKey,
        _ ticket: StoreTicket?, in store: any ResponseStore
    ) async {
        guard let ticket, response.status == 200, response.body != .null else { return }
        var writer = JSONWriter()
        writer.write(response.body)
        // Only what comes back as it went in, and gives nothing away.
        guard (try? JSONValue(parsing: writer.bytes)) == response.body,
            !credentials.isRevealed(by: writer.bytes)
        else { return }
        await store.keep(
            StoredResponse(body: writer.bytes, time: time), under: key, ticket: ticket)
    }

    // MARK: Writing

    /// What is changed is forgotten before, as the program may end before the answer comes, and
    /// after, as others may have asked meanwhile.
    private func write(_ request: OutgoingRequest) async throws -> DiscogsResponse {
        if mode == .offline { throw missing(request) }
        guard let store else { return try await passOn(request) }
        try await request.admission()
        let path = String(request.url.path.dropFirst(baseURL.pathPrefix.count))
        let touched = TouchedResponses(ofWriteTo: path)
        let result: Result<DiscogsResponse, any Error>
        await store.forget(in: scope) { path, _ in touched.contains(path) }
        do {
            result = .success(try await next.send(request))
        } catch {
            result = .failure(error)
        }
        await store.forget(in: scope) { path, _ in touched.contains(path) }
        return try result.get()
    }
}

extension DiscogsError {
    /// Whether Discogs could not be reached, or has a problem.
    fileprivate var isOutage: Bool {
        switch kind {
        case .server: true
        case .network(let reason): reason.isTransient
        default: false
        }
    }

    /// Whether Discogs says that there is no such answer, or none for this account.
    fileprivate var isRefusal: Bool {
        switch kind {
        case .authentication, .permission, .notFound: true
        default: false
        }
    }
}

/// Sends a request again as the policy allows.
struct RetryStep: ClientStep {
    let policy: RetryPolicy
    let budget: RetryBudget
    let breaker: CircuitBreaker
    let timeline: Timeline
    let randomness: @Sendable () -> UInt64
    let log: RequestLog
    let next: any ClientStep<DiscogsResponse>

    func send(_ request: OutgoingRequest) async throws -> DiscogsResponse {
        let pass = try breaker.begin(request)
        do {
            let response = try await attempts(request)
            breaker.end(pass)
            return response
        } catch {
            // That the caller's time is over says nothing about the server.
            breaker.end(pass, isLate(request) ? TimeLimitExceeded() : error)
            throw (error as? DiscogsError).map { final($0, request) } ?? error
        }
    }

    private func attempts(_ request: OutgoingRequest) async throws -> DiscogsResponse {
        try await withRetry(
            policy, isRead: request.isRead, timeline: timeline, deadline: request.deadline,
            budget: budget, randomness: randomness,
            whenRetrying: { log.retrying(request, attempt: $0, after: $1, $2) },
            operation: { attempt in
                var request = request
                request.attempt = attempt
                let response = try await next.send(request)
                budget.earn()
                return response
            })
    }

    private func isLate(_ request: OutgoingRequest) -> Bool {
        request.deadline.map { timeline.now >= $0 } ?? false
    }

    /// What the last failure means to the caller.
    private func final(_ failure: DiscogsError, _ request: OutgoingRequest) -> DiscogsError {
        if !request.isRead, failure.leavesOutcomeOpen {
            return failure.as(
                .unknownOutcome,
                message: "It is not known whether this happened: \(failure.message)")
        }
        if case .network(.timeout) = failure.kind, isLate(request) {
            return failure.as(.deadline, message: "The time allowed is over.")
        }
        return failure
    }
}

extension DiscogsError {
    /// Whether a write that failed so may nevertheless have happened.
    fileprivate var leavesOutcomeOpen: Bool {
        switch kind {
        case .network(let reason): !reason.isUnsent
        // It may have failed after the deed; only "not implemented" says that it did nothing.
        case .server: status != 501
        case .unexpectedReply: status.map { $0 < 300 } ?? true
        default: false
        }
    }

    fileprivate func `as`(_ kind: Kind, message: String) -> DiscogsError {
        DiscogsError(
            kind, status: status, message: message, retryAfter: retryAfter, requestID: requestID,
            request: request)
    }
}

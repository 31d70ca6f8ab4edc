/// Sends a request again as the policy allows.
struct RetryStep: ClientStep {
    let policy: RetryPolicy
    let budget: RetryBudget
    let timeline: Timeline
    let randomness: @Sendable () -> UInt64
    let log: RequestLog
    let next: any ClientStep<DiscogsResponse>

    func send(_ request: OutgoingRequest) async throws -> DiscogsResponse {
        do {
            return try await withRetry(
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
        } catch let failure as DiscogsError {
            throw final(failure, request)
        }
    }

    /// What the last failure means to the caller.
    private func final(_ failure: DiscogsError, _ request: OutgoingRequest) -> DiscogsError {
        if !request.isRead, failure.leavesOutcomeOpen {
            return failure.as(
                .unknownOutcome,
                message: "It is not known whether this happened: \(failure.message)")
        }
        if case .network(.timeout) = failure.kind, let deadline = request.deadline,
            timeline.now >= deadline
        {
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
        // A gateway gave up, or the reply to a write that was accepted was lost.
        case .server: status.map { $0 == 502 || $0 == 504 || $0 >= 520 } ?? true
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

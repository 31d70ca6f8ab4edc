/// Lets a request pass when the limiter permits it, and tells the limiter how it went.
struct RateLimitStep: ClientStep {
    let limiter: RateLimiter
    /// Another server neither counts our requests nor tells about Discogs' window.
    let apiOrigin: Origin
    let log: RequestLog
    let wallClock: @Sendable () -> Int64
    let next: any ClientStep<IncomingResponse>

    func send(_ request: OutgoingRequest) async throws -> IncomingResponse {
        guard request.url.origin == apiOrigin else { return try await next.send(request) }
        let permit = try await limiter.acquire(before: request.deadline) { wait, reason in
            log.waiting(request, wait, reason)
        }
        do {
            try Task.checkCancellation()
        } catch {
            await limiter.complete(permit, .unsent)
            throw error
        }
        do {
            let response = try await next.send(request)
            await limiter.complete(permit, .answered(Self.reading(response, wallClock)))
            return response
        } catch {
            let isUnsent = (error as? NetworkFailure)?.isUnsent ?? (error is TimeLimitExceeded)
            await limiter.complete(permit, isUnsent ? .unsent : .unanswered)
            throw error
        }
    }

    private static func reading(
        _ response: IncomingResponse, _ wallClock: () -> Int64
    ) -> TokenWindow.Reading {
        TokenWindow.Reading(
            status: response.status,
            retryAfter: RetryAfter.pause(in: response.headers, wallClock: wallClock),
            header: response.header)
    }
}

import Logging

/// Tells the log, and whoever waits, what happens to a request.
///
/// Lines carry the request's id and the attempt's number; addresses are shown without logins, and
/// headers never.
struct RequestLog: Sendable {
    let logger: Logger
    let observer: ClientObserver?

    // MARK: Attempts

    func sending(_ request: OutgoingRequest) {
        write(
            .info, "sending", request,
            [
                "attempt": "\(request.attempt)", "method": "\(request.method.rawValue)",
                "url": "\(request.url.redacted)",
            ])
    }

    func received(_ request: OutgoingRequest, _ response: IncomingResponse) {
        write(
            .info, "reply", request,
            [
                "attempt": "\(request.attempt)", "url": "\(request.url.redacted)",
                "status": "\(response.status)", "bytes": "\(response.body.readableBytes)",
                "ms": "\(response.duration.milliseconds)",
                "remaining": "\(response.header("X-Discogs-Ratelimit-Remaining") ?? "-")",
            ])
    }

    func lost(_ request: OutgoingRequest, _ failure: any Error, after time: Duration) {
        let isCancelled = failure is CancellationError
        let reason = (failure as? NetworkFailure)?.name ?? ServerText.shortened("\(failure)")
        write(
            isCancelled ? .debug : .warning, "no reply", request,
            [
                "attempt": "\(request.attempt)", "url": "\(request.url.redacted)",
                "reason": "\(isCancelled ? "cancelled" : reason)", "ms": "\(time.milliseconds)",
            ])
    }

    func waiting(_ request: OutgoingRequest, _ wait: Duration, _ reason: ClientEvent.WaitReason) {
        write(
            .info, "waiting", request,
            [
                "attempt": "\(request.attempt)", "reason": "\(reason)",
                "wait_ms": "\(wait.milliseconds)",
            ])
        observer?(.waiting(wait, reason: reason))
    }

    func retrying(
        _ request: OutgoingRequest, attempt: Int, after pause: Duration, _ reason: DiscogsError
    ) {
        write(
            .warning, "retrying", request,
            [
                "attempt": "\(attempt)", "reason": "\(reason.kind.name)",
                "detail": "\(reason.message)", "wait_ms": "\(pause.milliseconds)",
            ])
        observer?(.retrying(attempt: attempt, after: pause, reason: reason))
    }

    // MARK: Requests

    func cached(_ request: OutgoingRequest, age: Int64, isFresh: Bool) {
        write(
            .info, "from the cache", request,
            [
                "method": "\(request.method.rawValue)", "url": "\(request.url.redacted)",
                "age_s": "\(age)", "fresh": "\(isFresh)",
            ])
    }

    func answered(_ request: OutgoingRequest, _ response: DiscogsResponse, after time: Duration) {
        finish(.debug, "answered", request, time, ["status": "\(response.status)"])
    }

    func failed(_ request: OutgoingRequest, _ failure: any Error, after time: Duration) {
        guard let failure = failure as? DiscogsError else {
            return finish(.info, "cancelled", request, time, [:])
        }
        var details: Logger.Metadata = [
            "reason": "\(failure.kind.name)", "detail": "\(failure.message)",
        ]
        details["status"] = failure.status.map { "\($0)" }
        finish(failure.kind == .notFound ? .notice : .error, "failed", request, time, details)
    }

    private func finish(
        _ level: Logger.Level, _ message: Logger.Message, _ request: OutgoingRequest,
        _ time: Duration, _ details: Logger.Metadata
    ) {
        let all: Logger.Metadata = [
            "method": "\(request.method.rawValue)", "target": "\(request.url.redactedTarget)",
            "ms": "\(time.milliseconds)",
        ]
        write(level, message, request, all.merging(details) { $1 })
    }

    private func write(
        _ level: Logger.Level, _ message: Logger.Message, _ request: OutgoingRequest,
        _ details: Logger.Metadata
    ) {
        logger.log(
            level: level, message, metadata: details.merging(["request": "\(request.id)"]) { $1 })
    }
}

extension Duration {
    fileprivate var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}

import Logging

/// Tells the log, and whoever waits, what happens to a request.
///
/// All lines of a request carry its id, and those of an attempt its number; addresses are shown
/// without logins, and headers never. The names of what is told are those of the fields that the
/// shell's `log` gives.
struct RequestLog: Sendable {
    let logger: Logger
    let observer: ClientObserver?

    // MARK: Attempts

    func sending(_ request: OutgoingRequest) {
        writeAttempt(.info, "sending", request, ["url": "\(request.url.redacted)"])
    }

    func received(_ request: OutgoingRequest, _ response: IncomingResponse) {
        var details: Logger.Metadata = [
            "status": .stringConvertible(response.status),
            "bytes": .stringConvertible(response.body.readableBytes),
            "duration_ms": .stringConvertible(response.duration.milliseconds),
        ]
        let remaining = response.header("X-Discogs-Ratelimit-Remaining").flatMap { Int($0) }
        details["remaining"] = remaining.map { .stringConvertible($0) }
        writeAttempt(.info, "reply", request, details)
    }

    func lost(_ request: OutgoingRequest, _ failure: any Error, after time: Duration) {
        let isCancelled = failure is CancellationError
        let reason = (failure as? NetworkFailure)?.name ?? ServerText.shortened("\(failure)")
        writeAttempt(
            isCancelled ? .debug : .warning, "no reply", request,
            [
                "error": "\(isCancelled ? "cancelled" : reason)",
                "duration_ms": .stringConvertible(time.milliseconds),
            ])
    }

    func waiting(_ request: OutgoingRequest, _ wait: Duration, _ reason: ClientEvent.WaitReason) {
        writeAttempt(
            .info, "waiting", request,
            ["reason": "\(reason)", "waited_ms": .stringConvertible(wait.milliseconds)])
        observer?(.waiting(wait, reason: reason))
    }

    func retrying(
        _ request: OutgoingRequest, attempt: Int, after pause: Duration, _ reason: DiscogsError
    ) {
        var request = request
        request.attempt = attempt
        writeAttempt(
            .warning, "retrying", request,
            [
                "error": "\(reason.kind.name)", "detail": "\(reason.message)",
                "waited_ms": .stringConvertible(pause.milliseconds),
            ])
        observer?(.retrying(attempt: attempt, after: pause, reason: reason))
    }

    // MARK: Requests

    func cached(_ request: OutgoingRequest, age: Int64, isFresh: Bool) {
        write(
            .info, "from the cache", request,
            ["age_s": .stringConvertible(age), "fresh": .stringConvertible(isFresh)])
    }

    func answered(_ request: OutgoingRequest, _ response: DiscogsResponse, after time: Duration) {
        finish(
            .debug, "answered", request, time, ["status": .stringConvertible(response.status)])
    }

    func failed(_ request: OutgoingRequest, _ failure: any Error, after time: Duration) {
        guard let failure = failure as? DiscogsError else {
            return finish(.info, "cancelled", request, time, [:])
        }
        var details: Logger.Metadata = [
            "error": "\(failure.kind.name)", "detail": "\(failure.message)",
        ]
        // Not `status`: who counts replies would count the last one twice.
        details["last_status"] = failure.status.map { .stringConvertible($0) }
        finish(failure.kind == .notFound ? .notice : .error, "failed", request, time, details)
    }

    private func finish(
        _ level: Logger.Level, _ message: Logger.Message, _ request: OutgoingRequest,
        _ time: Duration, _ details: Logger.Metadata
    ) {
        let duration: Logger.Metadata = ["duration_ms": .stringConvertible(time.milliseconds)]
        write(level, message, request, duration.merging(details) { $1 })
    }

    private func writeAttempt(
        _ level: Logger.Level, _ message: Logger.Message, _ request: OutgoingRequest,
        _ details: Logger.Metadata
    ) {
        let attempt: Logger.Metadata = ["attempt": .stringConvertible(request.attempt)]
        write(level, message, request, attempt.merging(details) { $1 })
    }

    private func write(
        _ level: Logger.Level, _ message: Logger.Message, _ request: OutgoingRequest,
        _ details: Logger.Metadata
    ) {
        let ofRequest: Logger.Metadata = [
            "method": "\(request.method.rawValue)", "path": "\(request.url.redactedTarget)",
            "request_id": "\(request.id)",
        ]
        logger.log(level: level, message, metadata: ofRequest.merging(details) { $1 })
    }
}

extension Duration {
    fileprivate var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}

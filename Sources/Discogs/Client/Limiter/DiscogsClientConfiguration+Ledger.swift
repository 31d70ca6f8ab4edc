import Logging

extension DiscogsClientConfiguration {
    /// Where the permits of a client are kept.
    func permitLedger(
        timeline: Timeline, logger: Logger, wallClock: @escaping @Sendable () -> Int64,
        randomness: @escaping @Sendable () -> UInt64
    ) -> any PermitLedger {
        let limit = rateLimit ?? Credentials.highestCustomaryRateLimit
        let start = rateLimit ?? credentials.customaryRateLimit
        guard let sharedLimitFolder else {
            let tokens = TokenWindow(limit: limit, startingAt: start, window: rateWindow)
            return InMemoryLedger(tokens, timeline: timeline)
        }
        return FileLedger(
            folder: sharedLimitFolder,
            subject: FileLedger.Subject(
                origin: baseURL.origin, limit: limit, start: start, window: rateWindow,
                requestTimeout: requestTimeout),
            surroundings: FileLedger.Surroundings(
                wallClock: wallClock, randomness: randomness,
                whenFailing: { failure in
                    logger.warning(
                        "requests are counted for this process alone",
                        metadata: [
                            "reason": "\(failure)", "folder": "\(sharedLimitFolder)",
                        ])
                }))
    }
}

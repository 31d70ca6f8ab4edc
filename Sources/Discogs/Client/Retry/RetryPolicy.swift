/// Decides, without doing anything, whether a failed request is tried again and when.
public struct RetryPolicy: Sendable {
    public var maxRetries: Int
    /// The pause before the first retry is random up to this, doubled for each that follows.
    public var firstCeiling: Duration
    /// The ceiling never grows beyond this.
    public var highestCeiling: Duration
    /// When the server asks for a longer pause than this, the caller is told instead.
    public var longestWait: Duration
    /// The statuses after which a read is repeated; a write is so only after 429.
    public var statusCodes: Set<Int>

    public static let customaryStatusCodes: Set<Int> =
        Set([408, 429, 500, 502, 503, 504]).union(520...529)

    public init(
        maxRetries: Int = 3, firstCeiling: Duration = .seconds(1),
        highestCeiling: Duration = .seconds(60), longestWait: Duration = .seconds(600),
        statusCodes: Set<Int> = customaryStatusCodes
    ) {
        self.maxRetries = maxRetries
        self.firstCeiling = firstCeiling
        self.highestCeiling = highestCeiling
        self.longestWait = longestWait
        self.statusCodes = statusCodes
    }

    public enum Decision: Sendable, Hashable {
        case retry(after: Duration)
        case giveUp
    }

    /// - Parameters:
    ///   - isRead: a write is repeated only if it certainly did not happen.
    ///   - attempt: the number of the attempt that failed, from 1.
    ///   - jitter: 0..<1.
    ///   - timeLeft: until the caller's deadline; nil without one.
    public func decision(
        after failure: DiscogsError, isRead: Bool, attempt: Int, jitter: Double,
        timeLeft: Duration? = nil
    ) -> Decision {
        guard attempt <= maxRetries, isRead ? mayRead(failure) : mayWrite(failure) else {
            return .giveUp
        }
        let pause = failure.retryAfter ?? ceiling(attempt) * jitter
        guard pause <= longestWait, timeLeft.map({ pause < $0 }) ?? true else { return .giveUp }
        return .retry(after: pause)
    }

    private func ceiling(_ attempt: Int) -> Duration {
        min(highestCeiling, firstCeiling * (1 << min(max(attempt - 1, 0), 20)))
    }

    private func mayRead(_ failure: DiscogsError) -> Bool {
        switch failure.kind {
        case .network(let reason): reason.isTransient
        // Most likely damaged on the way.
        case .unexpectedReply(.unreadableJSON), .unexpectedReply(.emptyBody): true
        default: failure.status.map(statusCodes.contains) ?? false
        }
    }

    private func mayWrite(_ failure: DiscogsError) -> Bool {
        switch failure.kind {
        case .network(let reason): reason.isTransient && reason.isUnsent
        case .rateLimit: statusCodes.contains(429)
        default: false
        }
    }
}

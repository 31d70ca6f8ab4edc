/// A server that is not what Discogs says it is, what programs do to it, and how well the limiter has
/// to do there.
struct AlternateServer: CustomStringConvertible, Sendable {
    let description: String
    /// Requests a minute that can get through, of ours and of others.
    var budget = 60
    /// Of it, in percent.
    var leastUse = 95
    var foreignPerMinute = 0.0
    var maximumInFlight = 4
    var burst: Burst?
    var headers = SimulatedServer.Headers.honest
    var retryAfter: Duration?
    let counters: @Sendable () -> [any RequestCounter]

    struct Burst: Sendable {
        let count: Int
        let interval: Duration
    }

    var server: SimulatedServer {
        SimulatedServer(counters: counters(), headers: headers, retryAfter: retryAfter)
    }

    static let all = waysOfCounting + waysOfTelling + withOthers

    private static let minute: Duration = .seconds(60)
    private static let moving = { @Sendable in [MovingCounter(limit: 60, window: minute)] }

    private static let waysOfCounting = [
        AlternateServer(description: "fixed windows") { [FixedCounter(limit: 60, window: minute)] },
        AlternateServer(description: "weighted windows") {
            [WeightedCounter(limit: 60, window: minute)]
        },
        AlternateServer(description: "60 a minute and 5 a second") {
            moving() + [MovingCounter(limit: 5, window: .seconds(1))]
        },
        AlternateServer(
            description: "bursts, where 2 a second pass", budget: 16,
            burst: Burst(count: 40, interval: .seconds(150))
        ) { moving() + [MovingCounter(limit: 2, window: .seconds(1))] },
        AlternateServer(
            description: "bursts, into a leaking bucket of 10", budget: 16,
            burst: Burst(count: 40, interval: .seconds(150))
        ) { moving() + [LeakingCounter(burst: 10, interval: .seconds(1))] },
        AlternateServer(description: "40 a minute that says 60", budget: 40) {
            moving() + [MovingCounter(limit: 40, window: minute)]
        },
    ]

    private static let waysOfTelling = SimulatedServer.Headers.allCases.flatMap { headers in
        [60, 25].map { limit in
            AlternateServer(
                description: "\(limit) a minute, headers \(headers)", budget: limit,
                headers: headers
            ) { [MovingCounter(limit: limit, window: minute)] }
        }
    }

    /// Something else sends ten a minute with the same token.
    private static let withOthers =
        [
            AlternateServer(
                description: "others", leastUse: 85, foreignPerMinute: 10, counters: moving),
            AlternateServer(
                description: "others, one request at a time", leastUse: 85, foreignPerMinute: 10,
                maximumInFlight: 1, counters: moving),
            AlternateServer(
                description: "others, fixed windows", leastUse: 85, foreignPerMinute: 10
            ) { [FixedCounter(limit: 60, window: minute)] },
            AlternateServer(
                description: "others, no headers on refusals", leastUse: 85, foreignPerMinute: 10,
                headers: .missingOnRefusals, counters: moving),
        ]
        + [0, 1, 30].map { seconds in
            AlternateServer(
                description: "others, Retry-After: \(seconds)", leastUse: 85, foreignPerMinute: 10,
                retryAfter: .seconds(seconds), counters: moving)
        }
}

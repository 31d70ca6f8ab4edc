import Foundation
import Testing

@testable import Discogs

@Suite("The limiter against other servers")
struct AlternateServerTests {
    /// Two hours of one seed, or four of as many as `LIMITER_SEEDS` says, with figures.
    private static let sweep = ProcessInfo.processInfo.environment["LIMITER_SEEDS"].flatMap(
        UInt64.init)
    private static let seeds = 1...max(1, sweep ?? 1)
    private static let hours = sweep == nil ? 2 : 4

    @Test(
        "at most six refusals in any hour, and almost all that can be had is used in every hour",
        arguments: AlternateServer.all)
    func alternate(_ alternate: AlternateServer) {
        var (mostRefusals, leastUse) = (0, 1.0)
        for countsRefusals in Self.sweep == nil ? [true] : [true, false] {
            for seed in Self.seeds {
                var server = alternate.server
                server.countsRefusals = countsRefusals
                let run = AlternateRun(
                    alternate, server: server, hours: Self.hours, seed: seed)
                #expect(run.mostRefusals <= 6, "seed \(seed)")
                #expect(run.leastUse * 100 >= Double(alternate.leastUse), "seed \(seed)")
                mostRefusals = max(mostRefusals, run.mostRefusals)
                leastUse = min(leastUse, run.leastUse)
            }
        }
        if Self.sweep != nil {
            let use = leastUse.formatted(.percent.precision(.fractionLength(1)))
            print("\(alternate): at most \(mostRefusals) refusals an hour, at least \(use) used")
        }
    }

    private static let changes: [(from: Duration, limit: Int)] = [
        (.zero, 60), (.seconds(1200), 25), (.seconds(2400), 100), (.seconds(4000), 60),
    ]

    @Test(
        "within two minutes after the limit has changed the new one is used",
        arguments: [SimulatedServer.Headers.honest, .missingOnRefusals], seeds)
    func change(_ headers: SimulatedServer.Headers, seed: UInt64) {
        var simulation = LimiterSimulation(
            server: SimulatedServer(
                counters: [MovingCounter(limit: 60, window: .seconds(60))], changes: Self.changes,
                headers: headers),
            limit: 100, window: .seconds(60), maximumInFlight: [4], latency: 0.05...0.3, seed: seed)
        let result = simulation.run(for: .seconds(5600))[0]
        #expect(result.mostRefusals(within: .seconds(3600)) <= 6)
        for change in Self.changes {
            let starts = (0...120).map { change.from + .seconds($0) }
            #expect(
                starts.contains { start in
                    result.arrivals.count { $0 >= start && $0 < start + .seconds(60) } * 100
                        >= change.limit * 95
                }, "to \(change.limit)")
        }
    }

    /// Nothing but refusals tells of these, so it takes its time to try more.
    @Test("a limit that changes and is never told is found from above", arguments: seeds)
    func silentChange(seed: UInt64) {
        var simulation = LimiterSimulation(
            server: SimulatedServer(
                counters: [MovingCounter(limit: 60, window: .seconds(60))],
                changes: [(.zero, 60), (.seconds(1200), 25)], headers: .missing),
            limit: 60, window: .seconds(60), maximumInFlight: [4], latency: 0.05...0.3, seed: seed)
        let result = simulation.run(for: .seconds(3600))[0]
        #expect(result.mostRefusals(within: .seconds(3600)) <= 6)
        #expect(result.arrivals.count { $0 >= .seconds(1800) } * 100 >= 30 * 25 * 95)
    }
}

/// What came of some hours.
private struct AlternateRun {
    let mostRefusals: Int
    /// Of the budget, in the hour in which that was least.
    let leastUse: Double

    init(_ alternate: AlternateServer, server: SimulatedServer, hours: Int, seed: UInt64) {
        var simulation = LimiterSimulation(
            server: server, limit: 60, window: .seconds(60),
            maximumInFlight: [alternate.maximumInFlight], latency: 0.05...0.3, seed: seed)
        simulation.foreignPerMinute = alternate.foreignPerMinute
        simulation.burst = alternate.burst
        let result = simulation.run(for: .seconds(hours * 3600))[0]
        mostRefusals = result.mostRefusals(within: .seconds(3600))
        let arrivals = result.arrivals + simulation.foreign.arrivals
        let uses = (0..<hours).map { hour in
            let range = Duration.seconds(hour * 3600)..<Duration.seconds((hour + 1) * 3600)
            return Double(arrivals.count(where: range.contains)) / Double(alternate.budget * 60)
        }
        leastUse = uses.min() ?? 0
    }
}

extension LimiterSimulation.Result {
    /// In the worst stretch of that length, wherever it begins.
    fileprivate func mostRefusals(within length: Duration) -> Int {
        refusals.indices.map { first in
            refusals[first...].prefix { $0 < refusals[first] + length }.count
        }.max() ?? 0
    }
}

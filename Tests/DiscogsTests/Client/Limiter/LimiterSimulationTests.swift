import Foundation
import Testing

@testable import Discogs

@Suite("The limiter against a moving window")
struct LimiterSimulationTests {
    private static let hours = 24
    private static let fewHours = 3
    /// Three, or as many as `LIMITER_SEEDS` says.
    private static let seeds =
        1...max(1, ProcessInfo.processInfo.environment["LIMITER_SEEDS"].flatMap(UInt64.init) ?? 3)

    @Test(
        "in a day of jittered latency nothing is refused and 99 % of what is permitted is used",
        arguments: seeds)
    func day(seed: UInt64) {
        var simulation = LimiterSimulation(
            limit: 60, window: .seconds(60), maximumInFlight: [.max], latency: 0.01...0.3,
            seed: seed)
        let result = simulation.run(for: .seconds(Self.hours * 3600))
        #expect(result[0].refused == 0)
        #expect(result[0].sent >= Self.hours * 60 * 60 * 99 / 100)
    }

    @Test("so it is for a program that sends one request at a time", arguments: [4])
    func sequential(seed: UInt64) {
        var simulation = LimiterSimulation(
            limit: 60, window: .seconds(60), maximumInFlight: [1], latency: 0.01...0.3,
            seed: seed)
        let result = simulation.run(for: .seconds(Self.fewHours * 3600))
        #expect(result[0].refused == 0)
        #expect(result[0].sent >= Self.fewHours * 60 * 60 * 99 / 100)
    }

    @Test("with wild latencies nothing is refused either", arguments: [5, 6])
    func wild(seed: UInt64) {
        var simulation = LimiterSimulation(
            limit: 25, window: .seconds(60), maximumInFlight: [8], latency: 0.001...20, seed: seed)
        let result = simulation.run(for: .seconds(Self.fewHours * 3600))
        #expect(result[0].refused == 0)
    }

    @Test("two programs on one address share the window with few refusals", arguments: [7, 8])
    func shared(seed: UInt64) {
        var simulation = LimiterSimulation(
            limit: 60, window: .seconds(60), maximumInFlight: [1, 4], latency: 0.01...0.3,
            seed: seed)
        let result = simulation.run(for: .seconds(Self.fewHours * 3600))
        let sent = result.map(\.sent).reduce(0, +)
        let refused = result.map(\.refused).reduce(0, +)
        #expect(refused * 100 < sent)
        #expect(sent >= Self.fewHours * 60 * 60 / 2)
        #expect(result.allSatisfy { $0.sent * 10 > sent })
    }
}

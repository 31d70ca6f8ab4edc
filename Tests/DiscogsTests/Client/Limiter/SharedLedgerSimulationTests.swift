import Testing

@testable import Discogs

@Suite("Processes that share a ledger, against a moving window")
struct SharedLedgerSimulationTests {
    private static let minutes = 4

    @Test("eight of them are never refused, use 99 % of what is permitted, and get their share")
    func eight() throws {
        var simulation = try SharedLedgerSimulation(
            programs: 8, limit: 60, window: .seconds(60), maximumInFlight: 2,
            latency: 0.01...0.2, seed: 1)
        let result = try simulation.run(for: .seconds(Self.minutes * 60))
        #expect(result.refused == 0)
        #expect(result.sent * 100 >= Self.minutes * 60 * 99)
        #expect(result.shares.count == 8)
        #expect(result.shares.allSatisfy { $0 * 8 * 3 > result.sent }, "\(result.shares)")
    }

    @Test("nor are they when some are killed at any instant, and others follow", arguments: [2])
    func kills(seed: UInt64) throws {
        var simulation = try SharedLedgerSimulation(
            programs: 8, limit: 40, window: .seconds(20), maximumInFlight: 2,
            latency: 0.01...0.2, seed: seed)
        let result = try simulation.run(for: .seconds(Self.minutes * 20), kills: 12)
        #expect(result.refused == 0)
        #expect(result.kills == 12)
        #expect(result.sent * 100 >= Self.minutes * 40 * 95)
    }

    @Test("nor when the file is damaged time and again, with replies that take long")
    func damage() throws {
        var simulation = try SharedLedgerSimulation(
            programs: 4, limit: 25, window: .seconds(20), maximumInFlight: 4, latency: 0.01...8,
            seed: 4)
        let result = try simulation.run(for: .seconds(1200), kills: 10, damages: 6)
        #expect(result.refused == 0)
        #expect(result.sent > 300)
    }
}

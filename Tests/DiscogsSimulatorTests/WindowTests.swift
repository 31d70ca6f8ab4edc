import DiscogsSimulator
import Testing

@testable import struct DiscogsSimulator.MovingWindow

@Suite("The moving window", .timeLimit(.minutes(10)))
struct WindowTests {
    @Test("A request leaves the window exactly one window after it came")
    func leaves() {
        var window = MovingWindow(length: .seconds(60))
        #expect(window.count(at: .seconds(0)) == 1)
        #expect(window.count(at: .seconds(30)) == 2)
        #expect(window.count(at: .seconds(59.999)) == 3)
        #expect(window.count(at: .seconds(60)) == 3)
        #expect(window.count(at: .seconds(200)) == 1)
    }

    @Test("The request past the limit is refused, and so are those that hammer")
    func refuses() async throws {
        let clock = ManualClock()
        var configuration = SimulatorConfiguration()
        configuration.limit = 3
        let login = HeaderField("Authorization", "Discogs token=secret")
        try await withSimulator(
            source: RowsSource(), configuration: configuration, clock: clock
        ) { simulator async throws in
            let client = WireClient(simulator)
            for used in 1...3 {
                let reply = try await client.get("/releases/1", login)
                #expect(reply.status == 200)
                #expect(reply["X-Discogs-Ratelimit"] == "3")
                #expect(reply["X-Discogs-Ratelimit-Used"] == "\(used)")
                #expect(reply["X-Discogs-Ratelimit-Remaining"] == "\(3 - used)")
            }
            clock.advance(by: .seconds(30))
            let refused = try await client.get("/releases/1", login)
            #expect(refused.status == 429)
            #expect(refused.message == "You are making requests too quickly.")
            #expect(refused["X-Discogs-Ratelimit-Used"] == "3")
            #expect(refused["X-Discogs-Ratelimit-Remaining"] == "0")
            #expect(refused["Retry-After"] == nil)
            clock.advance(by: .seconds(30))
            // The refused one of half a window ago still counts.
            #expect(try await client.get("/releases/1", login)["X-Discogs-Ratelimit-Used"] == "2")
            clock.advance(by: .seconds(60))
            #expect(try await client.get("/releases/1", login)["X-Discogs-Ratelimit-Used"] == "1")
            #expect(
                await simulator.requests.compactMap(\.status) == [200, 200, 200, 429, 200, 200])
        }
    }

    @Test("Without credentials 25 requests are granted, of the same window")
    func anonymous() async throws {
        try await withSimulator(source: RowsSource(), clock: ManualClock()) {
            simulator async throws in
            let client = WireClient(simulator)
            for _ in 1...24 {
                #expect(
                    try await client.get(
                        "/releases/1", HeaderField("Authorization", "Discogs token=a")
                    )["X-Discogs-Ratelimit"] == "60")
            }
            let last = try await client.get("/releases/1")
            #expect(last.status == 200)
            #expect(last["X-Discogs-Ratelimit"] == "25")
            #expect(last["X-Discogs-Ratelimit-Remaining"] == "0")
            #expect(try await client.get("/releases/1").status == 429)
        }
    }
}

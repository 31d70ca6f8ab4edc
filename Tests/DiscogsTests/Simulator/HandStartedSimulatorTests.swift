import DiscogsSimulator
import Testing

@Suite("The simulator when started by hand")
struct HandStartedSimulatorTests {
    @Test("chaos is chosen by names, one for each request")
    func names() {
        #expect(ChaosMode.modes(named: "429,pass") == [.tooManyRequests, .pass])
        #expect(ChaosMode.modes(named: "502") == [.errorPage(status: 502)])
        for wrong in ["", "pass,", "pass, pass", "nonsense", "pass,nonsense"] {
            #expect(ChaosMode.modes(named: wrong) == nil)
        }
        #expect(Set(ChaosMode.named.map(\.name)).count == ChaosMode.named.count)
    }

    @Test("named chaos stands in front of the simulator")
    func inFront() async throws {
        try await withSimulator { simulator in
            await simulator.script([.status(200, body: #"{"id": 7}"#)])
            let modes = try #require(ChaosMode.modes(named: "503,pass"))
            let chaos = try await ChaosServer.start(modes: modes, upstream: simulator.port, port: 0)
            let response = try await withClient(of: chaos.baseURL) { client in
                try await client.response(to: .artist)
            }
            #expect(response.body == ["id": 7])
            #expect(await chaos.requests.count == 2)
            await chaos.stop()
        }
    }

    @Test("of many requests the last are kept, and all are counted")
    func bounded() async throws {
        var configuration = SimulatorConfiguration()
        configuration.recordedRequests = 2
        try await withSimulator(configuration: configuration) { simulator in
            await simulator.script((1...3).map { .status(200, body: "[\($0)]") })
            try await withClient(of: simulator.baseURL) { client in
                for number in 1...3 { _ = try await client.response(to: .raw(.get, "/\(number)")) }
            }
            await simulator.waitForRequests(3)
            #expect(await simulator.requests.map(\.target) == ["/2", "/3"])
            #expect(await simulator.requests.map(\.status) == [200, 200])
        }
    }
}

import DiscogsSimulator
import Testing

@Suite("Scripts and delays", .timeLimit(.minutes(10)))
struct ScriptTests {
    @Test("Scripted replies are used up one by one, then all is as before")
    func script() async throws {
        try await withSimulator(source: RowsSource()) { simulator async throws in
            await simulator.script([
                .status(503, headers: [HeaderField("Retry-After", "7")], body: "later"),
                .pass,
                .status(
                    200,
                    headers: [
                        HeaderField("Content-Type", "text/html"),
                        HeaderField("X-Discogs-Ratelimit", "10"),
                    ]),
            ])
            let client = WireClient(simulator)
            let first = try await client.get("/releases/1")
            #expect(first.status == 503)
            #expect(first.text == "later")
            #expect(first["Retry-After"] == "7")
            #expect(first["Content-Type"] == "application/json")
            #expect(first["X-Discogs-Ratelimit"] == "25")
            #expect(try await client.get("/releases/1").status == 200)
            let third = try await client.get("/releases/1")
            #expect(third.body.isEmpty)
            #expect(third["Content-Type"] == "text/html")
            #expect(third["X-Discogs-Ratelimit"] == "10")
            #expect(try await client.get("/releases/1").json?["results"] != nil)
        }
    }

    @Test("A delayed reply comes when its time has come")
    func delay() async throws {
        let clock = ManualClock()
        var configuration = SimulatorConfiguration()
        configuration.delays["/releases/1"] = .seconds(30)
        try await withSimulator(
            source: RowsSource(), configuration: configuration, clock: clock
        ) { simulator async throws in
            let client = WireClient(simulator)
            await simulator.script([.pass, .delayed(.seconds(10))])
            async let reply = client.get("/releases/1")
            await simulator.waitForRequests(1)
            await clock.waitForSleeper()
            #expect(await simulator.requests.first?.status == nil)
            clock.advance(by: .seconds(30))
            #expect(try await reply.status == 200)
            async let second = client.get("/releases/2")
            await clock.waitForSleeper()
            clock.advance(by: .seconds(10))
            #expect(try await second.status == 200)
            #expect(try await client.get("/releases/2").status == 200)
            #expect(await simulator.requests.map(\.time) == [.zero, .seconds(30), .seconds(40)])
        }
    }

    @Test("A simulator stops while a reply is under way")
    func stop() async throws {
        var configuration = SimulatorConfiguration()
        configuration.delay = .seconds(3600)
        let simulator = try await DiscogsSimulator.start(
            source: RowsSource(), configuration: configuration, clock: ManualClock())
        let client = WireClient(simulator)
        async let reply = client.get("/releases/1")
        await simulator.waitForRequests(1)
        await simulator.stop()
        await simulator.waitUntilStopped()
        #expect(try await reply.bytes.isEmpty)
        // Refused, or reset while its port was closing; answered never.
        let late = try? await client.get("/releases/1")
        #expect(late?.bytes.isEmpty ?? true)
    }

    @Test("A simulator stops although a client keeps its connection")
    func stopIdle() async throws {
        let simulator = try await DiscogsSimulator.start(source: RowsSource())
        let reply = try await WireClient(simulator).send(
            "GET /releases/1 HTTP/1.1\r\nHost: h\r\nUser-Agent: T\r\n\r\n"
        ) { _ in
            await simulator.stop()
            return false
        }
        #expect(reply.status == 200)
    }

    @Test("A port that is taken is an error")
    func port() async throws {
        try await withSimulator { simulator async throws in
            var configuration = SimulatorConfiguration()
            configuration.port = simulator.port
            await #expect(throws: (any Error).self) {
                try await DiscogsSimulator.start(configuration: configuration)
            }
        }
    }
}

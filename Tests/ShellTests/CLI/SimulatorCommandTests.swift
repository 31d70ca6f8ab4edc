import DiscogsSimulator
import Testing

@Suite("The simulator's program", .serialized, .timeLimit(.minutes(10)))
struct SimulatorCommandTests {
    private static let executable = "\(ProgramHome.products)/discogs-simulator"

    private func run(_ arguments: String...) async throws -> ProcessResult {
        let home = ProgramHome()
        return try await ProcessRun(
            [Self.executable] + arguments, environment: home.environment, directory: home.work
        ).finish()
    }

    @Test("says that a port is in use")
    func port() async throws {
        try await withSimulator { simulator in
            let expected = ProcessResult(
                status: 1, errors: "Error: port \(simulator.port) is in use; choose another\n")
            #expect(try await run("--port", "\(simulator.port)") == expected)
            let chaos = try await run(
                "--port", "0", "--chaos", "latency", "--chaos-port", "\(simulator.port)")
            #expect(chaos == expected)
        }
    }

    @Test(
        "refuses options that mean nothing",
        arguments: [
            ("--recorded", "/there/is/none"), ("--limit", "0"), ("--limit", "100001"),
            ("--window", "0"), ("--window", "86401"), ("--port", "65536"),
        ])
    func options(_ option: String, _ value: String) async throws {
        let result = try await run(option, value)
        #expect(result.status == 64)
        #expect(result.output == "")
        #expect(result.errors.hasPrefix("Error: \(option)"))
    }
}

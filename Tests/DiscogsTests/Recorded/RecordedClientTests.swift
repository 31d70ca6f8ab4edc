import DiscogsSimulator
import Records
import Testing

@testable import Discogs

@Suite("Recorded replies through the client")
struct RecordedClientTests {
    @Test(
        "Every one arrives as it was sent, over a real connection",
        .enabled(if: RecordedReply.isThere, "no recordings beside the package"))
    func arrive() async throws {
        let recorded = RecordedReply.all
        #expect(recorded.count >= 50)
        var configuration = SimulatorConfiguration()
        configuration.limit = 1000
        try await withSimulator(configuration: configuration) { simulator in
            try await withClient(of: simulator.baseURL, configure: { $0.rateLimit = 1000 }) {
                client in
                for reply in recorded {
                    let json = [HeaderField("Content-Type", "application/json")]
                    let text = String(decoding: try reply.bytes(), as: UTF8.self)
                    await simulator.script([.status(200, headers: json, body: text)])
                    let response = try await client.response(to: .raw(.get, "/releases/1"))
                    #expect(try response.body == reply.body(), "\(reply)")
                }
            }
        }
    }
}

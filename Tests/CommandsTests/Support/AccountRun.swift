import Catalog
import Commands
import Discogs
import DiscogsSimulator
import Logging
import Testing

/// A session that asks a real server, which has an account: what was sent stays in `simulator`.
struct AccountRun {
    let simulator: DiscogsSimulator
    let session: TestSession

    /// Opened once for all tests.
    private static let catalogue = SampleCatalog()

    static func with<Value>(
        _ reader: TestSession.Reader, answer: Bool = true, choice: Choice? = nil,
        options: @escaping (inout SessionOptions) -> Void = { $0.agreesToChanges = true },
        _ body: (AccountRun) async throws -> Value
    ) async throws -> Value {
        var configuration = SimulatorConfiguration()
        configuration.tokens = ["t0ken"]
        configuration.limit = 1000
        // Who opens it keeps the first request waiting, which must not be sent again meanwhile.
        _ = try await catalogue.response(
            to: DiscogsRequest.to(.release).with("release_id", 9_300_000_001).build())
        // It is left running: a server that stops while it takes a connection brings down all tests.
        let simulator = try await DiscogsSimulator.start(
            source: catalogue, configuration: configuration)
        var settings = DiscogsClientConfiguration(userAgent: "MusicAgentTests/1.0")
        settings.baseURL = try #require(BaseURL(parsing: simulator.baseURL))
        settings.credentials = .personalToken(Secret("t0ken"))
        settings.backoffFactor = .zero
        settings.rateLimit = 1000
        settings.requestTimeout = .seconds(600)
        let client = DiscogsClient(
            configuration: settings,
            logger: Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() })
        let source = SpySource(
            pictures: { try await client.picture(at: $0) },
            answer: { try await client.response(to: $0) })
        let session = TestSession(reader, source, answer: answer, choice: choice, change: options)
        let value: Result<Value, any Error>
        do {
            value = .success(try await body(AccountRun(simulator: simulator, session: session)))
        } catch {
            value = .failure(error)
        }
        await client.shutdown()
        return try value.get()
    }

    /// What the server got, but for the question who asks: method, target and what came along.
    var requests: [String] {
        get async {
            await simulator.requests.filter { $0.target != "/oauth/identity" }.map { request in
                let body = String(decoding: request.body, as: UTF8.self)
                return "\(request.method) \(request.target)" + (body.isEmpty ? "" : " \(body)")
            }
        }
    }
}

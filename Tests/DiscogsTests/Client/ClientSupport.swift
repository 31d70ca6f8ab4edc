import DiscogsSimulator
import Logging
import NIOCore
import NIOHTTP1
import Records
import Synchronization
import Testing

@testable import Discogs

/// Runs the body with a client that is shut down afterwards. It retries at once, unless
/// configured otherwise, and its time stands still: however slow the machine, nothing times out.
func withClient<Value>(
    of baseURL: String, logger: Logger = .silent, clock: any Clock<Duration> = ManualClock(),
    observer: ClientObserver? = nil,
    configure: (inout DiscogsClientConfiguration) -> Void = { _ in },
    _ body: (DiscogsClient) async throws -> Value
) async throws -> Value {
    var configuration = DiscogsClientConfiguration(userAgent: "MusicAgentTests/1.0")
    configuration.baseURL = try #require(BaseURL(parsing: baseURL))
    configuration.credentials = .personalToken(Secret("s3cr3t"))
    configuration.backoffFactor = .zero
    configure(&configuration)
    let client = DiscogsClient(
        configuration: configuration, logger: logger, clock: clock, observer: observer)
    do {
        let value = try await body(client)
        await client.shutdown()
        return value
    } catch {
        await client.shutdown()
        throw error
    }
}

/// The error that the body throws.
func discogsError(
    _ location: SourceLocation = #_sourceLocation,
    in body: () async throws -> some Any
) async throws -> DiscogsError {
    try #require(
        await #expect(throws: DiscogsError.self, sourceLocation: location) { _ = try await body() },
        sourceLocation: location)
}

extension DiscogsRequest {
    static var artist: Self {
        get throws { try .raw(.get, "/artists/1") }
    }
}

extension Logger {
    static var silent: Self { Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() } }
}

/// A step that answers as told and keeps what it got.
final class FakeStep<Output: Sendable>: ClientStep {
    private let answer: @Sendable (OutgoingRequest, _ number: Int) async throws -> Output
    private let received = Mutex<[OutgoingRequest]>([])

    init(_ answer: @escaping @Sendable (OutgoingRequest, Int) async throws -> Output) {
        self.answer = answer
    }

    var requests: [OutgoingRequest] { received.withLock { $0 } }

    func send(_ request: OutgoingRequest) async throws -> Output {
        let number = received.withLock { received in
            received.append(request)
            return received.count
        }
        return try await answer(request, number)
    }
}

extension OutgoingRequest {
    static func get(_ url: String, _ method: Discogs.HTTPMethod = .get) throws -> Self {
        OutgoingRequest(
            method: method, url: try #require(ServerURL(parsing: url)), headers: [:],
            id: "0000abcd", timeout: .seconds(30))
    }
}

extension IncomingResponse {
    static func status(
        _ status: Int, _ body: String = "", type: String? = "application/json",
        headers: HTTPHeaders = [:]
    ) -> Self {
        var headers = headers
        if let type { headers.add(name: "Content-Type", value: type) }
        return Self(
            status: status, headers: headers, body: ByteBuffer(string: body),
            duration: .seconds(2))
    }
}

/// Collects what comes from several tasks.
final class Collector<Element: Sendable>: Sendable {
    private let elements = Mutex<[Element]>([])

    var all: [Element] { elements.withLock { $0 } }
    func add(_ element: Element) { elements.withLock { $0.append(element) } }
}

import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization

/// The last step: sends over the network (AsyncHTTPClient, HTTP/1.1 with connections kept alive).
///
/// The HTTP client is made at the first request, as that takes milliseconds, and lives until
/// `shutdown()`.
final class HTTPTransport: ClientStep {
    private enum State {
        case idle
        case running(HTTPClient)
        case shutDown
    }

    private let configuration: DiscogsClientConfiguration
    private let timeline: Timeline
    private let log: RequestLog
    private let state = Mutex(State.idle)

    init(configuration: DiscogsClientConfiguration, timeline: Timeline, log: RequestLog) {
        self.configuration = configuration
        self.timeline = timeline
        self.log = log
    }

    deinit {
        // AsyncHTTPClient traps when it is forgotten.
        if let client = takeClient() { Task { try? await client.shutdown() } }
    }

    /// - Throws: `NetworkFailure`, `CancellationError`; `TimeLimitExceeded` for a caller whose time
    ///   was over before anything was sent.
    func send(_ request: OutgoingRequest) async throws -> IncomingResponse {
        let start = timeline.now
        do {
            let response = try await exchange(request, start)
            log.received(request, response)
            return response
        } catch {
            log.lost(request, error, after: timeline.now - start)
            // Of a change that had left nobody knows what became of it, whoever gave up waiting.
            let isOpen = !request.isRead && error is NetworkFailure
            throw Task.isCancelled && !isOpen ? CancellationError() : error
        }
    }

    /// Closes all connections; what is under way fails.
    func shutdown() async {
        guard let client = takeClient() else { return }
        try? await client.shutdown()
    }

    private func exchange(
        _ request: OutgoingRequest, _ start: Duration
    ) async throws -> IncomingResponse {
        // Not a time-out, after which nobody knows whether a write happened.
        if let deadline = request.deadline, deadline <= start { throw TimeLimitExceeded() }
        let limit = request.deadline.map { min(request.timeout, $0 - start) } ?? request.timeout
        guard limit > .zero else { throw NetworkFailure.timeout }
        let client = try client()
        log.sending(request)
        do {
            return try await timeline.within(limit) { [self] in
                var message = HTTPClientRequest(url: request.url.description)
                message.method = NIOHTTP1.HTTPMethod(rawValue: request.method.rawValue)
                message.headers = request.headers
                if let body = request.body { message.body = .bytes(body) }
                let head: HTTPClientResponse
                do {
                    head = try await client.execute(message, deadline: .distantFuture)
                } catch {
                    throw failure(error, hasBegun: false)
                }
                do {
                    let body = try await body(of: head)
                    return IncomingResponse(
                        status: Int(head.status.code), headers: head.headers, body: body,
                        duration: timeline.now - start)
                } catch {
                    throw failure(error, hasBegun: true)
                }
            }
        } catch is TimeLimitExceeded {
            throw NetworkFailure.timeout
        } catch is CancellationError where !request.isRead {
            throw NetworkFailure.reset
        }
    }

    private func body(of head: HTTPClientResponse) async throws -> ByteBuffer {
        let limit = configuration.maximumResponseBytes
        let announced = head.headers.first(name: "Content-Length").flatMap { Int($0) } ?? 0
        if announced > limit { throw NetworkFailure.tooLarge(limit: limit) }
        var body = ByteBuffer()
        for try await var part in head.body {
            if body.readableBytes + part.readableBytes > limit {
                throw NetworkFailure.tooLarge(limit: limit)
            }
            body.writeBuffer(&part)
        }
        // A cancelled body just ends.
        try Task.checkCancellation()
        return body
    }

    private func failure(_ error: any Error, hasBegun: Bool) -> any Error {
        if error is CancellationError || Task.isCancelled { return CancellationError() }
        return NetworkFailure(
            error, hasBegun: hasBegun, limit: configuration.maximumResponseBytes)
    }
}

// MARK: - The client's life

extension HTTPTransport {
    private func client() throws(NetworkFailure) -> HTTPClient {
        let client = state.withLock { state -> HTTPClient? in
            switch state {
            case .idle:
                let client = HTTPClient(
                    eventLoopGroupProvider: .singleton, configuration: httpConfiguration)
                state = .running(client)
                return client
            case .running(let client): return client
            case .shutDown: return nil
            }
        }
        guard let client else { throw .shutDown }
        return client
    }

    private func takeClient() -> HTTPClient? {
        state.withLock { state in
            defer { state = .shutDown }
            if case .running(let client) = state { return client }
            return nil
        }
    }

    private var httpConfiguration: HTTPClient.Configuration {
        var result = HTTPClient.Configuration(certificateVerification: .fullVerification)
        result.httpVersion = .http1Only
        result.redirectConfiguration = .disallow
        result.decompression = .enabled(limit: .size(configuration.maximumResponseBytes))
        // The policy decides what is tried again.
        result.connectionPool.retryConnectionEstablishment = false
        result.timeout.connect = .nanoseconds(
            Int64(min(configuration.requestTimeout, .seconds(10)) / .nanoseconds(1)))
        if let file = configuration.caFile {
            result.tlsConfiguration?.additionalTrustRoots = [.file(file)]
        }
        if let proxy = configuration.proxy {
            let login = proxy.login.map { secret in
                let parts = secret.reveal().split(
                    separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
                return HTTPClient.Authorization.basic(
                    username: String(parts[0]), password: parts.count > 1 ? String(parts[1]) : "")
            }
            result.proxy = .server(host: proxy.host, port: proxy.port, authorization: login)
        }
        return result
    }
}

import NIOCore
import NIOHTTP1

/// A step of the client's chain: does one job and hands the request on to the next step.
protocol ClientStep<Output>: Sendable {
    associatedtype Output: Sendable

    /// - Throws: `DiscogsError` above the step that reads replies, `NetworkFailure` below it;
    ///   `CancellationError`.
    func send(_ request: OutgoingRequest) async throws -> Output
}

/// A request on its way down the chain.
struct OutgoingRequest: Sendable {
    let method: HTTPMethod
    var url: ServerURL
    var headers: HTTPHeaders
    var body: [UInt8]?
    /// Takes the place of the account's login: for a request that is on the way to one.
    var signature: OAuthSignature?
    /// The same for all attempts.
    let id: String
    /// 1 for the first.
    var attempt = 1
    /// What is left of the attempt, from connecting to the last byte.
    var timeout: Duration
    /// When the caller gives up, on the client's time line.
    var deadline: Duration?
    /// How long the answer may be kept.
    var cacheClass = CacheClass.never
    /// Whether no answer that was given before will do.
    var wantsLatest = false
    /// Is asked before anything is sent; what it throws ends the request.
    var admission: RequestAdmission = {}

    /// Reading may be repeated without harm.
    var isRead: Bool { method == .get }

    /// What to show of it.
    var line: DiscogsError.RequestLine {
        DiscogsError.RequestLine(method: method, target: url.redactedTarget)
    }
}

/// A complete reply, as it came from the network.
struct IncomingResponse: Sendable {
    let status: Int
    let headers: HTTPHeaders
    let body: ByteBuffer
    /// From sending to the last byte.
    let duration: Duration

    func header(_ name: String) -> String? { headers.first(name: name) }
}

extension ServerURL {
    /// The address without the values that are a login.
    var redacted: String { "\(origin)\(redactedTarget)" }

    /// The target without the values that are a login.
    var redactedTarget: String { DiscogsRequest.redacted(target) }
}

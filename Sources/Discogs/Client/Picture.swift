import NIOCore
import NIOHTTP1

/// A picture as the image host gave it.
public struct Picture: Sendable, Hashable {
    public let bytes: [UInt8]
    /// `image/jpeg`. (The ending of an address says nothing: discogs-api.md §16.)
    public let contentType: String

    public init(bytes: [UInt8], contentType: String) {
        self.bytes = bytes
        self.contentType = contentType
    }

    /// The ending of a file that holds it.
    public var fileExtension: String {
        switch contentType.prefix(while: { $0 != ";" }) {
        case "image/png": "png"
        case "image/gif": "gif"
        case "image/webp": "webp"
        default: "jpg"
        }
    }
}

/// Fetches pictures: from Discogs' hosts only, never with a login, and at a pace of their own, since
/// the image host counts apart from the API.
struct PictureStep: Sendable {
    /// In a window of the API. Others were refused at 30 to 40 a minute. (Seen by others.)
    static let customaryLimit = 30

    let limiter: RateLimiter
    let apiOrigin: Origin
    let log: RequestLog
    let wallClock: @Sendable () -> Int64
    let transport: HTTPTransport

    /// Addresses are signed, so nothing in them may be changed.
    /// - Returns: nil for one that is not of Discogs.
    func url(_ address: String) -> ServerURL? {
        guard let url = ServerURL(parsing: address) else { return nil }
        let host = url.origin.host
        let isOfDiscogs =
            url.origin.scheme == .https && (host == "discogs.com" || host.hasSuffix(".discogs.com"))
        return isOfDiscogs || url.origin == apiOrigin && apiOrigin.isLoopback ? url : nil
    }

    /// - Throws: `DiscogsError`, `NetworkFailure`, `CancellationError`.
    func send(_ request: OutgoingRequest) async throws -> Picture {
        let step = RateLimitStep(
            limiter: limiter, apiOrigin: request.url.origin, log: log, wallClock: wallClock,
            next: transport)
        let response = try await step.send(request)
        let type = response.header("Content-Type") ?? ""
        guard response.status == 200 else {
            throw Reply(response).error(for: request, wallClock: wallClock)
        }
        guard type.lowercased().hasPrefix("image/") else {
            throw DiscogsError(
                .unexpectedReply(.notJSON(contentType: ServerText.shortened(type))),
                status: response.status, message: "This is no picture.", requestID: request.id,
                request: request.line)
        }
        return Picture(bytes: Array(response.body.readableBytesView), contentType: type)
    }
}

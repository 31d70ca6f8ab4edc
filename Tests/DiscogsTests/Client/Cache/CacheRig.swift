import NIOHTTP1
import Records
import Testing

@testable import Discogs

/// A cache step with all that it works with.
struct CacheRig {
    let store = MemoryStore()
    let wallClock = WallClock()
    let counter = CacheCounter()
    static let base = "https://api.discogs.com"
    static let token = Credentials.personalToken(Secret("t0ken"))

    /// Each answer is the number of the request that was sent.
    func step(
        _ mode: CacheMode = .standard, as credentials: Credentials = token,
        at base: String = base, next: FakeStep<DiscogsResponse>
    ) throws -> CacheStep {
        CacheStep(
            store: store, mode: mode, baseURL: try #require(BaseURL(parsing: base)),
            credentials: credentials, wallClock: { [wallClock] in wallClock.now },
            counter: counter, log: RequestLog(logger: .silent, observer: nil), next: next)
    }

    var numbering: FakeStep<DiscogsResponse> {
        FakeStep { request, number in
            DiscogsResponse(
                status: 200, body: ["number": .int(Int64(number))], requestID: request.id)
        }
    }

    func failing(_ kind: DiscogsError.Kind, status: Int? = nil) -> FakeStep<DiscogsResponse> {
        FakeStep { _, _ in throw DiscogsError(kind, status: status, message: "No.") }
    }

    func get(
        _ path: String, _ cacheClass: CacheClass = .database, at base: String = base,
        method: Discogs.HTTPMethod = .get, accept: String = "application/json"
    ) throws -> OutgoingRequest {
        var request = try OutgoingRequest.get(base + path, method)
        request.cacheClass = method == .get ? cacheClass : .never
        request.headers.add(name: "Accept", value: accept)
        return request
    }
}

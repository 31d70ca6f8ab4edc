import Records
import Testing

@testable import Discogs

@Suite("Discogs errors")
struct DiscogsErrorTests {
    private let error = DiscogsError(
        .rateLimit(retryAfter: .milliseconds(1500)), status: 429,
        message: "You are making\r\nrequests \u{1B}too quickly.", retryAfter: .milliseconds(1500),
        requestID: "0000abcd",
        request: .init(method: .get, target: "/artists/1"))

    @Test("become data for programs")
    func dictionary() {
        #expect(
            error.toDictionary() == [
                "error": "rate_limit", "message": "You are making requests too quickly.",
                "status": 429, "request_id": "0000abcd", "method": "GET", "target": "/artists/1",
                "retry_after": 1.5,
            ])
        #expect(
            DiscogsError(.network(.reset), message: "gone").toDictionary()
                == ["error": "network", "message": "gone", "reason": "reset"])
    }

    @Test("describe themselves in one clean line")
    func description() {
        #expect(
            "\(error)" == "GET /artists/1: You are making requests too quickly. (429)")
    }

    @Test("have a name for each kind")
    func names() {
        let problem = RequestValidationError(endpoint: nil, parameter: nil, problem: .missing)
        let kinds: [DiscogsError.Kind] = [
            .authentication, .permission, .notFound, .badRequest, .conflict,
            .rateLimit(retryAfter: nil), .server, .network(.reset), .validation(problem),
            .unexpectedReply(.html), .needsDiscogs, .deadline, .unknownOutcome,
        ]
        #expect(Set(kinds.map(\.name)).count == kinds.count)
    }

    @Test("tell network failures apart, by name and in words")
    func failures() {
        let failures: [NetworkFailure] = [
            .refused, .dnsFailed, .unreachable, .networkLost, .connectTimeout, .timeout, .reset,
            .truncated,
            .malformed, .tls("x"), .proxy("x"), .tooLarge(limit: 1), .decompressionBomb(limit: 1),
            .badCompression, .tooManyRedirects, .unsafeRedirect("x"), .insecureAddress, .shutDown,
            .other("?"),
        ]
        #expect(Set(failures.map(\.name)).count == failures.count)
        #expect(Set(failures.map(\.description)).count == failures.count)
    }
}

/// Reads the replies of the login, which are forms: `oauth_token=…&oauth_token_secret=…`.
struct FormReplyStep: ClientStep {
    let wallClock: @Sendable () -> Int64
    let next: any ClientStep<IncomingResponse>

    func send(_ request: OutgoingRequest) async throws -> [String: String] {
        let response = try await DiscogsError.explaining(request) { try await next.send(request) }
        guard (200..<300).contains(response.status) else {
            throw Reply(response).error(for: request, wallClock: wallClock)
        }
        let text = String(decoding: response.body.readableBytesView.prefix(16 << 10), as: UTF8.self)
        let fields = text.split(separator: "&").map { item in
            let sides = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return sides.map { PercentEncoding.decode($0, plusIsSpace: true) }
        }
        return Dictionary(
            fields.map { ($0[0], $0.count > 1 ? $0[1] : "") },
            uniquingKeysWith: { first, _ in first })
    }
}

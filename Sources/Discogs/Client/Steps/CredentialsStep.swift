/// Adds the login, for the API's own origin only.
struct CredentialsStep: ClientStep {
    let credentials: Credentials
    let apiOrigin: Origin
    let wallClock: @Sendable () -> Int64
    let randomness: @Sendable () -> UInt64
    let next: any ClientStep<IncomingResponse>

    func send(_ request: OutgoingRequest) async throws -> IncomingResponse {
        var request = request
        request.headers.remove(name: "Authorization")
        if request.url.origin == apiOrigin, apiOrigin.mayCarryCredentials,
            let value = headerValue(for: request)
        {
            request.headers.add(name: "Authorization", value: value)
        }
        return try await next.send(request)
    }

    private func headerValue(for request: OutgoingRequest) -> String? {
        let stamp = { OAuthSignature.Stamp(time: wallClock(), randomness: randomness) }
        return request.signature?.headerValue(stamp()) ?? credentials.headerValue(stamp())
    }
}

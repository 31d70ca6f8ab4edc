/// Adds the login, for the API's own origin only.
struct CredentialsStep: ClientStep {
    let credentials: Credentials
    let apiOrigin: Origin
    let next: any ClientStep<IncomingResponse>

    func send(_ request: OutgoingRequest) async throws -> IncomingResponse {
        var request = request
        request.headers.remove(name: "Authorization")
        if request.url.origin == apiOrigin, apiOrigin.mayCarryCredentials,
            let value = credentials.headerValue
        {
            request.headers.add(name: "Authorization", value: value)
        }
        return try await next.send(request)
    }
}

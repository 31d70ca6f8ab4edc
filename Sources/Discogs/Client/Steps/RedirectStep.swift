/// Follows redirects of reads; each hop goes down the rest of the chain like a request of its own,
/// so that it takes a permit and gets the login only at the API's own origin.
struct RedirectStep: ClientStep {
    static let maximumHops = 5

    let next: any ClientStep<IncomingResponse>

    func send(_ request: OutgoingRequest) async throws -> IncomingResponse {
        var request = request
        for _ in 0...Self.maximumHops {
            let response = try await next.send(request)
            guard request.isRead, Self.statuses.contains(response.status),
                let location = response.header("Location")
            else { return response }
            request.url = try Self.destination(of: location, from: request.url)
            request.timeout -= response.duration
        }
        throw NetworkFailure.tooManyRedirects
    }

    private static let statuses: Set<Int> = [301, 302, 303, 307, 308]

    private static func destination(
        of location: String, from url: ServerURL
    ) throws(NetworkFailure) -> ServerURL {
        guard let destination = url.resolving(location),
            destination.origin.mayCarryCredentials,
            destination.origin.scheme == .https || url.origin.scheme == .http
        else {
            throw .unsafeRedirect(ServerText.shortened(DiscogsRequest.redacted(location)))
        }
        return destination
    }
}

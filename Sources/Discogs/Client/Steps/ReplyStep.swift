import NIOCore
import Records

/// Reads replies: JSON on success, otherwise the error that the reply means.
struct ReplyStep: ClientStep {
    let wallClock: @Sendable () -> Int64
    let next: any ClientStep<IncomingResponse>

    func send(_ request: OutgoingRequest) async throws -> DiscogsResponse {
        let response = try await DiscogsError.explaining(request) { try await next.send(request) }
        let reply = Reply(response)
        guard (200..<300).contains(response.status) else {
            throw reply.error(for: request, wallClock: wallClock)
        }
        do throws(DiscogsError.UnexpectedReply) {
            let body = try reply.json(mayBeEmpty: !request.isRead)
            return DiscogsResponse(
                status: response.status, body: body,
                location: response.header("Location").map(ServerText.shortened),
                requestID: request.id)
        } catch {
            throw DiscogsError(
                .unexpectedReply(error), status: response.status,
                message: reply.message(for: error), requestID: request.id, request: request.line)
        }
    }
}

extension DiscogsError {
    /// Sends a request; what keeps a reply from coming becomes an error of this kind.
    static func explaining<Value>(
        _ request: OutgoingRequest, _ send: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await send()
        } catch let failure as NetworkFailure {
            throw DiscogsError(
                .network(failure), message: "No reply: \(failure).", requestID: request.id,
                request: request.line)
        } catch is TimeLimitExceeded {
            throw DiscogsError(
                .deadline, message: "The time allowed is over.", requestID: request.id,
                request: request.line)
        }
    }
}

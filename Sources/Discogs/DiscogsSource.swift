/// Is asked before a request is sent: an answer that is at hand already costs nothing.
public typealias RequestAdmission = @Sendable () async throws -> Void

/// Where answers come from: Discogs itself, or a local catalogue that answers the same requests.
public protocol DiscogsSource: Sendable {
    /// Short name for the prompt: `api`, `catalog`.
    var name: String { get }
    /// Whether requests cost nothing: no limiter, no confirmation of long runs.
    var isFree: Bool { get }

    /// - Throws: `DiscogsError`, or `CancellationError`: then a change never left. One that had left
    ///   when it was cancelled is a `DiscogsError` of the kind `unknownOutcome`.
    func response(to request: DiscogsRequest) async throws -> DiscogsResponse

    /// - Parameters:
    ///   - latest: whether only the answer of this moment will do, as before a change that builds on
    ///     it; one that is kept somewhere will not.
    ///   - admission: is asked when the request is about to be sent, and not when its answer is kept
    ///     somewhere.
    /// - Throws: what the admission throws, too.
    func response(
        to request: DiscogsRequest, latest: Bool, admission: @escaping RequestAdmission
    ) async throws -> DiscogsResponse

    /// A picture that a reply names.
    /// - Parameter address: as the reply has it; it is signed.
    /// - Throws: as `response(to:)`.
    func picture(at address: String) async throws -> Picture
}

extension DiscogsSource {
    /// For sources without pictures.
    public func picture(at address: String) async throws -> Picture {
        throw DiscogsError(.needsDiscogs, message: "There are no pictures here.")
    }

    /// For sources that keep nothing.
    public func response(
        to request: DiscogsRequest, latest: Bool, admission: @escaping RequestAdmission
    ) async throws -> DiscogsResponse {
        try await admission()
        return try await response(to: request)
    }

    /// An answer that is kept will do.
    public func response(
        to request: DiscogsRequest, admission: @escaping RequestAdmission
    ) async throws -> DiscogsResponse {
        try await response(to: request, latest: false, admission: admission)
    }
}

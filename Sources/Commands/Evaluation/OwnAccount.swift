import Discogs
import Records

/// The account whose token a session uses; its name is asked for once, when a line needs it.
package actor OwnAccount {
    private var username: String?
    private var isOutlined = false

    package init() {}

    /// The name, from the stored account, or else from Discogs the first time.
    /// - Throws: what the source throws.
    func username(in run: PipelineRun) async throws -> String {
        if let known = await knownUsername(in: run) { return known }
        // Lines under way together have one memory of pages, so they ask once.
        let response = try await run.answer(to: Self.request())
        guard let identity = try? Identity.fromAPIResponse(response.body) else {
            throw DiscogsError(
                .unexpectedReply(.unreadableJSON), status: response.status,
                message: "the reply does not name the account", requestID: response.requestID)
        }
        username = identity.username
        return identity.username
    }

    private func knownUsername(in run: PipelineRun) async -> String? {
        if username == nil {
            let stored = try? await run.environment.accounts.currentAccount().row["username"]
            username = stored?.stringValue
        }
        return username
    }

    /// The request that a dry run shows, the first time that it is needed.
    func requestForOutline(in run: PipelineRun) async throws -> DiscogsRequest? {
        guard await knownUsername(in: run) == nil, !isOutlined else { return nil }
        isOutlined = true
        return try Self.request()
    }

    private static func request() throws -> DiscogsRequest {
        try DiscogsRequest.to(.identity).build()
    }
}

extension PipelineRun {
    /// What `whoami` shows.
    func whoAmI() async throws -> Row {
        let (known, needsUsername) = try await environment.accounts.currentAccount()
        var row = known
        if needsUsername, !options.isDryRun {
            row["username"] = .string(try await account.username(in: self))
        }
        return row
    }
}

extension DiscogsRequestBuilder {
    /// With the name of the own account, where it is needed.
    func completed(in run: PipelineRun) async throws -> DiscogsRequestBuilder {
        needsOwnUsername ? ownUsername(try await run.account.username(in: run)) : self
    }
}

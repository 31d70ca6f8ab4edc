import Discogs
import Records

/// What the API answers to a request that the window lets through.
struct Answers: Sendable {
    let source: (any DiscogsSource)?
    let recorded: RecordedReplies?
    let pathPrefix: String
    private let account: SimulatedAccount?

    init(source: (any DiscogsSource)?, recorded: RecordedReplies?, pathPrefix: String) {
        self.source = source
        self.recorded = recorded
        self.pathPrefix = pathPrefix
        account = source.map(SimulatedAccount.init)
    }

    static func query(of target: String) -> [QueryItem] {
        (try? DiscogsRequest.received(.get, target))?.query ?? []
    }

    func answer(_ incoming: RecordedRequest, _ login: Login) async throws -> SimulatedReply {
        if case .wrong = login { return .wrongCredentials }
        guard incoming.target.hasPrefix(pathPrefix + "/") else { return .notFound }
        guard let method = HTTPMethod(rawValue: incoming.method) else { return .methodNotAllowed }
        let target = String(incoming.target.dropFirst(pathPrefix.count))
        guard let request = try? DiscogsRequest.received(method, target) else { return .notFound }
        let match = Endpoint.matching(method, request.path)
        if let endpoint = match?.endpoint, !login.satisfies(endpoint.login) {
            return .missingCredentials
        }
        if let reply = recorded?.reply(to: request) { return reply.withMediaType(request.path) }
        guard let match else { return withoutEndpoint(request) }
        if let refusal = Self.refusal(of: request, match.endpoint, match.arguments) {
            return refusal
        }
        let host = incoming.header("Host") ?? "127.0.0.1"
        let baseURL = "http://\(host)\(pathPrefix)"
        let paging = Paging(request, baseURL: baseURL, match.endpoint.reply)
        let call = AccountCall(
            request: paging.request, endpoint: match.endpoint, arguments: match.arguments,
            isOwner: login == .user,
            body: (try? JSONValue(parsing: incoming.body))?.objectValue ?? [:],
            upload: (
                incoming.header("Content-Type") ?? "",
                String(decoding: incoming.body, as: UTF8.self)
            ),
            currency: request.value(of: "curr_abbr") ?? "USD", baseURL: baseURL)
        return try await reply(to: call, paging).withMediaType(request.path)
    }

    private func withoutEndpoint(_ request: DiscogsRequest) -> SimulatedReply {
        if let reply = recorded?.replyOfSameShape(as: request) { return reply }
        let isKnown = Endpoint.matching(.get, request.path) != nil
        return isKnown ? .methodNotAllowed : .notFound
    }

    /// What the API itself would say of the request's values, as far as the table knows.
    private static func refusal(
        of request: DiscogsRequest, _ endpoint: Endpoint, _ arguments: [String: String]
    ) -> SimulatedReply? {
        for parameter in endpoint.parameters {
            switch parameter.kind {
            case .id where parameter.place == .path:
                guard let id = arguments[parameter.name].flatMap(UInt64.init), id > 0 else {
                    return .notFound
                }
            case .choice(let allowed):
                if let value = request.value(of: parameter.name), !allowed.contains(value) {
                    return .invalid(parameter.name, expected: allowed)
                }
            default: break
            }
        }
        let keys = endpoint.reply.sortKeys.values.sorted()
        if let key = request.value(of: "sort"), !keys.isEmpty, !keys.contains(key) {
            return .invalid("sort", expected: keys)
        }
        if let order = request.value(of: "sort_order"), !["asc", "desc"].contains(order) {
            return .invalid("sort_order", expected: ["asc", "desc"])
        }
        return nil
    }

    private func reply(
        to call: AccountCall, _ paging: Paging
    ) async throws -> SimulatedReply {
        guard let source, let account else { return .notFound }
        do {
            switch try await account.answer(to: call) {
            case .page(let body):
                let body = body.withAddresses(at: call.baseURL)
                return paging.reply(
                    with: DiscogsResponse(status: 200, body: body, requestID: ""))
            case .object(let row, let status):
                return SimulatedReply(
                    status: status, json: JSONValue.object(row).withAddresses(at: call.baseURL))
            case .reply(let reply): return reply
            case nil: break
            }
            let response = try await source.response(to: paging.request)
            let body =
                call.isOwner
                ? SimulatedPictures.added(to: response.body, baseURL: call.baseURL) : response.body
            return paging.reply(
                with: DiscogsResponse(status: response.status, body: body, requestID: ""))
        } catch let error as DiscogsError {
            return .failure(error)
        }
    }
}

extension SimulatedReply {
    fileprivate static func failure(_ error: DiscogsError) -> SimulatedReply {
        switch error.kind {
        case .authentication: .message(error.status ?? 401, error.message)
        case .permission: .message(error.status ?? 403, error.message)
        case .notFound, .needsDiscogs: .message(error.status ?? 404, error.message)
        case .validation: .message(422, error.message)
        case .badRequest: .message(error.status ?? 422, error.message)
        case .conflict: .message(error.status ?? 409, error.message)
        case .rateLimit: .tooManyRequests
        default: .serverFault
        }
    }

    /// The newer one of the API's two backends, which serves releases and wantlists, does not send the header.
    fileprivate func withMediaType(_ path: String) -> SimulatedReply {
        path.hasPrefix("/releases/") || path.hasSuffix("/wants")
            ? self : adding([HeaderField("X-Discogs-Media-Type", "discogs.v2")])
    }
}

extension JSONValue {
    /// The same with whole addresses in the place of paths, as clients follow them.
    fileprivate func withAddresses(at baseURL: String) -> JSONValue {
        switch self {
        case .array(let values): .array(values.map { $0.withAddresses(at: baseURL) })
        case .object(let object):
            .object(
                JSONObject(
                    object.members.map { name, value in
                        guard name.hasSuffix("_url"), let path = value.stringValue,
                            path.hasPrefix("/")
                        else { return (name, value.withAddresses(at: baseURL)) }
                        return (name, .string(baseURL + path))
                    }))
        default: self
        }
    }
}

extension DiscogsRequest {
    func value(of name: String) -> String? { query.first { $0.name == name }?.value }
}

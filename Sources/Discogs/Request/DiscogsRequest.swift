import Records

/// One request to Discogs, checked and ready to send: a value without credentials or host.
public struct DiscogsRequest: Sendable, Hashable {
    /// The endpoint it was built for; nil for a raw request.
    public let endpointName: String?
    public let method: HTTPMethod
    /// Percent-encoded, without the base URL: `/releases/249504`.
    public let path: String
    /// Not encoded, in the order in which it is sent.
    public private(set) var query: [QueryItem]
    /// What is sent along; nil for nothing.
    public let body: RequestBody?

    init(
        endpointName: String?, method: HTTPMethod, path: String, query: [QueryItem],
        body: RequestBody? = nil
    ) {
        self.endpointName = endpointName
        self.method = method
        self.path = path
        self.query = query
        self.body = body
    }

    /// Whether it changes something on Discogs.
    public var isWrite: Bool { method != .get }

    /// What follows the base URL: path and query, percent-encoded.
    public var target: String {
        guard !query.isEmpty else { return path }
        return path + "?" + query.map(\.encoded).joined(separator: "&")
    }

    /// The page asked for, from 1; nil when the request leaves it to the server.
    public var page: Int? { number("page") }

    /// The rows asked for on each page; nil when the request leaves it to the server.
    public var perPage: Int? { number("per_page") }

    /// The same request for another page.
    public func atPage(_ page: Int) -> DiscogsRequest {
        var request = self
        let item = QueryItem("page", String(page))
        if let place = query.firstIndex(where: { $0.name == "page" }) {
            request.query[place] = item
        } else {
            request.query.append(item)
        }
        return request
    }

    /// A request for an endpoint, to be completed with arguments.
    public static func to(_ endpoint: Endpoint) -> DiscogsRequestBuilder {
        DiscogsRequestBuilder(endpoint)
    }

    /// A request as it is, for what the endpoint table does not have.
    ///
    /// - Parameters:
    ///   - path: begins with `/`; what needs percent-encoding gets it, `%20` and the like stay.
    ///     A query in it is read and comes before `query`.
    ///   - body: what is sent along.
    /// - Throws: the problem of the path, or `credentialInQuery`; with `endpoint` nil.
    public static func raw(
        _ method: HTTPMethod, _ path: String, query: [QueryItem] = [], body: RequestBody? = nil
    ) throws(RequestValidationError) -> DiscogsRequest {
        let request = try received(method, path, query: query, body: body)
        if let name = request.query.map(\.name).first(where: isCredential) {
            throw RequestValidationError(
                endpoint: nil, parameter: nil, problem: .credentialInQuery(name))
        }
        return request
    }

    /// The same as a server reads it, which takes credentials in a query as they come.
    package static func received(
        _ method: HTTPMethod, _ path: String, query: [QueryItem] = [], body: RequestBody? = nil
    ) throws(RequestValidationError) -> DiscogsRequest {
        do {
            let target = try RawTarget(path)
            return DiscogsRequest(
                endpointName: nil, method: method, path: target.path, query: target.query + query,
                body: body)
        } catch {
            throw RequestValidationError(
                endpoint: nil, parameter: nil, problem: .unusablePath(path, error))
        }
    }

    private func number(_ name: String) -> Int? {
        query.first { $0.name == name }.flatMap { Int($0.value) }
    }
}

/// A name and a value of a query, neither of them encoded.
public struct QueryItem: Sendable, Hashable {
    public let name: String
    public let value: String

    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// `name=value`, percent-encoded.
    var encoded: String { PercentEncoding.encode(name) + "=" + PercentEncoding.encode(value) }
}

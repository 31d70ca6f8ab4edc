/// Builds a request for an endpoint, argument by argument, and checks it.
///
///     let request = try DiscogsRequest.to(.search)
///         .with("artist", "Miles Davis").with("format", "vinyl").page(2).build()
///
/// A value: each step returns another builder. Nothing is checked before `build()`.
public struct DiscogsRequestBuilder: Sendable {
    private let endpoint: Endpoint
    private var arguments: [QueryItem] = []
    private var page: Int?
    private var perPage: Int?
    private var order: (key: String, descending: Bool)?
    private var isOutline = false

    init(_ endpoint: Endpoint) { self.endpoint = endpoint }

    /// Gives a parameter its value, in place of an earlier one.
    /// - Parameter name: as the endpoint table has it; `-` may stand for `_`.
    public func with(_ name: String, _ value: String) -> Self {
        var builder = self
        let item = QueryItem(EndpointParameter.canonicalName(name), value)
        if let place = arguments.firstIndex(where: { $0.name == item.name }) {
            builder.arguments[place] = item
        } else {
            builder.arguments.append(item)
        }
        return builder
    }

    public func with(_ name: String, _ value: some BinaryInteger) -> Self {
        with(name, String(value))
    }

    /// - Parameter number: from 1.
    public func page(_ number: Int) -> Self { changed { $0.page = number } }

    /// - Parameter rows: 1 to 100.
    public func perPage(_ rows: Int) -> Self { changed { $0.perPage = rows } }

    /// - Parameter key: a value of the API's `sort` parameter (`Endpoint.Reply.sortKeys`).
    public func sorted(by key: String, descending: Bool = false) -> Self {
        changed { $0.order = (key, descending) }
    }

    /// Whether it lacks the name of the own account, which only Discogs can tell.
    public var needsOwnUsername: Bool { ownUsernameParameter != nil }

    /// With the name of the own account where it is needed.
    public func ownUsername(_ name: String) -> Self {
        ownUsernameParameter.map { with($0.name, name) } ?? self
    }

    /// A builder of requests to be shown and not to be sent: where the name of the own account is
    /// needed, the placeholder stays in the path.
    public var outline: Self { changed { $0.isOutline = true } }

    private var ownUsernameParameter: EndpointParameter? {
        endpoint.parameters.first { $0.standIn == .ownUsername && !isGiven($0.name) }
    }

    /// The finished request.
    /// - Throws: the first problem found.
    public func build() throws(RequestValidationError) -> DiscogsRequest {
        var path = endpoint.path
        var query: [QueryItem] = []
        for argument in arguments {
            guard let parameter = endpoint.parameter(named: argument.name) else {
                throw failure(
                    argument.name, .unknownParameter(known: endpoint.parameters.map(\.name)))
            }
            let value = try validated(argument.value, for: parameter)
            switch parameter.place {
            case .path:
                path = path.replacingPlaceholder(
                    parameter.name, with: PercentEncoding.encode(value))
            case .query: query.append(QueryItem(parameter.name, value))
            }
        }
        if let missing = endpoint.parameters.first(where: { $0.isRequired && !isGiven($0.name) }) {
            throw failure(missing.name, .missing)
        }
        if let missing = ownUsernameParameter, !isOutline { throw failure(missing.name, .missing) }
        for parameter in endpoint.parameters where !isGiven(parameter.name) {
            guard case .value(let value) = parameter.standIn else { continue }
            path = path.replacingPlaceholder(
                parameter.name, with: PercentEncoding.encode(value))
        }
        query += impliedItems()
        query += try orderItems()
        query += try pageItems()
        return DiscogsRequest(
            endpointName: endpoint.name, method: endpoint.method, path: path, query: query)
    }

    private func changed(_ change: (inout Self) -> Void) -> Self {
        var builder = self
        change(&builder)
        return builder
    }

    private func isGiven(_ name: String) -> Bool { arguments.contains { $0.name == name } }

    /// What the given parameters imply and nobody gave.
    private func impliedItems() -> [QueryItem] {
        var items: [QueryItem] = []
        for argument in arguments {
            if let implied = endpoint.parameter(named: argument.name)?.implied,
                !isGiven(implied.name), !items.contains(where: { $0.name == implied.name })
            {
                items.append(implied)
            }
        }
        return items
    }

    private func orderItems() throws(RequestValidationError) -> [QueryItem] {
        guard let order else { return [] }
        let allowed = Set(endpoint.reply.sortKeys.values).sorted()
        guard allowed.contains(order.key) else {
            throw failure("sort", .notAllowed(order.key, allowed: allowed))
        }
        let direction = order.descending ? "desc" : "asc"
        return [QueryItem("sort", order.key), QueryItem("sort_order", direction)]
    }

    private func pageItems() throws(RequestValidationError) -> [QueryItem] {
        var items: [QueryItem] = []
        for (parameter, number) in [(EndpointParameter.page, page), (.perPage, perPage)] {
            guard let number else { continue }
            guard endpoint.reply.isPaged else { throw failure(parameter.name, .notPaged) }
            items.append(
                QueryItem(parameter.name, try validated(String(number), for: parameter)))
        }
        return items
    }

    private func validated(
        _ text: String, for parameter: EndpointParameter
    ) throws(RequestValidationError) -> String {
        do { return try parameter.validated(text) } catch { throw failure(parameter.name, error) }
    }

    private func failure(
        _ parameter: String, _ problem: RequestValidationError.Problem
    ) -> RequestValidationError {
        RequestValidationError(endpoint: endpoint.name, parameter: parameter, problem: problem)
    }
}

extension String {
    fileprivate func replacingPlaceholder(_ name: String, with value: String) -> String {
        split(separator: "/", omittingEmptySubsequences: false)
            .map { $0 == "{\(name)}" ? value : String($0) }
            .joined(separator: "/")
    }
}

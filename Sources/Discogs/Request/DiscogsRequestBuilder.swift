import Records

/// Builds a request for an endpoint, argument by argument, and checks it.
///
///     let request = try DiscogsRequest.to(.search)
///         .with("artist", "Miles Davis").with("format", "vinyl").page(2).build()
///
/// A value: each step returns another builder. Nothing is checked before `build()`.
public struct DiscogsRequestBuilder: Sendable {
    private let endpoint: Endpoint
    private var given: [QueryItem] = []
    private var page: Int?
    private var perPage: Int?
    private var order: (key: String, descending: Bool)?
    private var isOutline = false
    private var upload: RequestBody.Upload?

    init(_ endpoint: Endpoint) { self.endpoint = endpoint }

    /// A request for an endpoint, to be completed with arguments.
    public static func to(_ endpoint: Endpoint) -> Self { Self(endpoint) }

    /// What the endpoint answers with.
    var reply: Endpoint.Reply { endpoint.reply }

    /// Gives a parameter its value, in place of an earlier one.
    /// - Parameter name: as the endpoint table has it; `-` may stand for `_`.
    public func with(_ name: String, _ value: String) -> Self {
        var builder = self
        let item = QueryItem(EndpointParameter.canonicalName(name), value)
        if let place = given.firstIndex(where: { $0.name == item.name }) {
            builder.given[place] = item
        } else {
            builder.given.append(item)
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

    /// The file whose text is sent along, for an endpoint that takes one.
    /// - Parameter name: of the file, without its folder.
    public func uploading(_ bytes: [UInt8], named name: String) -> Self {
        changed { $0.upload = .init(part: "upload", filename: name, bytes: bytes) }
    }

    /// The path of the file that is to be sent along, and has to be read first.
    public var fileToUpload: String? {
        guard upload == nil,
            let parameter = endpoint.parameters.first(where: { $0.place == .upload })
        else { return nil }
        return given.first { $0.name == parameter.name }?.value
    }

    /// Whether to ask again until what the endpoint shows is finished.
    public var waits: Bool {
        given.contains { $0.name == EndpointParameter.wait.name && $0.value == "true" }
    }

    /// What was given, by name, and as far as it is right.
    public var arguments: JSONObject {
        JSONObject(
            given.compactMap { argument in
                guard let parameter = endpoint.parameter(named: argument.name),
                    let value = try? parameter.validated(argument.value)
                else { return nil }
                return (parameter.name, parameter.kind.json(value))
            })
    }

    /// A request that shows what will be replaced, for values that nobody gave; nil where nothing
    /// is replaced, or all values are given.
    /// - Throws: as `build()`.
    public func requestForKept() throws(RequestValidationError) -> DiscogsRequest? {
        guard let kept = endpoint.kept, let shown = Endpoint.named(kept.endpoint),
            kept.fields.keys.contains(where: { !isGiven($0) })
        else { return nil }
        var builder = DiscogsRequestBuilder(shown)
        for parameter in shown.parameters {
            if let argument = given.first(where: { $0.name == parameter.name }) {
                builder = builder.with(argument.name, argument.value)
            }
        }
        return try builder.build()
    }

    /// With the values that nobody gave as they are now.
    /// - Parameter row: what the request for them answered.
    /// - Throws: for one that cannot be kept: what is sold cannot stay so and be edited.
    public func keeping(_ row: Row) throws(RequestValidationError) -> Self {
        guard let kept = endpoint.kept else { return self }
        var builder = self
        for parameter in endpoint.parameters where !isGiven(parameter.name) {
            guard let field = kept.fields[parameter.name],
                let value = FieldPath(field).value(in: row), !value.isNull
            else {
                continue
            }
            // Weights come as 230.0, and go as 230.
            let whole = value.doubleValue.flatMap { Int64(exactly: $0) }
            let text = parameter.kind == .amount ? nil : whole.map(String.init)
            guard !value.text.isEmpty else { continue }
            builder = builder.with(
                parameter.name, try validated(text ?? value.text, for: parameter))
        }
        return builder
    }

    /// The request that has to follow, so that Discogs keeps what this one tells; nil for none.
    /// - Throws: as `build()`.
    public func followUp() throws(RequestValidationError) -> DiscogsRequest? {
        guard let name = endpoint.followUp, let next = Endpoint.named(name),
            endpoint.parameters.contains(where: { $0.place == .body && isGiven($0.name) })
        else { return nil }
        var builder = DiscogsRequestBuilder(next)
        builder.given = given
        builder.isOutline = isOutline
        return try builder.build()
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
        var members: [(String, JSONValue)] = []
        for argument in given {
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
            case .body: members.append((parameter.name, parameter.kind.json(value)))
            case .upload, .sender: break
            }
        }
        if let missing = endpoint.parameters.first(where: { $0.isRequired && !isGiven($0.name) }) {
            throw failure(missing.name, .missing)
        }
        try checkBody()
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
            endpointName: endpoint.name, method: endpoint.method, path: path, query: query,
            body: (upload ?? outlinedUpload).map(RequestBody.upload)
                ?? (members.isEmpty ? nil : .json(JSONObject(members))))
    }

    /// Stands for the file that nobody has read.
    private var outlinedUpload: RequestBody.Upload? {
        guard isOutline, let path = fileToUpload else { return nil }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return RequestBody.Upload(part: "upload", filename: name, bytes: [])
    }

    private func checkBody() throws(RequestValidationError) {
        let names = endpoint.parameters.filter { $0.place == .body }.map(\.name)
        let given = names.filter(isGiven)
        if endpoint.bodyRule != .any, given.isEmpty {
            throw RequestValidationError(
                endpoint: endpoint.name, parameter: nil, problem: .needsOneOf(names))
        }
        if endpoint.bodyRule == .exactlyOne, given.count > 1 {
            throw RequestValidationError(
                endpoint: endpoint.name, parameter: nil, problem: .onlyOneOf(names))
        }
    }

    private func changed(_ change: (inout Self) -> Void) -> Self {
        var builder = self
        change(&builder)
        return builder
    }

    private func isGiven(_ name: String) -> Bool { given.contains { $0.name == name } }

    /// What the given parameters imply and nobody gave.
    private func impliedItems() -> [QueryItem] {
        var items: [QueryItem] = []
        for argument in given {
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

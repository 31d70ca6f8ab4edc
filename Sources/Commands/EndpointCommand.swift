import Discogs

extension Command {
    /// The command that the endpoint table implies.
    init(endpoint: Endpoint, of section: Endpoint.Section) {
        self.init(
            endpoint.name, Group(section), usage: Self.usage(of: endpoint), endpoint.summary,
            details: Self.details(of: endpoint),
            parameters: endpoint.parameters.map(Parameter.init(endpointParameter:)),
            examples: endpoint.examples, form: .endpoint(endpoint))
    }

    private static func usage(of endpoint: Endpoint) -> String {
        let positional = endpoint.positionalParameters.map { parameter in
            let name = parameter.name.uppercased()
            return parameter.isRequired ? name : "[\(name)]"
        }
        let hasNamed = endpoint.parameters.count > positional.count
        return ([endpoint.name] + positional + (hasNamed ? ["[NAME=VALUE…]"] : []))
            .joined(separator: " ")
    }

    private static func details(of endpoint: Endpoint) -> String {
        var sentences = ["Sends \(endpoint.method.rawValue) \(endpoint.path)."]
        if let ceiling = endpoint.reply.rowCeiling {
            sentences.append("Discogs gives at most \(ceiling.grouped) rows, however many match.")
        }
        let sortKeys = endpoint.reply.sortKeys.keys.sorted()
        if !sortKeys.isEmpty {
            sentences.append("The server sorts by \(sortKeys.joined(separator: ", ")).")
        }
        if let ceiling = endpoint.reply.pageCeilingForOthers {
            sentences.append("Of others, Discogs gives at most \(ceiling.grouped) pages.")
        }
        if let own = endpoint.parameters.first(where: { $0.standIn == .ownUsername }) {
            sentences.append(
                "Without \(own.name.uppercased()) it is about the account whose token is used.")
        }
        if let kept = endpoint.kept {
            sentences.append("What is not given stays as it is: \(kept.endpoint) tells it first.")
        }
        if let next = endpoint.followUp {
            sentences.append("What Discogs forgets at first, \(next) tells it again.")
        }
        if endpoint.isWrite {
            sentences.append("It asks first; in a script it needs --yes.")
        }
        if endpoint.login != .optional { sentences.append("Discogs wants a token for it.") }
        return sentences.joined(separator: " ")
    }
}

extension Command.Group {
    fileprivate init(_ section: Endpoint.Section) {
        self =
            switch section {
            case .database: .database
            case .collection: .collection
            case .wantlist: .wantlist
            case .marketplace: .marketplace
            case .inventory: .inventory
            case .users: .users
            }
    }
}

extension Command.Parameter {
    init(endpointParameter parameter: EndpointParameter) {
        self.init(
            parameter.name, parameter.summary, values: parameter.kind.offeredValues,
            isClosed: parameter.kind.isClosed, isRequired: parameter.isRequired,
            isPositional: parameter.isPositional, content: Self.content(of: parameter))
    }
}

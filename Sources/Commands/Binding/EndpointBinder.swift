import Discogs
import PipelineLanguage

/// Checks the arguments of an endpoint's command against its declaration.
struct EndpointBinder {
    let endpoint: Endpoint
    let resolver: Resolver
    private(set) var diagnostics: [Diagnostic] = []

    init(_ endpoint: Endpoint, resolver: Resolver) {
        self.endpoint = endpoint
        self.resolver = resolver
    }

    /// The request without its page; incomplete when there are diagnostics, or values that only a
    /// run can know.
    mutating func bind(_ call: Call) -> DiscogsRequestBuilder {
        var builder = DiscogsRequest.to(endpoint)
        var positional = endpoint.positionalParameters
        var given: Set<String> = []
        for argument in call.arguments {
            guard let parameter = parameter(for: argument, next: &positional) else { continue }
            guard given.insert(parameter.name).inserted else {
                report("\(parameter.name) is given twice", at: argument.span)
                continue
            }
            if let value = value(of: argument, for: parameter) {
                builder = builder.with(parameter.name, value)
            }
        }
        for missing in endpoint.parameters
        where missing.isRequired && !given.contains(missing.name) {
            report(
                "\(endpoint.name) needs \(missing.neededValue)", at: call.span,
                hint: "for example: \(endpoint.examples.first ?? endpoint.name)")
        }
        return builder
    }

    private mutating func parameter(
        for argument: Argument, next positional: inout [EndpointParameter]
    ) -> EndpointParameter? {
        guard let name = argument.name else {
            if !positional.isEmpty { return positional.removeFirst() }
            let hint =
                endpoint.positionalParameters.contains { $0.kind == .text }
                ? "put text of several words in quotes: \(endpoint.name) \"kind of blue\""
                : "type help \(endpoint.name) for what it takes"
            report(
                "\(endpoint.name) does not take this", at: argument.span,
                hint: argument.value.hintForOtherShells ?? hint)
            return nil
        }
        if let parameter = endpoint.parameter(named: name.value) {
            positional.removeAll { $0.name == parameter.name }
            return parameter
        }
        report(
            "\(endpoint.name) has no parameter '\(name.value)'", at: name.span,
            hint: hint(forUnknown: name.value))
        return nil
    }

    private func hint(forUnknown name: String) -> String {
        switch name.lowercased().replacing("-", with: "_") {
        case "page": return "write it as a stage: | page 2"
        case "per_page": return "write it as a stage: | per-page 100"
        case "sort", "sort_order": return "write it as a stage: | sort year, | sort -year"
        case "limit": return "write it as a stage: | limit 10"
        case "id" where endpoint.positionalParameters.first?.idKind != nil:
            return "write it without a name: \(endpoint.name) 249504"
        default: break
        }
        if let near = Suggestion.nearest(to: name, in: endpoint.parameters.map(\.name)) {
            return "did you mean '\(near)'?"
        }
        if endpoint.reply.fields.contains(name) {
            return "it is a field of the rows: | where \(name)=…"
        }
        return "type help \(endpoint.name) for its parameters"
    }

    private mutating func value(
        of argument: Argument, for parameter: EndpointParameter
    ) -> String? {
        let word = argument.value
        if word.splitOnCommas().count > 1 || (word.range != nil && !parameter.allowsRange) {
            report(
                "\(parameter.name) takes one value", at: word.span,
                hint: Self.hint(forSeveralValues: word, of: parameter))
            return nil
        }
        let text: String
        do throws(Diagnostic) {
            switch try resolver.resolve(word) {
            case .text(let known): text = known
            case .unknown: return nil
            case .list(let values):
                throw Resolver.severalValues(values.count, at: word.span)
            }
        } catch {
            diagnostics.append(error)
            return nil
        }
        do {
            return try parameter.validated(text)
        } catch {
            let explained = ValidationText(error, parameter: parameter.name)
            report(explained.message, at: word.span, hint: explained.hint)
            return nil
        }
    }

    private static func hint(forSeveralValues word: Word, of parameter: EndpointParameter) -> String
    {
        if parameter.idKind != nil { return "write a line for each" }
        let text = word.plainText ?? "…"
        return word.range == nil && text.contains(",")
            ? "filter the rows: | where \(parameter.name)=\(text); text with a comma goes in quotes"
            : "filter the rows: | where \(parameter.name)=\(text)"
    }

    private mutating func report(_ message: String, at span: SourceSpan, hint: String? = nil) {
        diagnostics.append(Diagnostic(message, at: span, hint: hint))
    }
}

extension EndpointParameter {
    fileprivate var allowsRange: Bool { kind == .year(allowsRange: true) }

    /// What the command needs, said when it is missing.
    fileprivate var neededValue: String {
        idKind.map { "the id of \($0.withArticle)" } ?? summary
    }

    fileprivate var idKind: IDKind? {
        if case .id(let kind) = kind { kind } else { nil }
    }
}

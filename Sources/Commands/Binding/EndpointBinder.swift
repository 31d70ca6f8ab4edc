import Discogs
import PipelineLanguage

/// Checks the arguments of an endpoint's command against its declaration.
struct EndpointBinder {
    let endpoint: Endpoint
    let resolver: Resolver
    private(set) var diagnostics: [Diagnostic] = []
    /// What `@3` stands for, by its place.
    private(set) var tableRows: [SourceSpan: String] = [:]

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
        for (place, argument) in call.arguments.enumerated() {
            let previous = place > 0 ? call.arguments[place - 1] : nil
            if let slip = slip(in: argument, behind: previous) {
                diagnostics.append(slip)
                break
            }
            guard let parameter = parameter(for: argument, of: call, next: &positional) else {
                // `search kind of blue` is one mistake.
                if argument.name == nil { break }
                continue
            }
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
        checkBody(given, of: call)
        return builder
    }

    private mutating func checkBody(_ given: Set<String>, of call: Call) {
        let names = endpoint.parameters.filter { $0.place == .body }.map(\.name)
        let count = names.filter(given.contains).count
        let problem: RequestValidationError.Problem? =
            switch endpoint.bodyRule {
            case .atLeastOne, .exactlyOne: count == 0 ? .needsOneOf(names) : nil
            case .any: nil
            }
        let second: RequestValidationError.Problem? =
            endpoint.bodyRule == .exactlyOne && count > 1 ? .onlyOneOf(names) : nil
        guard diagnostics.isEmpty, let found = problem ?? second else { return }
        let text = ValidationText(found, parameter: "")
        report(text.message, at: call.span, hint: text.hint)
    }

    /// What people type who mean something else, although it could be text to look for.
    private func slip(in argument: Argument, behind previous: Argument?) -> Diagnostic? {
        guard argument.name == nil, !argument.value.isQuoted, let word = argument.value.plainText,
            endpoint.positionalParameters.contains(where: { [.text, .username].contains($0.kind) })
        else { return nil }
        if word.hasPrefix("--") {
            return Diagnostic(
                "\(endpoint.name) has no options", at: argument.span,
                hint: "type help \(endpoint.name)")
        }
        let name = word.prefix { $0.isLetter || $0 == "_" || $0 == "." }
        let names = endpoint.reply.fields + endpoint.parameters.map(\.name)
        // Text to look for may well have such a sign, the name of a user has not.
        let isNoText = endpoint.positionalParameters.contains { $0.kind == .username }
        if let sign = word.dropFirst(name.count).first, "<>~!".contains(sign),
            isNoText || names.contains(String(name))
        {
            return Diagnostic(
                "a comparison is a stage", at: argument.span, hint: "write it as | where \(word)")
        }
        if let previous, let name = previous.name?.value, !previous.value.isQuoted,
            let text = previous.value.plainText, endpoint.parameter(named: name)?.kind == .text
        {
            return Diagnostic(
                "'\(word)' does not belong to \(name)", at: argument.span,
                hint: "put text of several words in quotes: \(name)=\"\(text) \(word)\"")
        }
        return nil
    }

    private mutating func parameter(
        for argument: Argument, of call: Call, next positional: inout [EndpointParameter]
    ) -> EndpointParameter? {
        guard let name = argument.name else {
            if !positional.isEmpty { return positional.removeFirst() }
            report(
                "\(endpoint.name) does not take this", at: argument.span,
                hint: argument.value.hintForOtherShells ?? hint(forExtra: argument, of: call))
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

    private func hint(forExtra argument: Argument, of call: Call) -> String {
        if let word = argument.value.plainText,
            let command = CommandCatalogue.command(named: word), !command.isSource
        {
            return "a stage stands behind |: \(command.usage)"
        }
        guard endpoint.positionalParameters.contains(where: { $0.kind == .text }) else {
            return "type help \(endpoint.name) for what it takes"
        }
        let words = call.arguments.compactMap { $0.name == nil ? $0.value.plainText : nil }
        let text = words.joined(separator: " ")
        return "put text of several words in quotes: \(endpoint.name) \"\(text)\""
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
        let isRange = word.range != nil && !parameter.allowsRange && parameter.place != .upload
        if word.splitOnCommas().count > 1 || isRange {
            report(
                "\(parameter.name) takes one value", at: word.span,
                hint: hint(forSeveralValues: word, of: parameter))
            return nil
        }
        let text: String
        do throws(Diagnostic) {
            switch try resolver.giving(parameter.name).resolve(word) {
            case .text(let known): text = known
            case .unknown: return nil
            case .list(let values):
                throw Resolver.severalValues(values.count, at: word.span)
            }
        } catch {
            diagnostics.append(error)
            return nil
        }
        if word.isTableRow { tableRows[word.span] = text }
        do {
            return try parameter.validated(text)
        } catch {
            let explained = ValidationText(error, parameter: parameter.name)
            report(explained.message, at: word.span, hint: explained.hint)
            return nil
        }
    }

    private func hint(forSeveralValues word: Word, of parameter: EndpointParameter) -> String {
        if parameter.kind == .amount { return "write it with a point: 24.50" }
        guard endpoint.reply.fields.contains(parameter.name) else {
            return parameter.kind == .text
                ? "write a line for each; text with a comma goes in quotes"
                : "write a line for each"
        }
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

import Discogs
import Output
import PipelineLanguage
import Records

/// Sources that are no endpoints, and session commands.
extension PipelineBinder {
    mutating func bindSession(
        _ action: SessionAction, _ call: Call, of command: Command, rest: [Stage]
    ) -> BoundStatement? {
        var reader = ArgumentReader(call, of: command, resolver: resolver)
        var topic: Spanned<String>?
        if action.isOfAccounts {
            topic = bindAccount(action, &reader, of: command)
        } else if action == .unset {
            topic = reader.requiredWord("a name")
            if let name = topic, !names.has(name.value) {
                if rest.isEmpty, !reader.hasWord, let order = bindUnset(name.value) { return order }
                report(names.undefined(name.value, at: name.span))
            }
        } else if !command.parameters.isEmpty {
            topic = reader.nextWord()
        }
        reader.finish()
        diagnostics += reader.diagnostics
        if let stage = rest.first {
            report("\(command.name) gives no rows", at: stage.span, hint: "leave this out")
        }
        return .action(action, topic: topic?.value)
    }

    mutating func bindReport(
        _ kind: SessionReport, _ call: Call, of command: Command
    ) -> BoundSource {
        var reader = ArgumentReader(call, of: command, resolver: resolver)
        let order = kind == .cache ? CacheCommand.order(&reader) : .status
        let text = kind == .history ? reader.nextWord() : nil
        reader.finish()
        diagnostics += reader.diagnostics
        switch kind {
        case .status: return .status
        case .cache: return .cache(order)
        case .accounts: return .accounts
        case .whoami: return .whoami
        case .names: return .listed("vars", names.rows)
        case .settings: return .listed("set", [])
        case .log:
            checkIsForPrompt("log", call)
            return .log(newest: nil)
        case .history:
            checkIsForPrompt("history", call)
            return .history(matching: text?.value, newest: nil)
        }
    }

    /// What a person typed, and asked for, is not a script's to read.
    private mutating func checkIsForPrompt(_ name: String, _ call: Call) {
        guard !options.isTrusted else { return }
        report(
            "\(name) is for the prompt", at: call.span, hint: "--trust lets a script read it")
    }

    mutating func bindEndpoint(_ endpoint: Endpoint, _ call: Call) -> BoundSource {
        var binder = EndpointBinder(endpoint, resolver: resolver)
        let builder = binder.bind(call)
        diagnostics += binder.diagnostics
        tableRows.merge(binder.tableRows) { _, new in new }
        if endpoint.isWrite { checkChange(endpoint.name, at: call.name.span) }
        if let path = builder.fileToUpload,
            let file = call.arguments.first(where: { $0.value.plainText == path })
        {
            checkFile(path, at: file.value.span)
        }
        return .endpoint(endpoint, builder)
    }

    /// What changes something on Discogs is asked about at the prompt, and a script is told
    /// beforehand that it may.
    private mutating func checkChange(_ name: String, at span: SourceSpan) {
        guard !options.isInteractive, !options.agreesToChanges, !options.isDryRun else { return }
        report(
            "\(name) changes something on Discogs, which a script may not", at: span,
            hint: "--yes allows it; --dry-run shows what it would send")
    }

    private mutating func checkFile(_ path: String, at span: SourceSpan) {
        do {
            _ = try GivenPath.resolve(path, in: ".", allowOutside: options.isTrusted)
        } catch {
            report("'\(path)' is not a file in the current folder", at: span, hint: error.hint)
        }
    }

    mutating func bindRaw(_ call: Call, of command: Command) -> BoundSource? {
        var reader = ArgumentReader(call.withoutNamedArguments, of: command, resolver: resolver)
        let method = reader.requiredWord("a method: GET")
        let path = reader.requiredWord("a path: /releases/249504")
        reader.finish()
        var query: [QueryItem] = []
        var members: [(String, JSONValue)] = []
        for argument in call.arguments {
            guard let name = argument.name else { continue }
            do throws(Diagnostic) {
                switch try resolver.resolve(argument.value) {
                case .text(let value):
                    query.append(QueryItem(name.value, value))
                    members.append(
                        (name.value, JSONValue(typed: value, isQuoted: argument.value.isQuoted)))
                case .unknown: break
                case .list(let values):
                    throw Resolver.severalValues(values.count, at: argument.value.span)
                }
            } catch {
                report(error)
            }
        }
        diagnostics += reader.diagnostics
        guard let method, let path else {
            // Nothing wrong, so a value that only a run can know.
            return reader.diagnostics.isEmpty ? try? .raw(.raw(.get, "/")) : nil
        }
        guard let verb = HTTPMethod(rawValue: method.value.uppercased()) else {
            report(
                "'\(method.value)' is no method of the API", at: method.span,
                hint: "the methods are GET, POST, PUT and DELETE")
            return nil
        }
        if verb != .get { checkChange("raw \(verb.rawValue)", at: method.span) }
        do {
            let isSent = verb == .post || verb == .put
            return .raw(
                try DiscogsRequest.raw(
                    verb, path.value, query: isSent ? [] : query,
                    body: isSent && !members.isEmpty ? .json(JSONObject(members)) : nil))
        } catch {
            let explained = ValidationText(error.problem, parameter: "the path")
            report(explained.message, at: path.span, hint: explained.hint)
            return nil
        }
    }
}

extension JSONValue {
    /// What was typed for a member of a body: numbers and truth values are such, unless in quotes.
    fileprivate init(typed text: String, isQuoted: Bool) {
        guard !isQuoted else {
            self = .string(text)
            return
        }
        switch text {
        case "true": self = .bool(true)
        case "false": self = .bool(false)
        case "null": self = .null
        default:
            self =
                Int64(text).map(JSONValue.int) ?? Double(text).map(JSONValue.double)
                ?? .string(text)
        }
    }
}

extension Call {
    fileprivate var withoutNamedArguments: Call {
        Call(name: name, arguments: arguments.filter { $0.name == nil }, span: span)
    }
}

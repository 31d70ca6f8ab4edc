import Discogs
import PipelineLanguage

/// Sources that are no endpoints, and session commands.
extension PipelineBinder {
    mutating func bindSession(
        _ action: SessionAction, _ call: Call, of command: Command, rest: [Stage]
    ) -> BoundStatement? {
        var reader = ArgumentReader(call, of: command, resolver: resolver)
        var topic: Spanned<String>?
        if action == .unset {
            topic = reader.requiredWord("a name")
            if let name = topic, !names.has(name.value) {
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
        let text = command.parameters.isEmpty ? nil : reader.nextWord()
        reader.finish()
        diagnostics += reader.diagnostics
        switch kind {
        case .status: return .status
        case .names: return .names(names.rows)
        case .history:
            // What a person typed is not a script's to read.
            if !options.isTrusted {
                report(
                    "history is for the prompt", at: call.span,
                    hint: "--trust lets a script read it")
            }
            return .history(matching: text?.value)
        }
    }

    mutating func bindRaw(_ call: Call, of command: Command) -> BoundSource? {
        var reader = ArgumentReader(call.withoutNamedArguments, of: command, resolver: resolver)
        let method = reader.requiredWord("a method: GET")
        let path = reader.requiredWord("a path: /releases/249504")
        reader.finish()
        var query: [QueryItem] = []
        for argument in call.arguments {
            guard let name = argument.name else { continue }
            do throws(Diagnostic) {
                switch try resolver.resolve(argument.value) {
                case .text(let value): query.append(QueryItem(name.value, value))
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
        guard method.value.uppercased() == HTTPMethod.get.rawValue else {
            report(
                "raw sends GET only", at: method.span,
                hint: "commands that change something on Discogs are not available yet")
            return nil
        }
        do {
            return .raw(try DiscogsRequest.raw(.get, path.value, query: query))
        } catch {
            let explained = ValidationText(error.problem, parameter: "the path")
            report(explained.message, at: path.span, hint: explained.hint)
            return nil
        }
    }
}

extension Call {
    fileprivate var withoutNamedArguments: Call {
        Call(name: name, arguments: arguments.filter { $0.name == nil }, span: span)
    }
}

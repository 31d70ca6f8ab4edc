/// The canonical text of a tree: parsed again it gives the same tree. Comments are not in the tree.
package enum Formatter {
    /// One statement a line, each with a line end.
    package static func text(of script: Script) -> String {
        script.statements.map { text(of: $0) + "\n" }.joined()
    }

    package static func text(of statement: Statement) -> String {
        switch statement.kind {
        case .let(let name, .word(let word)):
            "let \(name.value) = \(text(of: word, in: .letValue))"
        case .let(let name, .pipeline(let pipeline)):
            "let \(name.value) = \(text(of: pipeline))"
        case .alias(let name, let stages):
            "alias \(name.value) = \(text(of: stages))"
        case .pipeline(let pipeline, let isTry):
            (isTry ? "try " : "") + text(of: pipeline)
        }
    }

    package static func text(of pipeline: Pipeline) -> String {
        let stages = text(of: pipeline.stages)
        guard let shell = pipeline.shellCommand else { return stages }
        return "\(stages) | ! \(shell.value)"
    }

    package static func text(of stage: Stage) -> String {
        switch stage.kind {
        case .reference(let reference): text(of: reference)
        case .where(let predicate): "where \(text(of: predicate))"
        case .each(let body, let isTry): (isTry ? "each try " : "each ") + text(of: body)
        case .call(let call): text(of: call)
        }
    }

    package static func text(of call: Call) -> String {
        if let predicate = call.predicate { return "\(call.name.value) \(text(of: predicate))" }
        return ([call.name.value] + call.arguments.map(text(of:))).joined(separator: " ")
    }

    package static func text(of argument: Argument) -> String {
        guard let name = argument.name else { return text(of: argument.value) }
        return "\(name.value)=\(text(of: argument.value, in: .value))"
    }

    private static func text(of stages: [Stage]) -> String {
        stages.map { text(of: $0) }.joined(separator: " | ")
    }

    private static func text(of body: EachBody) -> String {
        switch body {
        case .call(let call): return text(of: call)
        case .block(let pipeline):
            // '!' takes the rest of its line, so the brace must stand on the next one.
            let end = pipeline.shellCommand == nil ? " }" : "\n}"
            return "{ \(text(of: pipeline))\(end)"
        }
    }
}

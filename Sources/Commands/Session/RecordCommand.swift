import Output
import PipelineLanguage

/// `record FILE`, `record stop`: what was typed, as a script.
enum RecordCommand {
    static let command = Command(
        "record", .scripts, usage: "record FILE [overwrite=yes], record stop",
        "Write the lines that you type and that succeed into a script",
        details: """
            The script is complete after every line, with what its lines build on: a variable that \
            was made earlier, the pipeline that a line continues. @3 becomes the id that it stood \
            for. Lines with a secret in them, and those about the shell, are left out.
            """,
        parameters: [
            .init("FILE", "the script, or stop", isRequired: true, isPositional: true),
            .init("overwrite", "replace an existing file", values: ["yes", "no"], isClosed: true),
        ],
        form: .scripts(.record))
}

extension PipelineBinder {
    mutating func bindScripts(
        _ word: ScriptWord, _ call: Call, of command: Command, rest: [Stage]
    ) -> BoundStatement? {
        let location = Location(source, call.span)
        var reader = ArgumentReader(call, of: command, resolver: resolver)
        let statement: BoundStatement?
        switch word {
        case .source: statement = .script(bindSource(&reader, at: location))
        case .record: statement = bindRecord(&reader, at: location).map(BoundStatement.recording)
        }
        if statement != nil { reader.finish() }
        diagnostics += reader.diagnostics
        if let stage = rest.first {
            report("\(command.name) gives no rows", at: stage.span, hint: "leave this out")
        }
        return statement
    }

    private mutating func bindRecord(
        _ reader: inout ArgumentReader, at location: Location
    ) -> RecordingOrder? {
        if !options.isInteractive {
            report(
                "record is for the prompt", at: location.span, hint: "these lines are a script")
            return nil
        }
        let overwrites = reader.choice("overwrite", of: ["yes", "no"]) == "yes"
        guard let file = reader.requiredWord("a file, or stop") else { return nil }
        if file.value == "stop" { return .stop(location) }
        do {
            let path = try GivenPath.resolve(file.value, in: ".", allowOutside: options.isTrusted)
            return .start(path: path, overwrites: overwrites, location)
        } catch {
            report("'\(file.value)' is no name for a script", at: file.span, hint: error.hint)
            return nil
        }
    }
}

import Output
import PipelineLanguage
import Records

/// `source FILE ARG…`: the statements of another script, in this session.
enum SourceCommand {
    static let command = Command(
        "source", .scripts, usage: "source FILE [ARG…]", "Run a script in this session",
        details: """
            Its variables, aliases and last pipeline stay. It has arguments of its own: $1 is the \
            first ARG. It is checked whole before its first line runs, in a script before the first \
            line of that one. FILE is looked for in the current folder.
            """,
        parameters: [
            .init("FILE", "the script", isRequired: true, isPositional: true),
            .init("ARG", "an argument of the script", isPositional: true),
        ],
        examples: [
            "source scripts/examples/quickstart.mas",
            #"source scripts/examples/basic.mas "Sun Ra""#,
            #"source scripts/examples/basic.mas "Miles Davis""#,
        ],
        form: .scripts(.source))
}

extension PipelineBinder {
    mutating func bindSource(_ reader: inout ArgumentReader, at location: Location)
        -> SourcedScript
    {
        let file = reader.requiredWord("a file")
        if let file {
            do {
                _ = try GivenPath.resolve(file.value, in: ".", allowOutside: options.isTrusted)
            } catch {
                report(
                    "'\(file.value)' is not a file in the current folder", at: file.span,
                    hint: error.hint)
            }
        }
        var arguments: [String?] = []
        while reader.hasWord { arguments.append(reader.nextWord()?.value) }
        return SourcedScript(path: file?.value, arguments: arguments, location: location)
    }
}

extension SourcedScript {
    /// A longer script is refused: it is no script.
    private static let maximumBytes = 16 << 20

    /// The text, and the frame in which it runs; nil while it is not known which script it is.
    /// - Throws: `StageFailure` when it cannot be read; `UsageError` when it is under way already;
    ///   `CancellationError`.
    func load(in frame: ScriptFrame) async throws -> (SourceText, ScriptFrame)? {
        guard let path else { return nil }
        do {
            let file = try await InputFile.open(path, isTrusted: frame.options.isTrusted)
            let identity = file.identity
            guard !frame.files.contains(identity) else {
                throw UsageError(
                    source: location.source,
                    diagnostics: [
                        Diagnostic("\(path) would run itself for ever", at: location.span)
                    ])
            }
            var bytes: [UInt8] = []
            while let chunk = try await file.read() {
                bytes += chunk
                guard bytes.count <= Self.maximumBytes else {
                    throw InputFailure.syntax(
                        path, RowSyntaxError(problem: .tooLong(Self.maximumBytes), line: 1))
                }
            }
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw InputFailure.syntax(path, RowSyntaxError(problem: .notUTF8, line: 1))
            }
            return (
                SourceText(name: path, text: text), frame.within(identity, arguments: arguments)
            )
        } catch let failure as InputFailure {
            throw StageFailure(failure, at: location)
        }
    }
}

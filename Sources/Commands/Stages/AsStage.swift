import Output
import PipelineLanguage

/// `as FORMAT`: the format of what `show` prints and `export` writes behind it.
struct AsStage: PipelineStage {
    let format: OutputFormat

    static let command = Command(
        "as", .output, usage: "as FORMAT", "Choose the format of later output",
        details: "Without it a terminal gets a table, and anything else JSON Lines.",
        parameters: [
            .init(
                "FORMAT", "the format", values: OutputFormat.shown.map(\.rawValue),
                isClosed: true, isRequired: true, isPositional: true)
        ],
        examples: [
            #"search artist="Sun Ra" | limit 3 | select title year | as csv"#,
            "release 9300000001 | select title year | as yaml",
            #"search artist="Sun Ra" type=artist | as markdown"#,
        ],
        form: .stage { arguments, _ in AsStage(&arguments) })

    init?(_ arguments: inout ArgumentReader) {
        guard let word = arguments.requiredWord("a format") else { return nil }
        guard let format = OutputFormat(rawValue: word.value.lowercased()), format.isText
        else {
            arguments.report(Self.unknown(word, of: OutputFormat.shown))
            return nil
        }
        self.format = format
    }

    var keepsEveryRow: Bool { true }

    static func unknown(_ word: Spanned<String>, of formats: [OutputFormat]) -> Diagnostic {
        if let format = OutputFormat(rawValue: word.value.lowercased()), format.isExportable {
            return Diagnostic(
                "\(format.rawValue) is for files only", at: word.span,
                hint: "… | export \(format.rawValue)")
        }
        return Diagnostic(
            "'\(word.value)' is not a format", at: word.span,
            hint: "one of \(formats.map(\.rawValue).joined(separator: ", "))")
    }

    func apply(to flow: Flow, at location: Location, in run: PipelineRun) -> Flow {
        var flow = flow
        flow.format = format
        return flow
    }
}

import Output
import PipelineLanguage
import Records
import RowDatabase

/// `read FILE`: the rows of a file.
enum ReadCommand {
    static let command = Command(
        "read", .files, usage: "read FILE|- [as FORMAT] [table=NAME]", "Read rows from a file",
        details: """
            The format comes from the file's ending; any other file is lines, each of which becomes \
            {"value": …}. The first line of csv and tsv names the fields; csv may have ; | or tabs \
            between its cells; the apostrophe in front of text that looks like a formula is taken off. A database of \
            SQLite (.sqlite, .db) gives the rows of a table, which table= names when there are several. - is standard input. A script reads files of the current folder \
            only, and none that begin with a dot, without --trust.
            """,
        parameters: [
            .init(
                "FILE", "the file, or - for standard input", isRequired: true, isPositional: true),
            .init("table", "the table of a database"),
            .init(
                "FORMAT", "how rows stand in it", values: InputContent.names,
                isClosed: true, isPositional: true),
        ],
        examples: [
            "read scripts/examples/wants.csv | where at_most<35",
            "read scripts/examples/wants.csv | each { search $.album | limit 1 }",
            "read scripts/examples/wants.csv | sort -at_most | select album at_most",
        ],
        form: .read)
}

/// A file as the source of a pipeline.
package struct InputSource: Sendable {
    /// Nil is standard input.
    let path: String?
    let content: InputContent
    /// Whether links, pipes and devices may be read.
    let isTrusted: Bool
    /// Where exports are.
    var exportDirectory: String?

    /// The file's name without its ending, which names exports.
    var name: String {
        let file = path?.split(separator: "/").last.map(String.init) ?? "input"
        return file.split(separator: ".").first.map(String.init) ?? file
    }
}

extension PipelineBinder {
    mutating func bindRead(_ call: Call, of command: Command) -> BoundSource? {
        var reader = ArgumentReader(call, of: command, resolver: resolver)
        let file = reader.requiredWord("a file")
        var content: InputContent?
        if let word = reader.nextWord(if: "as"), let name = reader.requiredWord("a format") {
            content = InputContent(named: name.value.lowercased())
            if content == nil {
                let formats = InputContent.names.joined(separator: ", ")
                reader.report(
                    Diagnostic(
                        "'\(name.value)' is not a format that can be read",
                        at: SourceSpan(word.span.start, name.span.end), hint: "one of \(formats)"))
            }
        }
        if let file, let problem = problem(withInput: file) { reader.report(problem) }
        let ending = file?.value.split(separator: ".").dropFirst().last.map(String.init)
        var found = content ?? InputContent(fileExtension: ending ?? "")
        if let argument = reader.named("table") {
            if found != .table(nil) {
                reader.report(
                    Diagnostic(
                        "only a database has tables", at: argument.span,
                        hint: "its name ends in .sqlite or .db, or add as sqlite"))
            }
            found = .table(reader.tableName(in: argument))
        }
        if content == nil, let file, OutputFormat(fileNamed: file.value) == .xlsx {
            reader.report(
                Diagnostic(
                    "a spreadsheet cannot be read", at: file.span, hint: "save it as csv there"))
        }
        if case .table = found, let file, file.value == "-" {
            reader.report(
                Diagnostic(
                    "a database cannot come from standard input", at: file.span,
                    hint: "name a file"))
        }
        reader.finish()
        diagnostics += reader.diagnostics
        guard reader.diagnostics.isEmpty else { return nil }
        // A name that only a run can know: nothing is read now.
        guard let file else { return .variable(command.name, nil) }
        return .input(
            InputSource(
                path: file.value == "-" ? nil : file.value,
                content: found,
                isTrusted: options.isTrusted, exportDirectory: options.exportDirectory))
    }

    private func problem(withInput file: Spanned<String>) -> Diagnostic? {
        if file.value == "-" {
            guard !options.mayReadStandardInput else { return nil }
            return Diagnostic(
                "standard input is where these lines come from", at: file.span,
                hint: "name a file, or run the script from a file")
        }
        do {
            _ = try GivenPath.resolve(file.value, in: ".", allowOutside: options.isTrusted)
            return nil
        } catch {
            return Diagnostic(
                "'\(file.value)' is not a file in the current folder", at: file.span,
                hint: error.hint)
        }
    }
}

extension GivenPath.Failure {
    /// What to type instead.
    var hint: String {
        switch self {
        case .noFileName: "name a file, not a folder"
        case .unusableCharacter: "it holds a control character"
        case .nameTooLong: "a name has at most 255 bytes"
        case .home: "~ has no meaning here; give a plain name"
        case .hidden: "a name must not begin with a dot"
        case .outside: "give a plain name, or allow other places with --trust"
        }
    }
}

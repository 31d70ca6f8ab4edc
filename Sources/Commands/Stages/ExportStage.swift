import Output
import PipelineLanguage
import Records

/// `export [FORMAT] [FILE]`: all rows into a file, whole or not at all.
struct ExportStage: PipelineStage {
    /// Nil takes what `as` said, else the default.
    private let format: OutputFormat?
    /// Nil makes a name from the source and the time.
    private let file: Spanned<String>?
    private let options: ExportOptions

    static let formats = OutputFormat.exportable

    static let command = Command(
        "export", .output, usage: "export [FORMAT] [FILE] [OPTION=VALUE…]",
        "Write all rows to a file in the export folder",
        details: """
            The format comes from FORMAT, else from the file's ending, else from as, else from \
            DEFAULT_EXPORT_FORMAT. Without FILE the file is named after the source and the time. An \
            existing file is left alone unless overwrite=yes; append=yes adds rows to csv, tsv and jsonl, \
            whose columns stay as they are. A file is written whole or not at all. \
            Nested values become columns such as community.have; flatten=no keeps each in one cell, as \
            JSON. Text that a spreadsheet would run as a formula gets an apostrophe in front, which read \
            takes off. E-mail and postal addresses of orders, messages and profiles are left out unless \
            private=yes. sqlite adds rows to a table and changes those with the same key, which is the id \
            of what Discogs sends and key=FIELD otherwise; other tables of the file stay. The rows go on to later stages.
            """,
        parameters: [
            .init(
                "FORMAT", "the format", values: formats.map(\.rawValue), isPositional: true,
                content: .export),
            .init(
                "FILE", "the file's name, in EXPORT_DIR", isPositional: true, content: .export),
        ] + ExportOptions.parameters,
        examples: [
            #"search artist="Miles Davis" format=vinyl | page 2 | export csv"#,
            #"search artist="Sun Ra" | select id title | export sun-ra.json overwrite=yes"#,
            #"search artist="Sun Ra" | export ra.html columns=title,year overwrite=yes"#,
            #"search artist="Sun Ra" type=release | export crate.db table=releases"#,
            #"search artist="Sun Ra" | export ra.csv columns=id,title append=yes"#,
            "release 9300000001 | export csv delimiter=semicolon bom=yes flatten=no",
        ],
        form: .stage { arguments, context in ExportStage(&arguments, context) })

    init?(_ arguments: inout ArgumentReader, _ context: BindingContext) {
        options = ExportOptions(&arguments)
        var first = arguments.nextWord()
        var format: OutputFormat?
        if let word = first, let named = OutputFormat(rawValue: word.value.lowercased()) {
            guard named.isExportable else {
                arguments.report(AsStage.unknown(word, of: Self.formats))
                return nil
            }
            format = named
            first = arguments.nextWord()
        }
        file = first
        if let first {
            format = format ?? OutputFormat(fileNamed: first.value)
            if let problem = Self.problem(with: first, hasFormat: format != nil, context) {
                arguments.report(problem)
            }
        }
        self.format = format
        for problem in options.problems(hasFile: file != nil) { arguments.report(problem) }
        guard let format else { return }
        for problem in options.problems(with: format) { arguments.report(problem) }
    }

    var takesAllRows: Bool { true }
    var isSink: Bool { true }
    var keepsEveryRow: Bool { true }

    private static func problem(
        with file: Spanned<String>, hasFormat: Bool, _ context: BindingContext
    ) -> Diagnostic? {
        let isPlainWord = !file.value.contains(".") && !file.value.contains("/")
        if !hasFormat, isPlainWord {
            let near = Suggestion.nearest(to: file.value, in: formats.map(\.rawValue))
            if let near {
                return Diagnostic(
                    "'\(file.value)' is not a format", at: file.span,
                    hint: "did you mean '\(near)'?")
            }
        }
        do {
            _ = try GivenPath.resolve(
                file.value, in: context.options.exportDirectory,
                allowOutside: context.options.isTrusted)
            return nil
        } catch {
            return Diagnostic(
                "'\(file.value)' is not a file in the export folder", at: file.span,
                hint: error.hint)
        }
    }

    func apply(to flow: Flow, at location: Location, in run: PipelineRun) throws -> Flow {
        if run.isDone { return flow }
        let asked = flow.format.flatMap { $0.isExportable ? $0 : nil }
        let format = format ?? asked ?? run.options.defaultExportFormat
        let problems =
            options.problems(with: format) + options.problems(withPrivate: flow.privateFields)
        guard problems.isEmpty else {
            throw UsageError(source: location.source, diagnostics: problems)
        }
        var exported = options.fields.isEmpty ? flow : flow.checking(options.fields, at: location)
        let target = try target(flow, format: format, in: run)
        let appended = target as? AppendedFile
        if let appended, run.journal?.wrote(appended.path) ?? false {
            run.note("\(appended.path): has these rows already")
            return flow
        }
        let header = try header(of: appended, format, at: location)
        let export = Export(
            exported.rows, to: target, format: format,
            options: options.writerOptions(
                for: flow, below: header, database: target is DatabaseFile ? target.path : nil,
                // Rows that wait take no room elsewhere, and when there is too little it is found early.
                temporaryFolder: target.folder),
            leavingOut: options.keepsPrivate ? [] : flow.privateFields, run: run)
        exported.rows = RowStream { try await export.next() }
        exported.completions.append(
            .init(drain: { try await export.drain() }, finish: { try await export.finish() }))
        return exported
    }

    private func target(
        _ flow: Flow, format: OutputFormat, in run: PipelineRun
    ) throws -> any OutputFile {
        if let file {
            let path = try GivenPath.resolve(
                file.value, in: run.options.exportDirectory, allowOutside: run.options.isTrusted)
            let isOwn = run.journal?.wrote(path) ?? false
            if options.appends { return try AppendedFile(path: path) }
            if format == .sqlite, !isOwn, let database = try DatabaseFile(path: path) {
                return database
            }
            return try Self.file(at: path, overwrites: options.overwrites, in: run)
        }
        let stem = "\(flow.sourceName)-\(run.timestamp)"
        var suffix = ""
        var number = 1
        while true {
            let path =
                "\(run.options.exportDirectory)/\(stem)\(suffix).\(format.fileExtension)"
            do {
                return try Self.file(at: path, overwrites: false, in: run)
            } catch {
                guard case .exists = error else { throw error }
                number += 1
                suffix = "-\(number)"
            }
        }
    }

    /// The columns of the file that the rows come to; nil where it has none yet, or never has.
    private func header(
        of file: AppendedFile?, _ format: OutputFormat, at location: Location
    ) throws -> DelimitedHeader? {
        guard let file, format.hasCells, let rows = RowFormat(rawValue: format.rawValue),
            let header = try file.takeHeader(in: rows)
        else { return nil }
        let problems = options.problems(below: header)
        guard problems.isEmpty else {
            throw UsageError(source: location.source, diagnostics: problems)
        }
        return header
    }

    /// A file that the same statement wrote before its run was killed is no other file.
    private static func file(
        at path: String, overwrites: Bool, in run: PipelineRun
    ) throws(FileWriteError) -> DurableFile {
        let isOwn = run.journal?.wrote(path) ?? false
        return try DurableFile(path: path, overwrite: overwrites || isOwn)
    }
}

import Output
import PipelineLanguage
import Records
import RowDatabase

/// What an `export` was told beside format and file: `columns=id,title overwrite=yes`.
struct ExportOptions: Sendable {
    private(set) var columns: [SelectedField] = []
    private(set) var delimiter = CellDelimiter.comma
    private(set) var hasByteOrderMark = false
    private(set) var flattens = true
    private var table: String?
    private var key: [SelectedField] = []
    private(set) var appends = false
    private(set) var overwrites = false
    private(set) var keepsPrivate = false
    /// Those that were given, and where.
    private var given: [(option: ExportOption, span: SourceSpan)] = []

    static let parameters = ExportOption.allCases.map { option in
        Command.Parameter(
            option.rawValue, "\(option.summary)\(option.formatsInWords)", values: option.values,
            isClosed: !option.values.isEmpty,
            content: [.columns, .key].contains(option) ? .field : .text)
    }

    init(_ arguments: inout ArgumentReader) {
        for option in ExportOption.allCases {
            guard let span = arguments.span(ofNamed: option.rawValue) else { continue }
            given.append((option, span))
            read(option, from: &arguments)
        }
    }

    private mutating func read(_ option: ExportOption, from arguments: inout ArgumentReader) {
        guard !option.values.isEmpty else {
            guard let argument = arguments.named(option.rawValue) else { return }
            switch option {
            case .columns: columns = arguments.fields(in: argument)
            case .key: key = arguments.fields(in: argument)
            default: table = arguments.tableName(in: argument)
            }
            return
        }
        let value = arguments.choice(option.rawValue, of: option.values)
        switch option {
        case .columns, .table, .key: break
        case .delimiter: delimiter = value.flatMap(CellDelimiter.init) ?? .comma
        case .bom: hasByteOrderMark = value == "yes"
        case .flatten: flattens = value != "no"
        case .append: appends = value == "yes"
        case .overwrite: overwrites = value == "yes"
        case .keepsPrivate: keepsPrivate = value == "yes"
        }
    }

    /// What a format has no use for.
    func problems(with format: OutputFormat) -> [Diagnostic] {
        given.filter { !$0.option.isTaken(by: format) }.map { option, span in
            Diagnostic(
                "\(format.rawValue) takes no \(option.rawValue)", at: span,
                hint: option == .append && format == .sqlite
                    ? "rows are added to a database without it"
                    : "\(option.rawValue) is for \(option.formatNames)")
        }
    }

    /// Options that contradict each other, or want a file.
    func problems(hasFile: Bool) -> [Diagnostic] {
        guard appends, let span = given.first(where: { $0.option == .append })?.span else {
            return []
        }
        if overwrites {
            return [
                Diagnostic(
                    "append=yes keeps what overwrite=yes replaces", at: span,
                    hint: "leave one of them out")
            ]
        }
        if hasFile { return [] }
        return [
            Diagnostic(
                "append=yes needs the name of a file", at: span,
                hint: "export crate.csv append=yes")
        ]
    }

    /// What does not go with the file that the rows are appended to.
    func problems(below header: DelimitedHeader) -> [Diagnostic] {
        let others = columns.filter { !header.names.contains($0.path.description) }
        var problems = others.map { column in
            Diagnostic(
                "the file has no column '\(column.name)', and appending adds none",
                at: column.span,
                hint: Suggestion.nearest(to: column.name, in: header.names).map {
                    "did you mean '\($0)'?"
                })
        }
        if let span = given.first(where: { $0.option == .delimiter })?.span,
            header.names.count > 1, header.delimiter != delimiter
        {
            problems.append(
                Diagnostic(
                    "the cells of the file are separated by a \(header.delimiter.rawValue)",
                    at: span, hint: "leave delimiter out"))
        }
        return problems
    }

    /// Columns that are left out of exports, and were asked for.
    func problems(withPrivate names: Set<String>) -> [Diagnostic] {
        if keepsPrivate { return [] }
        return columns.filter { names.contains($0.path.lastName) }.map { column in
            Diagnostic(
                "'\(column.name)' is private", at: column.span,
                hint: "add private=yes to export it")
        }
    }

    /// Fields that have to be there.
    var fields: [SelectedField] { columns + key }

    /// - Parameters:
    ///   - header: of the file that the rows are appended to.
    ///   - database: the path of the database that gets the rows; nil for a new file.
    ///   - temporaryFolder: where rows wait.
    func writerOptions(
        for flow: Flow, below header: DelimitedHeader?, database: String?,
        temporaryFolder: String
    ) -> RowWriterOptions {
        let table = RowTableWriter(
            table: table ?? TableName.plain(flow.sourceName),
            key: key.isEmpty ? flow.kind.naturalKey : key.map(\.path.description),
            manner: overwrites ? .replace : .update)
        return RowWriterOptions(
            columns: columns.isEmpty ? nil : columns.map(\.path.description),
            columnsWithoutRows: flow.chosenFields ?? [], kind: flow.kind,
            title: flow.sourceName, table: table, header: header, database: database,
            delimiter: header.map { $0.names.count > 1 ? $0.delimiter : delimiter } ?? delimiter,
            hasByteOrderMark: hasByteOrderMark, flattens: flattens,
            temporaryFolder: temporaryFolder)
    }
}

extension ExportOption {
    fileprivate var values: [String] {
        switch self {
        case .columns, .table, .key: []
        case .delimiter: CellDelimiter.allCases.map(\.rawValue)
        case .bom, .flatten, .append, .overwrite, .keepsPrivate: ["yes", "no"]
        }
    }

    fileprivate var summary: String {
        switch self {
        case .columns: "the fields to write, in this order: id,title"
        case .delimiter: "what stands between two cells"
        case .bom: "begin with a mark by which some spreadsheets know UTF-8"
        case .flatten: "no writes a nested value as JSON into one cell"
        case .table: "the table that the rows go into"
        case .key: "the fields that tell which row is the same: id, or type,id"
        case .append: "add the rows to an existing file, below its columns"
        case .overwrite: "replace an existing file, or an existing table"
        case .keepsPrivate: "write e-mail and postal addresses, too"
        }
    }

    fileprivate var formatNames: String {
        let names = formats.map(\.rawValue)
        guard names.count > 1, let last = names.last else { return names.joined() }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }

    /// Nothing for an option that every format takes.
    fileprivate var formatsInWords: String {
        formats == OutputFormat.exportable ? "" : " (\(formatNames))"
    }
}

extension ArgumentReader {
    mutating func tableName(in argument: Argument) -> String? {
        guard let word = text(of: argument.value) else { return nil }
        if let problem = TableName.problem(with: word.value) {
            report(
                Diagnostic(
                    "'\(word.value)' is not the name of a table", at: word.span, hint: problem))
        }
        return word.value
    }
}

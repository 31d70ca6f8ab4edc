import PipelineLanguage
import Records

/// Gives references their values. One reference is one value, whatever it contains: it is never
/// parsed again.
package struct Resolver: Sendable {
    /// What a word stands for.
    package enum Resolved: Sendable, Hashable {
        case text(String)
        /// Several values: `$_.id` of several rows.
        case list([String])
        /// Known only when the script has run so far; a check accepts it.
        case unknown
    }

    /// `$1…$9`; nil for one that only a run can know.
    let arguments: [String?]
    /// Rows of the last pipeline; nil while they are not known.
    let lastRows: [Row]?
    /// Whether no pipeline ran before, so that there are no last rows.
    let isFirst: Bool
    /// Of the table shown last; nil where `@3` means nothing (scripts).
    let tableRows: [ShownRow]?
    let variables: [String: Variable]
    /// What `$.field` looks into.
    private(set) var currentRow = CurrentRow.none
    /// The parameter of an endpoint that the value is for; nil for anything else.
    private var parameter: String?

    package enum CurrentRow: Sendable {
        /// Outside of `each`.
        case none
        /// In an `each` that is checked and does not run.
        case unknown
        case row(Row)
    }

    package init(
        arguments: [String?], lastRows: [Row]? = nil, isFirst: Bool = false,
        tableRows: [ShownRow]? = nil, variables: [String: Variable] = [:]
    ) {
        self.arguments = arguments
        self.lastRows = lastRows
        self.isFirst = isFirst
        self.tableRows = tableRows
        self.variables = variables
    }

    /// This resolver inside `each`.
    func within(_ row: CurrentRow) -> Resolver {
        var resolver = self
        resolver.currentRow = row
        return resolver
    }

    /// This resolver for the values of a parameter of an endpoint.
    func giving(_ parameter: String) -> Resolver {
        var resolver = self
        resolver.parameter = parameter
        return resolver
    }

    /// Whether the value of one of the references is known only when the script has run so far.
    func awaitsRows(of references: [Reference]) -> Bool {
        references.contains { reference in
            switch reference.kind {
            case .lastResult: lastRows == nil
            case .variable(let name, _):
                switch variables[name] {
                case .rows(nil), .unknown: true
                default: false
                }
            default: false
            }
        }
    }

    /// Of a text that is put together.
    private static let maximumBytes = 1 << 20

    /// - Throws: `Diagnostic` for a reference that has no value, or several inside other text.
    func resolve(_ word: Word) throws(Diagnostic) -> Resolved {
        if word.pieces.count == 1, case .reference(let reference) = word.pieces[0] {
            return try resolve(reference)
        }
        var text = ""
        var isKnown = true
        for piece in word.pieces {
            switch piece {
            case .bare(let part), .quoted(let part): text += part
            case .reference(let reference):
                switch try resolve(reference) {
                case .text(let part): text += part
                case .unknown: isKnown = false
                case .list(let values):
                    throw Self.severalValues(values.count, at: reference.span)
                }
                // A line can double what the line before it made.
                guard text.utf8.count <= Self.maximumBytes else {
                    throw Diagnostic("this text is too long", at: word.span)
                }
            }
        }
        return isKnown ? .text(text) : .unknown
    }

    func resolve(_ reference: Reference) throws(Diagnostic) -> Resolved {
        try resolve(reference.kind, at: reference.span)
    }

    private func resolve(
        _ kind: Reference.Kind, at span: SourceSpan
    ) throws(Diagnostic) -> Resolved {
        switch kind {
        case .argument(let number):
            guard arguments.indices.contains(number - 1) else {
                throw Diagnostic(
                    "no argument $\(number)", at: span,
                    hint: "give it after the script's name, or write ${\(number):-default}")
            }
            return arguments[number - 1].map(Resolved.text) ?? .unknown
        case .withDefault(let kind, let fallback):
            guard let fallback, isUndefined(kind) else { return try resolve(kind, at: span) }
            return try resolve(fallback)
        case .lastResult(let path): return try lastResult(path, at: span)
        case .tableRow(let number): return try tableRow(number, at: span)
        case .variable(let name, let path): return try variable(name, path, at: span)
        case .currentRow(let path): return try currentRow(path, at: span)
        }
    }

    /// Whether a default stands for it; one that is there and does not fit is an error.
    private func isUndefined(_ kind: Reference.Kind) -> Bool {
        switch kind {
        case .argument(let number): !arguments.indices.contains(number - 1)
        case .variable(let name, _): variables[name] == nil
        default: false
        }
    }

    // MARK: Variables

    private func variable(
        _ name: String, _ path: [String], at span: SourceSpan
    ) throws(Diagnostic) -> Resolved {
        switch variables[name] {
        case nil: throw undefined(name, at: span)
        case .unknown: return .unknown
        case .values(let values):
            guard path.isEmpty else {
                throw Diagnostic(
                    "'$\(name)' is a value and has no fields", at: span, hint: "write $\(name)")
            }
            return Self.resolved(values.compactMap(\.plainText))
        case .rows(let kept):
            return try values(at: path, in: kept?.rows, "$\(name)", at: span)
        }
    }

    /// The words that a word stands for which is the name of a value; nil for any other.
    func values(of word: Word) -> [Word]? {
        guard !word.isQuoted, word.pieces.count == 1,
            case .reference(let reference) = word.pieces[0],
            case .variable(let name, path: []) = reference.kind,
            case .values(let values) = variables[name]
        else { return nil }
        // Whatever is wrong with them is wrong here.
        return values.map { Word(pieces: $0.pieces, isQuoted: $0.isQuoted, span: word.span) }
    }

    func undefined(_ name: String, at span: SourceSpan) -> Diagnostic {
        let near = Suggestion.nearest(to: name, in: variables.keys.sorted())
        return Diagnostic(
            "no variable '\(name)'", at: span,
            hint: near.map { "did you mean '$\($0)'?" }
                ?? "let \(name) = … makes it; '$\(name)' in single quotes is text")
    }

    private func currentRow(
        _ path: [String], at span: SourceSpan
    ) throws(Diagnostic) -> Resolved {
        switch currentRow {
        case .none:
            throw Diagnostic(
                "'$.' is the row inside each", at: span, hint: "write … | each release $.id")
        case .unknown: return .unknown
        case .row(let row):
            let field = FieldPath(path.joined(separator: "."))
            let found = field.values(in: row)
            guard !found.isEmpty else {
                let near = Suggestion.nearest(to: path[0], in: row.keys)
                throw Diagnostic(
                    "this row has no field '\(field)'", at: span,
                    hint: near.flatMap {
                        // There is no way to write a quote in one.
                        $0 == path[0] || $0.contains("'") ? nil : Self.suggestion(ofField: $0, span)
                    })
            }
            return Self.resolved(found.flatMap(\.elements).map(\.text))
        }
    }

    private static func suggestion(ofField name: String, _ span: SourceSpan) -> String {
        let field = Formatter.text(of: Reference(kind: .currentRow(path: [name]), span: span))
        // One that needs quotes has them.
        return "did you mean \(field.hasSuffix("'") ? field : "'\(field)'")?"
    }

    private func lastResult(
        _ path: [String], at span: SourceSpan
    ) throws(Diagnostic) -> Resolved {
        guard !isFirst else {
            throw Diagnostic("there are no last rows: no pipeline ran before this", at: span)
        }
        return try values(at: path, in: lastRows, "$_", at: span)
    }

    private func values(
        at path: [String], in rows: [Row]?, _ name: String, at span: SourceSpan
    ) throws(Diagnostic) -> Resolved {
        guard !path.isEmpty else {
            throw Diagnostic(
                "'\(name)' is rows, where one value is needed", at: span,
                hint: "name a field: \(name).id")
        }
        guard let rows else { return .unknown }
        let field = FieldPath(path.joined(separator: "."))
        let found = rows.flatMap { field.values(in: $0) }
        if found.isEmpty, !rows.isEmpty {
            throw Diagnostic("the rows of \(name) have no field '\(field)'", at: span)
        }
        return Self.resolved(found.flatMap(\.elements).map(\.text))
    }

    private static func resolved(_ values: [String]) -> Resolved {
        values.count == 1 ? .text(values[0]) : .list(values)
    }

    // MARK: The last table

    private func tableRow(_ number: Int, at span: SourceSpan) throws(Diagnostic) -> Resolved {
        guard let tableRows else {
            throw Diagnostic(
                "@\(number) means a row of the table last shown, so it works at the prompt only",
                at: span, hint: "write the id itself")
        }
        guard tableRows.indices.contains(number - 1) else {
            throw Diagnostic(
                tableRows.isEmpty
                    ? "no table with ids was shown yet" : "the last table has no row \(number)",
                at: span,
                hint: tableRows.isEmpty ? nil : "its rows are @1 to @\(tableRows.count)")
        }
        let row = tableRows[number - 1]
        let id = parameter.map(row.id) ?? row.id
        guard !id.isEmpty else {
            throw Diagnostic("row \(number) of the last table has no id", at: span)
        }
        return .text(id)
    }

    /// The error about a list where one value is needed; an empty one is as wrong.
    static func severalValues(_ count: Int, at span: SourceSpan) -> Diagnostic {
        guard count > 0 else {
            return Diagnostic(
                "no value where one is needed", at: span, hint: "the rows have none")
        }
        return Diagnostic(
            "\(count) values where one is needed", at: span, hint: "use limit 1 before")
    }
}

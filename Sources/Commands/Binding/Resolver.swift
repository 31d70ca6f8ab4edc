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

    /// `$1…$9`.
    let arguments: [String]
    /// Rows of the last pipeline; nil while they are not known.
    let lastRows: [Row]?
    /// Whether no pipeline ran before, so that there are no last rows.
    let isFirst: Bool
    /// Ids of the table shown last, as `r249504`, empty for a row without one; nil where `@3`
    /// means nothing (scripts).
    let tableRows: [String]?

    package init(
        arguments: [String], lastRows: [Row]? = nil, isFirst: Bool = false,
        tableRows: [String]? = nil
    ) {
        self.arguments = arguments
        self.lastRows = lastRows
        self.isFirst = isFirst
        self.tableRows = tableRows
    }

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
            return .text(arguments[number - 1])
        case .withDefault(.argument(let number), let fallback):
            if arguments.indices.contains(number - 1) { return .text(arguments[number - 1]) }
            guard let fallback else { return try resolve(.argument(number), at: span) }
            return try resolve(fallback)
        case .withDefault(let kind, let fallback):
            do {
                return try resolve(kind, at: span)
            } catch {
                guard let fallback else { throw error }
                return try resolve(fallback)
            }
        case .lastResult(let path): return try lastResult(path, at: span)
        case .tableRow(let number): return try tableRow(number, at: span)
        case .variable(let name, _):
            throw Diagnostic(
                "no variable '\(name)'", at: span,
                hint: "variables are not available yet; write '$\(name)' for the text itself")
        case .currentRow:
            throw Diagnostic(
                "'$.' is the row inside each", at: span, hint: "each is not available yet")
        }
    }

    private func lastResult(
        _ path: [String], at span: SourceSpan
    ) throws(Diagnostic) -> Resolved {
        guard !isFirst else {
            throw Diagnostic("there are no last rows: no pipeline ran before this", at: span)
        }
        guard !path.isEmpty else {
            throw Diagnostic(
                "'$_' is rows, where one value is needed", at: span, hint: "name a field: $_.id")
        }
        guard let lastRows else { return .unknown }
        let field = FieldPath(path.joined(separator: "."))
        let found = lastRows.flatMap { field.values(in: $0) }
        if found.isEmpty, !lastRows.isEmpty {
            throw Diagnostic("the last rows have no field '\(field)'", at: span)
        }
        let values = found.flatMap(\.elements).map(\.text)
        return values.count == 1 ? .text(values[0]) : .list(values)
    }

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
        let id = tableRows[number - 1]
        guard !id.isEmpty else {
            throw Diagnostic("row \(number) of the last table has no id", at: span)
        }
        return .text(id)
    }

    /// The error about a list where one value is needed; an empty one is as wrong.
    static func severalValues(_ count: Int, at span: SourceSpan) -> Diagnostic {
        guard count > 0 else {
            return Diagnostic(
                "no value where one is needed", at: span, hint: "the last rows have none")
        }
        return Diagnostic(
            "\(count) values where one is needed", at: span, hint: "use limit 1 before")
    }
}

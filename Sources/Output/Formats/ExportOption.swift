/// What an export can be told beside its format and its file. Which formats take what is said here
/// and nowhere else.
package enum ExportOption: String, CaseIterable, Sendable {
    case columns, flatten, delimiter, bom, table, key, append, overwrite
    case keepsPrivate = "private"

    package func isTaken(by format: OutputFormat) -> Bool {
        switch self {
        case .columns, .overwrite, .keepsPrivate: format.isExportable
        case .flatten: format.hasCells && format.isExportable
        case .delimiter: format == .csv
        case .table, .key: format == .sqlite
        case .append: format == .csv || format == .tsv || format == .jsonl
        case .bom: format == .csv || format == .tsv
        }
    }

    /// Those that take it.
    package var formats: [OutputFormat] { OutputFormat.allCases.filter(isTaken) }
}

/// How rows are written.
package enum OutputFormat: String, CaseIterable, Sendable {
    case table, json, jsonl, csv, tsv, markdown, html, yaml, xlsx, sqlite

    /// How the names of files in this format end, without the dot.
    package var fileExtension: String {
        switch self {
        case .table: "txt"
        case .markdown: "md"
        case .json, .jsonl, .csv, .tsv, .html, .yaml, .xlsx, .sqlite: rawValue
        }
    }

    /// The format that a file's name says; nil for one that says none.
    package init?(fileNamed path: String) {
        let name = path.split(separator: "/").last ?? ""
        guard let ending = name.split(separator: ".").dropFirst().last else { return nil }
        self.init(fileExtension: String(ending))
    }

    /// The format of files whose names end like this; nil for an unknown ending.
    package init?(fileExtension: String) {
        switch fileExtension.lowercased() {
        case "md", "markdown": self = .markdown
        case "html", "htm": self = .html
        case "xlsx": self = .xlsx
        case "sqlite", "sqlite3", "db": self = .sqlite
        case "yaml", "yml": self = .yaml
        case "jsonl", "ndjson": self = .jsonl
        case "json": self = .json
        case "csv": self = .csv
        case "tsv", "tab": self = .tsv
        default: return nil
        }
    }

    /// Whether files can be written in it: a table is made for a screen.
    package var isExportable: Bool { self != .table }

    /// Those that files can be written in.
    package static let exportable = allCases.filter(\.isExportable)

    /// Whether it is text, which can be shown and piped.
    package var isText: Bool { self != .xlsx && self != .sqlite }

    /// Those of what is shown.
    package static let shown = allCases.filter(\.isText)

    /// Whether its rows are cells under columns, so that nested values have to become such.
    package var hasCells: Bool {
        switch self {
        case .table, .csv, .tsv, .markdown, .html, .xlsx, .sqlite: true
        case .json, .jsonl, .yaml: false
        }
    }
}

import Output
import Records

/// What rows a file holds.
enum InputContent: Sendable, Hashable {
    case text(RowFormat)
    /// Those of a table of a database; of the only one where none is named.
    case table(String?)

    /// The word for a database.
    static let database = "sqlite"
    static let names = RowFormat.allCases.map(\.rawValue) + [database]

    /// Nil for a word that is none of `names`.
    init?(named name: String) {
        if name == Self.database {
            self = .table(nil)
        } else if let format = RowFormat(rawValue: name) {
            self = .text(format)
        } else {
            return nil
        }
    }

    init(fileExtension: String) {
        let isDatabase = OutputFormat(fileExtension: fileExtension) == .sqlite
        self = isDatabase ? .table(nil) : .text(RowFormat(fileExtension: fileExtension))
    }

    /// Whether each row may have other fields than the first.
    var isLoose: Bool { self == .text(.json) || self == .text(.jsonl) }
}

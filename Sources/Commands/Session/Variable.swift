import PipelineLanguage
import Records

/// What `let` gave a name.
package enum Variable: Sendable {
    /// One value, or the values of a list, as they were written: quoted text stays text, and a range
    /// a range.
    case values([Word])
    /// Nil in a check or a dry run, where no rows are fetched.
    case rows(KeptRows?)
    /// Known only when the script has run so far.
    case unknown
}

/// The rows of a pipeline, all in memory, and what is known about them.
package struct KeptRows: Sendable {
    let rows: [Row]
    let kind: RowKind
    let isObject: Bool
    let declaredFields: [String]?
    let privateFields: Set<String>
}

import Output
import Records

/// What runs between two stages: the rows, and what is known about them.
package struct Flow: Sendable {
    package var rows: RowStream
    package var kind: RowKind
    /// Fields that a row may have although none of the rows seen has it; nil when anything may be.
    package var declaredFields: [String]?
    /// The fields that every row has, and no others; nil when that depends on the rows.
    package var chosenFields: [String]?
    /// Whether any row may have any field, so that only the last one shows that a field is unknown.
    package var judgesFieldsAtEnd = false
    /// Fields that rows of the source had, before stages left rows out.
    package var seenFields = SeenFields()
    /// Whether it is one object, which `show` lays out as a card.
    package var isObject: Bool
    /// What `as` asked for.
    package var format: OutputFormat?
    /// Names of fields that no export has unless it is asked for them, wherever they stand.
    package var privateFields: Set<String> = []
    /// The word that names export files: the source's command.
    package var sourceName: String
    /// How far the source has been read.
    package var progress: ReadProgress
    /// What remains to be done when the last stage wants no more rows, in the order of the stages.
    package var completions: [Completion] = []

    /// The end of a stage whose work is not over when a later one has had enough.
    package struct Completion: Sendable {
        /// Takes the rows that the stage still needs: an export is of all rows.
        var drain: @Sendable () async throws -> Void
        /// Ends the work: a file gets its name, a table its footer.
        var finish: @Sendable () async throws -> Void = {}

        /// The same work, whose failures say where they come from.
        func located(_ locate: @escaping @Sendable (any Error) -> any Error) -> Completion {
            func locating(
                _ work: @escaping @Sendable () async throws -> Void
            ) -> @Sendable () async throws -> Void {
                { do { try await work() } catch { throw locate(error) } }
            }
            return Completion(drain: locating(drain), finish: locating(finish))
        }
    }

    package init(
        rows: RowStream, kind: RowKind, declaredFields: [String]? = nil, isObject: Bool = false,
        sourceName: String, progress: ReadProgress = ReadProgress()
    ) {
        self.rows = rows
        self.kind = kind
        self.declaredFields = declaredFields
        self.isObject = isObject
        self.sourceName = sourceName
        self.progress = progress
    }

    /// Says that the rows are new ones, with these fields.
    mutating func setFields(_ names: [String]) {
        kind = .other
        declaredFields = names
        chosenFields = names
        seenFields = SeenFields()
        judgesFieldsAtEnd = false
    }
}

import Discogs
import PipelineLanguage
import Records

/// One step of a pipeline, ready to run.
package protocol PipelineStage: Sendable {
    /// Whether it needs every row before its result is right, however few are shown then.
    var takesAllRows: Bool { get }
    /// Whether it ends a pipeline (`show`, `export`): a later line continues without it.
    var isSink: Bool { get }
    /// Whether every row that goes in comes out.
    var keepsEveryRow: Bool { get }
    /// Whether it may have enough before all rows have come.
    var mayStopEarly: Bool { get }
    /// Whether more rows may come out than go in, so that a page of the source is none of the screen.
    var mayAddRows: Bool { get }
    /// Names of fields that its rows have and those before it may not have.
    var addedFields: [String] { get }
    /// The fields of its rows, as far as they are known.
    /// - Parameters:
    ///   - fields: those of the rows before it.
    ///   - seen: what the session knows.
    func fields(after fields: FieldTree, seen: SessionKnowledge.State) -> FieldTree
    /// What its rows describe.
    /// - Parameter kind: what those before it describe.
    func kind(after kind: RowKind) -> RowKind

    func apply(to flow: Flow, at location: Location, in run: PipelineRun) async throws -> Flow
}

extension PipelineStage {
    package var takesAllRows: Bool { false }
    package var isSink: Bool { false }
    package var keepsEveryRow: Bool { false }
    package var mayStopEarly: Bool { false }
    package var mayAddRows: Bool { false }
    package var addedFields: [String] { [] }

    package func fields(after fields: FieldTree, seen: SessionKnowledge.State) -> FieldTree {
        fields.merging(FieldTree(addedFields))
    }

    package func kind(after kind: RowKind) -> RowKind { kind }
}

/// A stage that becomes parameters of the request when it stands right behind the source.
package protocol PagingStage: PipelineStage {
    /// - Returns: false when the endpoint cannot do it; the stage then works on rows, if it can.
    func push(into plan: inout ReadPlan, endpoint: Endpoint) -> Bool
}

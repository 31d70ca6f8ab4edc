import PipelineLanguage
import Records
import Synchronization

/// What a session at the prompt has seen and made, for completion: whoever presses Tab gets an
/// answer at once, and nobody is asked for it.
package final class SessionKnowledge: Sendable {
    package struct State: Sendable {
        var names = SessionNames()
        /// What a line that begins with a stage continues.
        var last: BoundPipeline?
        var options = SessionOptions()
        /// The fields of what each source gave, by its name.
        fileprivate var fields: [String: FieldTree] = [:]
        /// The rows of the table shown last, and the object shown behind it.
        fileprivate(set) var table = Shown()
        fileprivate(set) var object = Shown()
        var values = SeenValues()
    }

    /// Rows that a person sees.
    struct Shown: Sendable {
        var rows: [Row] = []
        var kind = RowKind.other
    }

    private let mutex: Mutex<State>

    /// How many rows are kept.
    private static let rowCapacity = 500
    private static let sourceCapacity = 100

    /// - Parameter capacity: how many values are remembered.
    package init(capacity: Int = 100_000) {
        var state = State()
        state.values = SeenValues(capacity: capacity)
        mutex = Mutex(state)
    }

    /// All of it, as it is now.
    var state: State { mutex.withLock { $0 } }

    func update(_ change: (inout State) -> Void) { mutex.withLock { change(&$0) } }

    /// Forgets what came from Discogs, as another account must not see it. Names stay: they are the
    /// person's own.
    func forget() {
        mutex.withLock { state in
            state.fields = [:]
            (state.table, state.object) = (Shown(), Shown())
            state.values = SeenValues(capacity: state.values.capacity)
        }
    }

    // MARK: Rows

    /// The stream with the fields of its first rows noted.
    func noting(_ rows: RowStream, from source: String) -> RowStream {
        rows.transformed(from: false) { [self] isNoted, rows in
            if !isNoted, !rows.isEmpty {
                isNoted = true
                note(FieldTree(of: rows), of: source)
            }
            return .more(rows)
        }
    }

    private func note(_ fields: FieldTree, of source: String) {
        mutex.withLock { state in
            guard state.fields[source] != nil || state.fields.count < Self.sourceCapacity
            else { return }
            state.fields[source] = state.fields[source]?.merging(fields) ?? fields
        }
    }

    /// Notes rows that are shown.
    /// - Parameter isFirst: whether none of the same table were shown before.
    func noteShown(_ rows: [Row], kind: RowKind, isObject: Bool, isFirst: Bool) {
        mutex.withLock { state in
            for row in rows {
                for (meaning, value) in ValueMeaning.values(in: row, of: kind) {
                    state.values.add(value, as: meaning)
                }
            }
            var shown = isObject ? state.object : state.table
            if isFirst { shown = Shown(rows: [], kind: kind) }
            shown.rows += rows.prefix(Self.rowCapacity - shown.rows.count)
            if isObject {
                state.object = shown
            } else {
                (state.table, state.object) = (shown, Shown())
            }
        }
    }
}

extension SessionKnowledge.State {
    /// The fields that a pipeline's rows are known to have.
    func fields(of pipeline: BoundPipeline) -> FieldTree {
        pipeline.stages.reduce(fields(of: pipeline.source)) { fields, bound in
            bound.stage.fields(after: fields, seen: self)
        }
    }

    private func fields(of source: BoundSource) -> FieldTree {
        let known =
            switch source {
            case .endpoint(let endpoint, _): FieldTree(endpoint.reply.fields)
            case .variable(_, let kept):
                FieldTree(of: kept?.rows ?? []).merging(FieldTree(kept?.declaredFields ?? []))
            case .log: FieldTree(LogField.names)
            case .raw, .input, .status, .cache, .history, .listed, .accounts, .whoami:
                FieldTree()
            }
        return fields[source.knownName].map(known.merging) ?? known
    }

    /// The fields of a variable's rows; nil when it has none.
    func fields(ofVariable name: String) -> FieldTree? {
        guard case .rows(let kept) = names.variables[name] else { return nil }
        return fields(of: .variable(name, kept))
    }

    /// The fields of what was shown or ran last.
    var lastFields: FieldTree { last.map(fields(of:)) ?? FieldTree(of: table.rows) }
}

extension BoundSource {
    /// Under what its fields are remembered.
    var knownName: String {
        switch self {
        case .endpoint(let endpoint, _): endpoint.name
        case .raw(let request): "raw \(request.path)"
        case .variable(let name, _): "$\(name)"
        case .input(let input): "read \(input.path ?? "-")"
        case .status: "status"
        case .cache: "cache"
        case .history: "history"
        case .log: "log"
        case .listed(let name, _): name
        case .accounts: "accounts"
        case .whoami: "whoami"
        }
    }
}

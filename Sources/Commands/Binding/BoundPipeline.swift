import Discogs
import PipelineLanguage
import Records

/// A pipeline whose names are checked and whose values are known.
package struct BoundPipeline: Sendable {
    package var source: BoundSource
    package var sourceLocation: Location
    package var stages: [BoundStage]
    /// Whether its request depends on rows that are not known yet (`release $_.id` in a dry run).
    package var awaitsRows = false
    /// How many rows make a page where no `per-page` says it.
    package var pageSize = ReadPlan.defaultPageSize
}

package struct BoundStage: Sendable {
    package let stage: any PipelineStage
    package let location: Location
}

package enum BoundSource: Sendable {
    case endpoint(Endpoint, DiscogsRequestBuilder)
    case raw(DiscogsRequest)
    /// The rows are nil while they are not known.
    case variable(String, KeptRows?)
    case input(InputSource)
    case status
    case cache(CacheOrder)
    /// Only the newest of the lines where a number says so.
    case history(matching: String?, newest: Int?)
    /// What was logged; only the newest of it where a number says so.
    case log(newest: Int?)
    /// What the session lists of itself: what has a name, or can be set.
    case listed(String, [Row])
    /// The stored accounts.
    case accounts
    /// The account that asks.
    case whoami
}

/// What a statement comes to.
package enum BoundStatement: Sendable {
    /// A continuation works on what the last pipeline fetched.
    case pipeline(BoundPipeline, isContinuation: Bool)
    case action(SessionAction, topic: String?)
    /// `set NAME VALUE`
    case setting(SettingOrder)
    /// `let NAME = …`
    case declaration(String, BoundValue)
    case alias(String, Alias)
    /// `source FILE`
    case script(SourcedScript)
    case recording(RecordingOrder)
}

/// What a variable gets.
package enum BoundValue: Sendable {
    /// Nil while they are not known.
    case values([Word]?)
    case pipeline(BoundPipeline, isContinuation: Bool)
}

/// A session command that gives rows.
package enum SessionReport: Sendable, Hashable {
    case status
    case cache
    case history
    case log
    case names
    case settings
    case accounts
    case whoami
}

/// A command about scripts.
package enum ScriptWord: Sendable, Hashable { case source, record }

/// A script that another one, or the prompt, brings in.
package struct SourcedScript: Sendable {
    /// Nil while it is not known.
    let path: String?
    /// Nil for those that are not known.
    let arguments: [String?]
    let location: Location
}

/// What `record` is told.
package enum RecordingOrder: Sendable {
    case start(path: String, overwrites: Bool, Location)
    case stop(Location)
}

/// A session command that gives none.
package enum SessionAction: Sendable, Hashable {
    case help
    case next
    case previous
    case quit
    case unset
    case login
    case logout
    case account
}

extension BoundPipeline {
    /// Fields that its rows may have; more than those that each of them has.
    var possibleFields: [String] {
        let ofSource =
            switch source {
            case .endpoint(let endpoint, _): endpoint.reply.fields
            case .variable(_, let kept): kept?.declaredFields ?? []
            case .log: LogField.names
            case .raw, .input, .status, .cache, .history, .listed, .accounts, .whoami: [String]()
            }
        return stages.reduce(ofSource) { $0 + $1.stage.addedFields }
    }

    /// What its rows describe.
    var kind: RowKind {
        let ofSource: RowKind =
            switch source {
            case .endpoint(let endpoint, _): endpoint.reply.kind
            case .variable(_, let kept): kept?.kind ?? .other
            case .log: .logEntry
            case .raw, .input, .status, .cache, .history, .listed, .accounts, .whoami: .other
            }
        return stages.reduce(ofSource) { $1.stage.kind(after: $0) }
    }

    /// Names of fields that no export of its rows has unless it is asked for them.
    var privateFields: Set<String> {
        stages.reduce(into: source.privateFields) { names, bound in
            if let each = bound.stage as? EachStage { names.formUnion(each.child.privateFields) }
        }
    }

    /// Whether it is known which fields its rows may have, before they come.
    var knowsFields: Bool {
        if case .endpoint = source { true } else { false }
    }

    /// This pipeline without its sinks, which later lines continue.
    var withoutSinks: BoundPipeline {
        var pipeline = self
        pipeline.stages.removeAll { $0.stage.isSink }
        return pipeline
    }

    /// This pipeline continued by `stages`. Leading `page` and `per-page` replace the earlier ones;
    /// all others come behind.
    func continued(by stages: [BoundStage]) -> BoundPipeline {
        var pipeline = withoutSinks
        // What was only looked at was the end of it.
        if case .log = source { pipeline.source = .log(newest: nil) }
        let paging = stages.prefix { $0.stage is PageStage || $0.stage is PerPageStage }
        let isKept = { (bound: BoundStage) in
            !paging.contains { type(of: $0.stage) == type(of: bound.stage) }
        }
        let order = pipeline.stagesOfServerOrder
        // What fails from now on fails because of this page.
        if let first = paging.first { pipeline.sourceLocation = first.location }
        pipeline.stages =
            pipeline.stages[..<order].filter(isKept) + paging
            + pipeline.stages[order...].filter(isKept) + stages.dropFirst(paging.count)
        return pipeline
    }

    /// How many stages there are up to the `sort` that the server does. Pages go behind it: they
    /// are pages of its order.
    private var stagesOfServerOrder: Int {
        let pushed = stages.prefix(stages.count - planned.rowStages.count)
        return pushed.lastIndex { $0.stage is SortStage }.map { $0 + 1 } ?? 0
    }

    /// What the stages right behind the source make of its requests, and the stages behind these,
    /// which work on rows.
    var planned: (plan: ReadPlan, rowStages: ArraySlice<BoundStage>) {
        var plan = ReadPlan()
        plan.customaryPageSize = pageSize
        guard case .endpoint(let endpoint, _) = source else { return (plan, stages[...]) }
        let rowStages = stages.drop {
            ($0.stage as? any PagingStage)?.push(into: &plan, endpoint: endpoint) ?? false
        }
        return (plan, rowStages)
    }
}

extension BoundPipeline {
    /// Whether it changes something on Discogs.
    var changesDiscogs: Bool {
        let isChange =
            switch source {
            case .endpoint(let endpoint, _): endpoint.isWrite
            case .raw(let request): request.isWrite
            case .variable, .input, .status, .cache, .history, .log, .listed, .accounts, .whoami:
                false
            }
        return isChange
            || stages.contains { ($0.stage as? EachStage)?.child.changesDiscogs ?? false }
    }

    /// Whether its rows are those of the log, which no page is turned of.
    var isLog: Bool {
        if case .log = source { true } else { false }
    }

    /// Whether later lines may continue it.
    var isContinuable: Bool {
        // It would be done again.
        if changesDiscogs || isLookAtSession { return false }
        // What was read from standard input is gone.
        if case .input(let input) = source { return input.path != nil }
        return true
    }

    /// Whether it shows how the session stands, and leaves what that is about to go on: no line
    /// continues it, and no script has a use for it.
    var isLookAtSession: Bool {
        switch source {
        case .status, .cache, .history, .listed, .accounts, .whoami: true
        case .endpoint, .raw, .variable, .input, .log: false
        }
    }

    /// Whether its source is a list, which `next` turns.
    var isList: Bool {
        if stages.contains(where: { $0.stage.mayAddRows }) { return true }
        return switch source {
        case .endpoint(let endpoint, _): endpoint.reply.isPaged
        case .variable(_, let kept): kept?.isObject != true
        case .input: true
        case .raw, .status, .cache, .history, .log, .listed, .accounts, .whoami: false
        }
    }

    /// The pages after (or before) those that it shows; nil when pages of its source are not what
    /// is on the screen, because rows were filtered, ordered or limited.
    ///
    /// - Parameter step: 1 or -1. The first page may come out below 1: there is none, then.
    func page(turnedBy step: Int) -> ReadPlan.PageRange? {
        guard case .endpoint(let endpoint, _) = source, endpoint.reply.isPaged else { return nil }
        let (plan, rowStages) = planned
        let isWhole =
            plan.limit == nil
            && rowStages.allSatisfy {
                $0.stage.keepsEveryRow && ($0.stage.isSink || !$0.stage.takesAllRows)
            }
        let mayAddRows = rowStages.contains { $0.stage.mayAddRows }
        guard !mayAddRows, plan.pages != nil || isWhole else { return nil }
        let shown = plan.pages ?? .init(first: 1, last: 1)
        let count = shown.last.map { $0 - shown.first + 1 } ?? 1
        let first = shown.first + step * count
        let last = first + count - 1
        return .init(first: last > 0 ? max(first, 1) : first, last: last)
    }

    /// Stands for a pipeline that could not be bound, so that lines which continue it can be checked.
    static func placeholder(in text: SourceText) -> BoundPipeline {
        BoundPipeline(
            source: .endpoint(.search, DiscogsRequest.to(.search)),
            sourceLocation: Location(text, SourceSpan(0, 0)), stages: [])
    }
}

extension BoundSource {
    /// Names of fields of its rows that no export has unless it is asked for them.
    var privateFields: Set<String> {
        switch self {
        case .endpoint(let endpoint, _): endpoint.reply.kind.privateFields
        // Any reply of Discogs may come.
        case .raw: RowKind.allPrivateFields
        case .variable(_, let kept): kept?.privateFields ?? []
        case .input, .status, .cache, .history, .log, .listed, .accounts, .whoami: []
        }
    }
}

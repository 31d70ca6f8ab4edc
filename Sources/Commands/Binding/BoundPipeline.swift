import Discogs
import PipelineLanguage

/// A pipeline whose names are checked and whose values are known.
package struct BoundPipeline: Sendable {
    package var source: BoundSource
    package var sourceLocation: Location
    package var stages: [BoundStage]
    /// Whether its request depends on rows that are not known yet (`release $_.id` in a dry run).
    package var awaitsRows = false
}

package struct BoundStage: Sendable {
    package let stage: any PipelineStage
    package let location: Location
}

package enum BoundSource: Sendable {
    case endpoint(Endpoint, DiscogsRequestBuilder)
    case raw(DiscogsRequest)
    case status
    case history(matching: String?)
}

/// What a statement comes to.
package enum BoundStatement: Sendable {
    /// A continuation works on what the last pipeline fetched.
    case pipeline(BoundPipeline, isContinuation: Bool)
    case action(SessionAction, topic: String?)
}

/// A session command that is no source of rows.
package enum SessionAction: Sendable, Hashable {
    case help
    case status
    case history
    case next
    case previous
    case quit
}

extension BoundPipeline {
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
        let paging = stages.prefix { $0.stage is PageStage || $0.stage is PerPageStage }
        for bound in paging {
            pipeline.stages.removeAll { type(of: $0.stage) == type(of: bound.stage) }
        }
        pipeline.stages.insert(contentsOf: paging, at: 0)
        pipeline.stages += stages.dropFirst(paging.count)
        return pipeline
    }
}

extension BoundPipeline {
    /// Whether later lines may continue it.
    var isContinuable: Bool {
        switch source {
        case .endpoint, .raw: true
        case .status, .history: false
        }
    }

    /// The pages after (or before) those that it shows; nil when pages of its source are not what
    /// is on the screen, because rows were filtered, ordered or limited.
    ///
    /// - Parameter step: 1 or -1. The first page may come out below 1: there is none, then.
    func page(turnedBy step: Int) -> ReadPlan.PageRange? {
        guard case .endpoint(let endpoint, _) = source, endpoint.reply.isPaged else { return nil }
        var plan = ReadPlan()
        let rowStages = stages.drop {
            ($0.stage as? any PagingStage)?.push(into: &plan, endpoint: endpoint) ?? false
        }
        let isWhole = plan.limit == nil && rowStages.allSatisfy(\.stage.keepsEveryRow)
        guard plan.pages != nil || isWhole else { return nil }
        let shown = plan.pages ?? .init(first: 1, last: 1)
        let count = shown.last.map { $0 - shown.first + 1 } ?? 1
        let first = shown.first + step * count
        return .init(first: first, last: first + count - 1)
    }

    /// Stands for a pipeline that could not be bound, so that lines which continue it can be checked.
    static func placeholder(in text: SourceText) -> BoundPipeline {
        BoundPipeline(
            source: .endpoint(.search, DiscogsRequest.to(.search)),
            sourceLocation: Location(text, SourceSpan(0, 0)), stages: [])
    }
}

import Discogs
import PipelineLanguage

/// `per-page N`: how many rows a request asks for.
struct PerPageStage: PagingStage {
    let rows: Int

    static let command = Command(
        "per-page", .paging, usage: "per-page N", "Choose how many rows make a page, 1 to 100",
        details: "It stands right behind the source and becomes a part of the request.",
        parameters: [.init("N", "1 to 100", isRequired: true, isPositional: true)],
        examples: [
            #"search artist="Miles Davis" | per-page 10 | page 3"#,
            #"search artist="Sun Ra" | per-page 5 | page 1"#,
            #"search artist="Miles Davis" | per-page 20 | page 2..3 | count"#,
        ],
        form: .stage { arguments, _ in PerPageStage(&arguments) })

    init?(_ arguments: inout ArgumentReader) {
        guard let word = arguments.requiredWord("a number") else { return nil }
        guard let rows = Int(word.value), 1...ReadPlan.largestPageSize ~= rows else {
            arguments.report(
                Diagnostic(
                    "'\(word.value)' is not a page size", at: word.span,
                    hint: "Discogs gives 1 to \(ReadPlan.largestPageSize) rows a page"))
            return nil
        }
        self.rows = rows
    }

    func push(into plan: inout ReadPlan, endpoint: Endpoint) -> Bool {
        guard endpoint.reply.isPaged else { return false }
        plan.perPage = rows
        return true
    }

    /// The binder lets it stand only where it becomes a part of the request.
    func apply(to flow: Flow, at location: Location, in run: PipelineRun) -> Flow { flow }
}

import Discogs
import PipelineLanguage

/// `page N`, `page A..B`: which pages of the source are read.
struct PageStage: PagingStage {
    let pages: ReadPlan.PageRange

    static let command = Command(
        "page", .paging, usage: "page N | A..B", "Choose a page of the source, or several",
        details: """
            Pages count from 1 and have 50 rows, or as many as per-page says. It stands right behind \
            the source and becomes a part of the request. Typed alone it turns the last pipeline to \
            that page. next and prev move by one page.
            """,
        parameters: [
            .init("N", "the page, or first..last", isRequired: true, isPositional: true)
        ],
        examples: [
            #"search artist="Miles Davis" | page 2"#, #"search artist="Sun Ra" | page 1..2"#,
            #"search artist="Miles Davis" | per-page 20 | page 3"#,
        ],
        form: .stage { arguments, _ in PageStage(&arguments) })

    init?(_ arguments: inout ArgumentReader) {
        guard let word = arguments.requiredWord("a number") else { return nil }
        guard let pages = Self.parse(word.value) else {
            arguments.report(
                Diagnostic(
                    "'\(word.value)' is not a page", at: word.span,
                    hint: "pages count from 1: page 2, page 1..3, page 4.."))
            return nil
        }
        self.pages = pages
    }

    init(pages: ReadPlan.PageRange) { self.pages = pages }

    private static func parse(_ text: String) -> ReadPlan.PageRange? {
        guard let dots = text.firstRange(of: "..") else {
            return number(text).map { .init(first: $0, last: $0) }
        }
        let lower = text[..<dots.lowerBound]
        let upper = text[dots.upperBound...]
        guard let first = lower.isEmpty ? 1 : number(lower) else { return nil }
        if upper.isEmpty { return lower.isEmpty ? nil : .init(first: first, last: nil) }
        guard let last = number(upper), last >= first else { return nil }
        return .init(first: first, last: last)
    }

    /// Of 32 bits, so that no count of rows overflows.
    private static func number(_ text: some StringProtocol) -> Int? {
        Int32(text).flatMap { $0 > 0 ? Int($0) : nil }
    }

    func push(into plan: inout ReadPlan, endpoint: Endpoint) -> Bool {
        guard endpoint.reply.isPaged else { return false }
        plan.pages = pages
        return true
    }

    /// The binder lets it stand only where it becomes a part of the request.
    func apply(to flow: Flow, at location: Location, in run: PipelineRun) -> Flow { flow }
}

import Discogs
import Output
import PipelineLanguage
import Records

/// `open`: the row's page on discogs.com, in the browser.
struct OpenStage: PipelineStage {
    static let command = Command(
        "open", .output, usage: "open", "Open the page of the row on discogs.com",
        details: """
            One row has one page: release @3 | open. The variable BROWSER names the browser; in a \
            script it needs --trust, since it runs another program. What the sample catalogue knows \
            has no page.
            """,
        examples: [
            "release 9300000001 | open", #"search "sun ra" type=artist | limit 1 | open"#,
            "artist-releases 9000000001 | sort year | limit 1 | open",
        ], form: .stage { arguments, context in OpenStage(&arguments, context) })

    init?(_ arguments: inout ArgumentReader, _ context: BindingContext) {
        guard context.options.isTrusted else {
            arguments.report(
                Diagnostic(
                    "open runs a browser, which a script may not", at: arguments.call.span,
                    hint: "--trust allows it"))
            return nil
        }
    }

    var isSink: Bool { true }
    var keepsEveryRow: Bool { true }

    func apply(to flow: Flow, at location: Location, in run: PipelineRun) -> Flow {
        if run.isDone { return flow }
        let page = OpenedPage(of: flow, in: run)
        var opened = flow
        opened.rows = RowStream { try await page.next() }
        opened.completions.append(
            .init(drain: { try await page.drain() }, finish: { try await page.open(at: location) }))
        return opened
    }
}

/// The rows of one `open` on their way, of which there may be one.
private actor OpenedPage {
    private let flow: Flow
    private let run: PipelineRun
    private var address: String?

    init(of flow: Flow, in run: PipelineRun) {
        self.flow = flow
        self.run = run
    }

    func next() async throws -> [Row]? {
        guard let rows = try await flow.rows.next() else { return nil }
        for row in rows {
            guard address == nil else { throw PageFailure.severalRows }
            guard let page = row.page(of: flow.kind) else { throw PageFailure.noPage }
            address = page
        }
        return rows
    }

    func drain() async throws {
        while try await next() != nil { try Task.checkCancellation() }
    }

    func open(at location: Location) async throws {
        guard let address else { throw StageFailure(PageFailure.noRow, at: location) }
        run.note("opening \(address)")
        let browser = "${BROWSER:-$(command -v xdg-open || echo open)}"
        let ending = try await run.environment.programs.run(
            "exec \(browser) \"$1\"", arguments: [address], variables: [:]
        ) { _ in }
        switch ending {
        case .exited(0): break
        case .exited(127): throw StageFailure(PageFailure.noBrowser, at: location)
        default: throw StageFailure(ProgramFailure.ended(ending), at: location)
        }
    }
}

/// Why no page was opened.
package enum PageFailure: Error, Hashable, Sendable {
    case noRow, severalRows
    /// The row is nothing that has a page.
    case noPage
    /// There is no program that shows it.
    case noBrowser
}

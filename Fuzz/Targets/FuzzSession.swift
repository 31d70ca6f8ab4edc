import Commands
import Discogs
import Output
import PipelineLanguage
import Records

/// A session that reaches nothing: answers come from the input, output goes nowhere, and export
/// files have no place.
struct FuzzSession: Sendable {
    private let session: Session

    /// A person at a terminal.
    static let prompt = FuzzSession(isInteractive: true, answering: .null)
    /// A script, with arguments.
    static let script = FuzzSession(isInteractive: false, answering: .null)

    init(isInteractive: Bool, answering body: JSONValue) {
        var options = SessionOptions()
        options.isInteractive = isInteractive
        options.arguments = ["Sun Ra", "r249504"]
        // No folder can be made below a file.
        options.exportDirectory = "/dev/null/exports"
        options.maxRequests = 20
        session = Session(
            source: AnySource(body: body), console: Silence(isInteractive: isInteractive),
            options: options,
            environment: SessionEnvironment(
                timestamp: { "20261123-184500" }, status: { ["source": "fuzz"] },
                history: { ["help", "search \"Sun Ra\""] }))
    }

    /// What it has seen, and the names in it.
    var knowledge: SessionKnowledge { session.knowledge }

    /// What is wrong with a script before it runs.
    func diagnostics(of source: SourceText) async -> [Diagnostic] {
        do {
            _ = try await session.check(source)
            return []
        } catch {
            // Anything else is about a script that it brings in, and that is not there.
            let problems = (error as? UsageError)?.problems ?? []
            return problems.filter { $0.source == source }.map(\.diagnostic)
        }
    }

    /// What is wrong with the statements as they run; other failures are what a run may have.
    func problems(
        running statements: [Statement], of source: SourceText
    ) async -> [UsageError.Problem] {
        var problems: [UsageError.Problem] = []
        for statement in statements {
            do {
                if try await session.run(statement, of: source) == .quit { break }
            } catch {
                problems += (error as? UsageError)?.problems ?? []
            }
        }
        return problems
    }
}

/// Gives the same answer to every request.
private struct AnySource: DiscogsSource {
    let name = "fuzz"
    let isFree = false
    let body: JSONValue

    func response(to request: DiscogsRequest) async throws -> DiscogsResponse {
        DiscogsResponse(status: 200, body: body, requestID: "1")
    }
}

/// Shows nothing, and answers every question with yes.
private struct Silence: Console {
    let terminal: TerminalStyle?

    init(isInteractive: Bool) { terminal = isInteractive ? TerminalStyle(width: 40) : nil }

    func write(_ bytes: [UInt8]) {}
    func page(_ text: String) {}
    func useColor(_ isUsed: Bool) {}
    func note(_ text: String) {}
    func progress(_ text: String?) {}
    func confirm(_ question: String) async -> Bool { true }
    func choose(_ question: String) async -> Choice { .yes }
}

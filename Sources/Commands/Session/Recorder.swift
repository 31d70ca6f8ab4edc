import Output
import PipelineLanguage

/// Keeps what was typed at the prompt, and writes the script that `record` asked for.
struct Recorder {
    private var typed = TypedStatements()
    private var recording: ScriptRecording?

    /// What came of a line that is noted.
    enum Report {
        case nothing
        /// The line holds a secret.
        case leftOut
        /// The recording ended: a line builds on one that cannot stand in a script.
        case ended(path: String)
    }

    /// The script that is being written.
    var path: String? { recording?.path }

    /// How many lines it has.
    var lineCount: Int { recording.map { typed.count(from: $0.first) } ?? 0 }

    /// - Throws: `FileWriteError`.
    mutating func start(_ path: String, overwrites: Bool) throws {
        recording = try ScriptRecording(path: path, overwrites: overwrites, first: typed.count)
    }

    mutating func stop() { recording = nil }

    /// Notes a line.
    /// - Parameter secret: whether a text holds one.
    /// - Throws: `FileWriteError`; the recording is over then.
    mutating func note(
        _ entry: TypedStatements.Entry, holdsSecret: (String) -> Bool,
        check: @Sendable (_ script: String) async -> ScriptRecording.Needs
    ) async throws -> Report {
        var entry = entry
        var report = Report.nothing
        if let text = entry.text, holdsSecret(text) {
            entry.text = nil
            entry.bareText = nil
            if recording != nil { report = .leftOut }
        }
        typed.append(entry)
        guard let recording else { return report }
        do {
            let statements = try typed.script(from: recording.first)
            let needs = await check(statements.joined(separator: "\n"))
            try recording.write(statements, needs: needs)
        } catch is TypedStatements.MissingEntry {
            self.recording = nil
            return .ended(path: recording.path)
        } catch {
            self.recording = nil
            throw error
        }
        return report
    }

    /// The entry for a page that `next` or `prev` turned to. In a script there is no screen to turn,
    /// so only a page of the source is left of it.
    func entry(forPage page: ReadPlan.PageRange?) -> TypedStatements.Entry {
        var entry = TypedStatements.Entry(
            continues: true, becomesLast: true, becomesList: true)
        let last = page.flatMap { $0.last == $0.first ? "" : "..\($0.last.map(String.init) ?? "")" }
        let turned = page.map { ["page \($0.first)\(last ?? "")"] } ?? []
        guard let lines = try? typed.linesToList() else { return entry }
        entry.continues = lines.isEmpty
        let all = lines + turned
        entry.text = all.isEmpty ? "$_" : all.joined(separator: "\n")
        entry.bareText = entry.text
        return entry
    }
}

import Commands
import Output
import PipelineLanguage

/// The prompt: reads lines, runs what they say, tells what went wrong, goes on.
@MainActor
final class PromptLoop {
    private let session: Session
    private let console: ProgramConsole
    private let report: ErrorReport
    private let interrupts: Interrupts
    private let history: HistoryFile
    /// Runs before the first line is read; nil for none.
    private let startFile: StartFile?
    private let editor: any LineEditor
    private let secretEditor: PlainEditor
    private let sourceName: @Sendable () -> String

    init(
        session: Session, console: ProgramConsole, report: ErrorReport, interrupts: Interrupts,
        history: HistoryFile, startFile: StartFile?, sourceName: @escaping @Sendable () -> String
    ) {
        self.session = session
        self.console = console
        self.report = report
        self.interrupts = interrupts
        self.history = history
        self.startFile = startFile
        self.sourceName = sourceName
        secretEditor = PlainEditor(hidesInput: true, interrupts: interrupts) {
            console.writeAtPrompt($0)
        }
        editor = Self.makeEditor(interrupts: interrupts, console: console)
    }

    /// Says who answers, which a login changes.
    private func prompt(isContinuation: Bool) -> String {
        let name = "music:\(sourceName())"
        if isContinuation { return String(repeating: " ", count: name.count - 1) + "…> " }
        return (console.messageStyle.isColored ? Prompt.styled(name, "1") : name) + "> "
    }

    private static func makeEditor(
        interrupts: Interrupts, console: ProgramConsole
    ) -> any LineEditor {
        #if Readline
            ReadlineEditor(interrupts: interrupts)
        #else
            PlainEditor(interrupts: interrupts) { console.writeAtPrompt($0) }
        #endif
    }

    func run() async -> ExitStatus {
        editor.completer = { line, cursor in
            Commands.Completer.candidates(for: String(line.prefix(cursor))).map {
                Completion($0.text, isFinal: $0.isComplete)
            }
        }
        editor.loadHistory((try? history.load()) ?? [])
        let editor = editor
        console.answerQuestions { [console] question, isOneOfMany in
            await Self.answer(question, ofMany: isOneOfMany, editor: editor, on: console)
        }
        let secretEditor = secretEditor
        console.answerPrompts { question, isSecret in
            let editor: any LineEditor = isSecret ? secretEditor : editor
            guard case .line(let answer) = await editor.readLine(prompt: question) else {
                return nil
            }
            return answer
        }
        if await runStartFile() == .quit { return .done }
        var typed = ""
        while true {
            let prompt = prompt(isContinuation: !typed.isEmpty)
            switch await editor.readLine(prompt: prompt) {
            case .endOfFile:
                console.writeAtPrompt("\n")
                // On a continuation line Ctrl-D gives up what was typed; it ends the program at
                // an empty prompt only.
                if !typed.isEmpty, interrupts.ending == nil {
                    typed = ""
                    continue
                }
                return interrupts.ending.map(ExitStatus.init) ?? .done
            case .interrupted: typed = ""
            case .line(let line):
                typed += typed.isEmpty ? line : "\n" + line
                let source = SourceText(name: "", text: typed)
                let parsed = PipelineParser.parse(source, mode: .interactive)
                if parsed.needsMoreInput { continue }
                remember(typed)
                typed = ""
                if await run(parsed, of: source) == .quit { return .done }
            }
        }
    }

    /// What is wrong with the file is told, and the prompt comes all the same.
    private func runStartFile() async -> Session.Outcome {
        do {
            guard let text = try startFile?.text() else { return .done }
            let session = session
            return try await interrupts.cancelling {
                try await session.begin(with: try await session.check(text))
            }
        } catch {
            tell(error)
            return .done
        }
    }

    private func remember(_ entry: String) {
        guard history.accepts(entry) else { return }
        editor.addHistory(entry)
        // History is a comfort; a full disk must not stand between a person and the answer.
        try? history.append(entry)
    }

    private func run(_ parsed: ParseResult, of source: SourceText) async -> Session.Outcome {
        guard !parsed.hasErrors else {
            tell(UsageError(source: source, diagnostics: parsed.diagnostics))
            return .done
        }
        for statement in parsed.statements {
            do {
                let session = session
                let outcome = try await interrupts.cancelling {
                    try await session.run(statement, of: source)
                }
                if outcome == .quit { return .quit }
            } catch {
                tell(error)
                if statement.isTry, !error.endsRun { continue }
                // After an error the rest of a paste would work on something else.
                return .done
            }
        }
        return .done
    }

    private func tell(_ error: any Error) {
        if let text = report.text(for: error, ending: interrupts.ending) { console.note(text) }
    }

    private static func answer(
        _ question: String, ofMany isOneOfMany: Bool, editor: any LineEditor,
        on console: ProgramConsole
    ) async -> Choice {
        // Readline would break it within words. What can be answered stays in one piece, and the
        // answer behind it.
        let glue: Character = "\u{A0}"
        let asked = "\(question)\(glue)\(isOneOfMany ? "[y/N/all]" : "[y/N]")"
            .replacing("Go on?", with: "Go\(glue)on?")
        let lines = DisplayWidth.wrapped(asked, to: console.messageStyle.width - 6)
            .map { String($0.map { $0 == glue ? " " : $0 }) }
        for line in lines.dropLast() { console.writeAtPrompt(line + "\n") }
        guard case .line(let answer) = await editor.readLine(prompt: "\(lines.last ?? "") ")
        else { return .no }
        switch answer.lowercased().filter({ !$0.isWhitespace }) {
        case "y", "yes": return .yes
        case "a", "all": return isOneOfMany ? .all : .no
        default: return .no
        }
    }
}

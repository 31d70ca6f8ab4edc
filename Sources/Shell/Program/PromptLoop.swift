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
    private let sourceName: @Sendable () async -> String
    private let accountNames: @Sendable () -> [String]
    /// The lines of a statement that is not complete yet.
    private var typed = ""

    init(
        session: Session, console: ProgramConsole, report: ErrorReport, interrupts: Interrupts,
        history: HistoryFile, startFile: StartFile?,
        sourceName: @escaping @Sendable () async -> String,
        accountNames: @escaping @Sendable () -> [String]
    ) {
        self.session = session
        self.console = console
        self.report = report
        self.interrupts = interrupts
        self.history = history
        self.startFile = startFile
        self.sourceName = sourceName
        self.accountNames = accountNames
        secretEditor = PlainEditor(hidesInput: true, interrupts: interrupts) {
            console.writeAtPrompt($0)
        }
        editor = Self.makeEditor(interrupts: interrupts, console: console)
    }

    /// Says who answers, which a login changes.
    private func prompt(isContinuation: Bool) async -> String {
        let name = "music:\(await sourceName())"
        if isContinuation { return String(repeating: " ", count: name.count - 1) + "…> " }
        return (console.messageStyle.isColored ? Prompt.styled(name, "1") : name) + "> "
    }

    private static func makeEditor(
        interrupts: Interrupts, console: ProgramConsole
    ) -> any LineEditor {
        #if Readline
            ReadlineEditor(interrupts: interrupts) { console.terminal ?? console.messageStyle }
        #else
            PlainEditor(interrupts: interrupts) { console.writeAtPrompt($0) }
        #endif
    }

    func run() async -> ExitStatus {
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
        while true {
            switch await readLine() {
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

    /// Only here Tab completes: not in answers to questions.
    private func readLine() async -> LineEvent {
        editor.completer = { [session, accountNames, typed] line in
            Completer(session.knowledge, accountNames: accountNames)
                .completions(for: line, after: typed)
        }
        defer { editor.completer = nil }
        return await editor.readLine(prompt: await prompt(isContinuation: !typed.isEmpty))
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
        for (place, statement) in parsed.statements.enumerated() {
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
                tellWhatWasNotRun(parsed.statements[place...], in: source)
                return .done
            }
        }
        return .done
    }

    /// - Parameter statements: the one that failed, and those behind it.
    private func tellWhatWasNotRun(_ statements: ArraySlice<Statement>, in source: SourceText) {
        guard let failed = statements.first, statements.count > 1 else { return }
        let line = source.location(of: failed.span.end).line
        let lines = Set(statements.dropFirst().map { source.location(of: $0.span.start).line })
            .subtracting([line])
        switch lines.count {
        case 0: console.note("the rest of the line was not run")
        case 1: console.note("the line behind it was not run")
        case let count: console.note("the \(count) lines behind it were not run")
        }
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

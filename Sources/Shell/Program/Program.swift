import ArgumentParser
import Commands
import Discogs
import Output
import PipelineLanguage

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The program: options and settings to a session, and its outcome to an exit status.
package struct Program {
    private let invocation: Invocation
    private let settings: Settings
    private let console: ProgramConsole
    private let interrupts: Interrupts
    private let input: Input
    private let environment: [String: String]

    /// What is run.
    private enum Input {
        case prompt
        case script(SourceText)
    }

    /// Whether nothing else reads standard input: no prompt, and no script that stands in it.
    private var leavesStandardInput: Bool {
        guard case .script = input else { return false }
        return invocation.line != nil || invocation.arguments.first.map { $0 != "-" } ?? false
    }

    /// Runs the program.
    ///
    /// - Parameter arguments: without the program's name.
    /// - Returns: the exit status.
    @MainActor
    package static func run(arguments: [String], environment: [String: String]) async -> Int32 {
        StandardDescriptors.fill()
        return await run(arguments: arguments, environment: environment, in: ProcessContext())
    }

    @MainActor
    static func run(
        arguments: [String], environment: [String: String], in context: ProcessContext
    ) async -> Int32 {
        let invocation: Invocation
        do {
            invocation = try .read(arguments)
        } catch {
            return answer(to: error, environment, context).rawValue
        }
        let console = ProgramConsole(
            isColored: invocation.allowsColor && Terminal.allowsColor(environment),
            isUnicode: Terminal.isUnicode(environment), output: context.output,
            errors: context.errors)
        do {
            if let document = invocation.document {
                try console.write(Array(document.text.utf8))
                return ExitStatus.done.rawValue
            }
            let program = try Program(
                invocation, environment: environment, context: context, console: console)
            return try await program.run().rawValue
        } catch {
            if let text = ErrorReport(style: console.messageStyle).text(for: error) {
                console.note(text)
            }
            return ExitStatus(error).rawValue
        }
    }

    /// Help and version are results; anything else about options is a usage error.
    private static func answer(
        to error: any Error, _ environment: [String: String], _ context: ProcessContext
    ) -> ExitStatus {
        let isAnswer = ProgramOptions.exitCode(for: error).isSuccess
        let descriptor = isAnswer ? context.output : context.errors
        let columns = environment["COLUMNS"].flatMap { Int($0) }
        let message = ProgramOptions.fullMessage(
            for: error, columns: columns ?? Terminal.width(of: descriptor) ?? 80)
        // It repeats words of the command line, which a script may have taken from anywhere.
        var text = TerminalText.sanitisedKeepingNewlines(message)
        if text.hasPrefix("Error: ") { text = "error: " + text.dropFirst(7) }
        try? FileCalls.system.writeAll(Array("\(text)\n".utf8), to: descriptor, path: "output")
        return isAnswer ? .done : .usage
    }

    private init(
        _ invocation: Invocation, environment: [String: String], context: ProcessContext,
        console: ProgramConsole
    ) throws {
        self.invocation = invocation
        self.environment = environment
        self.console = console
        let overrides = [
            invocation.logLevel.map {
                SettingOverride(key: SettingTable.logLevel.key, value: $0, option: "--log-level")
            },
            invocation.account.map {
                SettingOverride(
                    key: SettingTable.discogsAccount.key, value: $0, option: "--account")
            },
        ]
        settings = try Settings(
            overrides: overrides.compactMap(\.self), environment: environment,
            directory: context.directory, envFile: invocation.envFile)
        console.hide(settings.secrets)
        console.useLinks(settings.hyperlinks.areShown(environment))
        if invocation.isDryRun { console.hideInResults() }
        input = try Self.input(invocation)
        if case .prompt = input {
            if invocation.timeout != nil { throw TimeLimit.Failure.isForScripts }
            if invocation.journal != nil { throw JournalFailure.isForScripts }
            interrupts = context.interrupts(.prompt)
        } else {
            interrupts = context.interrupts(.script)
        }
    }

    private static func input(_ invocation: Invocation) throws -> Input {
        if let line = invocation.line { return .script(SourceText(name: "-c", text: line)) }
        if let path = invocation.arguments.first, path != "-" {
            return .script(SourceText(name: path.onOneLine, text: try ScriptFile.text(at: path)))
        }
        if invocation.arguments.isEmpty, Terminal.isTerminal(STDIN_FILENO) { return .prompt }
        return .script(SourceText(name: "standard input", text: try ScriptFile.standardInput()))
    }

    /// What the prompt runs first.
    private var startFile: StartFile {
        StartFile(path: "\(settings.directories.config)/init.mas")
    }

    // MARK: Running

    @MainActor
    private func run() async throws -> ExitStatus {
        let accounts = AccountsFile(path: "\(settings.directories.config)/accounts.json")
        let source = try AnswerSource(
            invocation, settings: settings, console: console, accounts: accounts)
        let history = HistoryFile(
            path: "\(settings.directories.state)/history",
            mask: console.secretMask)
        let report = ErrorReport(style: console.messageStyle) { source.situation }
        let options = sessionOptions(source)
        let programs = SystemPrograms(interrupts: interrupts)
        let session = Session(
            source: source, console: console,
            options: options,
            environment: SessionEnvironment(
                timestamp: ProcessContext.timestamp, status: { await source.status() },
                cache: { await source.cacheReport(on: $0) },
                history: { (try? history.load()) ?? [] },
                log: { newest, note in
                    // A stored account's secrets, too, are to be known.
                    _ = try? source.login()
                    return LogReport(settings, masking: console.secretMask)
                        .rows(newest: newest, note: note)
                },
                explanation: { report.text(for: $0) },
                holdsSecret: { history.holdsSecret($0) },
                programs: programs,
                accounts: AccountDesk(
                    source: source, file: accounts, console: console,
                    isCatalogueAskedFor: invocation.source == .catalog),
                helpTopics: { HelpTopic.ofProgram }))
        let status: ExitStatus
        var journal: RunJournal?
        switch input {
        case .script(let text):
            let runner = ScriptRunner(
                text: text, session: session, console: console, report: report,
                interrupts: interrupts, checksOnly: invocation.checksOnly,
                timeout: invocation.timeout,
                openJournal: { try self.journal(of: text, options, source) })
            (status, journal) = await runner.run()
        case .prompt:
            source.prepare(report, isFirst: !FilePlace.isRegularFile(history.path))
            console.usePager(Pager(environment, programs: programs).show)
            let loop = PromptLoop(
                session: session, console: console, report: report, interrupts: interrupts,
                history: history, startFile: invocation.runsStartFile ? startFile : nil,
                sourceName: { await source.promptName },
                accountNames: { (try? accounts.load())?.accounts.map(\.name) ?? [] })
            status = await loop.run()
        }
        await source.close()
        do {
            try journal?.remove()
        } catch {
            console.note(report.text(for: error) ?? "")
            return ExitStatus(error)
        }
        return status
    }

    /// The journal of `--resume`; a dry run does nothing that one could go on with.
    private func journal(
        of script: SourceText, _ options: SessionOptions, _ source: AnswerSource
    ) throws -> RunJournal? {
        guard let path = invocation.journal, !invocation.isDryRun else { return nil }
        let run = JournaledRun(
            script: script.text, arguments: options.arguments,
            settings: [
                source.address, try source.login()?.credentials.fingerprint ?? "",
                options.exportDirectory, options.defaultExportFormat.rawValue,
                options.format?.rawValue ?? "",
            ])
        let journal = try RunJournal(path: path, of: run)
        if let known = journal.summary, !invocation.isQuiet {
            let statements = known.statements == 1 ? "statement" : "statements"
            let answers = known.answers == 1 ? "answer" : "answers"
            console.note(
                "going on with \(path): \(known.statements.grouped) \(statements) done, "
                    + "\(known.answers.grouped) \(answers) known")
        }
        return journal
    }

    private func sessionOptions(_ source: AnswerSource) -> SessionOptions {
        var session = SessionOptions()
        if case .prompt = input { session.isInteractive = true }
        session.isTrusted = session.isInteractive || invocation.isTrusted
        session.trustsScripts = invocation.isTrusted
        session.agreesToChanges = invocation.agreesToChanges
        session.echoes = invocation.echoes
        session.mayReadStandardInput = leavesStandardInput
        session.isDryRun = invocation.isDryRun
        session.isQuiet = invocation.isQuiet
        session.maxRequests = invocation.maxRequests
        session.format = invocation.format
        session.exportDirectory = settings.exportFolder.inCurrentFolder
        session.temporaryDirectory = settings.directories.temporary
        session.settings = settings.ofSession(options: invocation.settingOptions)
        session.usesColor = invocation.allowsColor
        session.defaultExportFormat =
            OutputFormat(rawValue: settings.defaultExportFormat) ?? .csv
        session.baseURL = { source.address }
        session.pace = RequestPace(
            requests: settings.rateLimitRequests,
            seconds: Int(settings.rateLimitWindow.components.seconds))
        // With -c all arguments are the line's, otherwise the first one names the script.
        session.arguments =
            invocation.line == nil ? Array(invocation.arguments.dropFirst()) : invocation.arguments
        return session
    }
}

extension ProgramOptions.Document {
    fileprivate var text: String {
        switch self {
        case .commands: ReferenceDocument.markdown
        case .coverage: CoverageDocument.markdown
        case .settings: SettingsDocument.envExample
        case .man: ManPage.text
        }
    }
}

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
    private let options: ProgramOptions
    private let settings: Settings
    private let console: ProgramConsole
    private let interrupts: Interrupts
    private let input: Input

    /// What is run.
    private enum Input {
        case prompt
        case script(SourceText)
    }

    /// Runs the program.
    ///
    /// - Parameter arguments: without the program's name.
    /// - Returns: the exit status.
    @MainActor
    package static func run(arguments: [String], environment: [String: String]) async -> Int32 {
        StandardDescriptors.fill()
        let options: ProgramOptions
        do {
            options = try ProgramOptions.parse(arguments)
        } catch {
            return answer(to: error).rawValue
        }
        let console = ProgramConsole(
            isColored: !options.noColor && Terminal.allowsColor(environment),
            isUnicode: Terminal.isUnicode(environment))
        do {
            if let document = options.reference {
                try console.write(Array(document.text.utf8))
                return ExitStatus.done.rawValue
            }
            let program = try Program(options, environment: environment, console: console)
            return await program.run().rawValue
        } catch {
            if let text = ErrorReport(style: console.messageStyle).text(for: error) {
                console.note(text)
            }
            return ExitStatus(error).rawValue
        }
    }

    /// Help and version are results; anything else about options is a usage error.
    private static func answer(to error: any Error) -> ExitStatus {
        let text = ProgramOptions.fullMessage(for: error)
        let isAnswer = ProgramOptions.exitCode(for: error).isSuccess
        let descriptor = isAnswer ? STDOUT_FILENO : STDERR_FILENO
        try? FileCalls.system.writeAll(Array("\(text)\n".utf8), to: descriptor, path: "output")
        return isAnswer ? .done : .usage
    }

    private init(
        _ options: ProgramOptions, environment: [String: String], console: ProgramConsole
    ) throws {
        self.options = options
        self.console = console
        let overrides = options.logLevel.map {
            [SettingOverride(key: SettingTable.logLevel.key, value: $0, option: "--log-level")]
        }
        settings = try Settings(
            overrides: overrides ?? [], environment: environment,
            directory: WorkingDirectory.current, envFile: options.envFile)
        input = try Self.input(options)
        if case .prompt = input {
            interrupts = .install(.prompt)
        } else {
            interrupts = .install(.script)
        }
    }

    private static func input(_ options: ProgramOptions) throws -> Input {
        if let line = options.line { return .script(SourceText(name: "-c", text: line)) }
        if let path = options.arguments.first {
            return .script(SourceText(name: path, text: try ScriptFile.text(at: path)))
        }
        if Terminal.isTerminal(STDIN_FILENO) { return .prompt }
        return .script(SourceText(name: "standard input", text: try ScriptFile.standardInput()))
    }

    // MARK: Running

    @MainActor
    private func run() async -> ExitStatus {
        let source = AnswerSource(
            options.source, settings: settings, console: console, isQuiet: options.quiet)
        let history = HistoryFile(
            path: "\(settings.directories.state)/history",
            mask: SecretMask([settings.token].compactMap(\.self)))
        let session = Session(
            source: source.source, console: console, options: sessionOptions,
            environment: SessionEnvironment(
                timestamp: LocalTime.timestamp, status: { await source.status() },
                history: { (try? history.load()) ?? [] },
                helpTopic: { [console] in
                    HelpTopics.text(for: $0, width: console.messageStyle.width)
                }))
        let report = ErrorReport(style: console.messageStyle, isSample: source.isSample)
        let status: ExitStatus
        switch input {
        case .script(let text):
            let runner = ScriptRunner(
                text: text, session: session, console: console, report: report,
                interrupts: interrupts, checksOnly: options.check, echoes: options.echo)
            status = await runner.run { source.announce() }
        case .prompt:
            source.announce()
            let loop = PromptLoop(
                session: session, console: console, report: report, interrupts: interrupts,
                history: history, sourceName: source.source.name)
            status = await loop.run()
        }
        await source.close()
        return status
    }

    private var sessionOptions: SessionOptions {
        var session = SessionOptions()
        if case .prompt = input { session.isInteractive = true }
        session.isTrusted = session.isInteractive || options.trust
        session.isDryRun = options.dryRun
        session.isQuiet = options.quiet
        session.format = options.format
        session.exportDirectory = settings.exportFolder
        session.defaultExportFormat =
            OutputFormat(rawValue: settings.defaultExportFormat) ?? .csv
        session.baseURL = "\(settings.baseURL)"
        session.pace = RequestPace(
            requests: settings.rateLimitRequests,
            seconds: Int(settings.rateLimitWindow.components.seconds))
        // With -c all arguments are the line's, otherwise the first one names the script.
        session.arguments =
            options.line == nil ? Array(options.arguments.dropFirst()) : options.arguments
        return session
    }
}

extension ProgramOptions.Document {
    fileprivate var text: String {
        switch self {
        case .commands: ReferenceDocument.markdown
        case .settings: SettingsDocument.envExample
        }
    }
}

import ArgumentParser
import Logging
import Output

/// The options of the program. Its help is made from this declaration.
struct ProgramOptions: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "musicagent",
        abstract: "An interactive shell for the Discogs music database.",
        usage: """
            musicagent [options]
            musicagent [options] SCRIPT [ARG…]
            musicagent [options] -c LINE [ARG…]
            """,
        discussion: """
            Without SCRIPT and -c it opens a prompt, or runs a script from standard input when that \
            is no terminal; the SCRIPT - is standard input. With DISCOGS_API_TOKEN in the \
            environment or in a .env file, or after login at the prompt, it asks Discogs, else the \
            bundled sample catalogue. Type help at the prompt for the commands. With \
            --generate-completion-script bash (or zsh, or fish) it prints completions for that shell.
            """,
        version: Version.current)

    enum Source: String, ExpressibleByArgument, CaseIterable { case auto, api, catalog }

    enum Document: String, ExpressibleByArgument { case commands, coverage, settings, man }

    @Option(name: .customShort("c"), help: .init("Run this line, or several.", valueName: "line"))
    var line: String?

    @Option(help: .init("Where answers come from.", valueName: "source"))
    var source: Source = .auto

    @Option(help: .init("Use this stored account, instead of the current one.", valueName: "name"))
    var account: String?

    @Option(
        help: .init(
            "How results are written; else a table at a terminal, JSON Lines elsewhere.",
            valueName: "format"))
    var format: OutputFormat?

    @Flag(help: "Check a script and run nothing.")
    var check = false

    @Flag(help: "Print the requests instead of sending them.")
    var dryRun = false

    @Flag(help: "Ask Discogs for everything, whatever the cache has.")
    var fresh = false

    @Flag(help: "Send nothing: the cache answers, or the sample catalogue.")
    var offline = false

    @Flag(name: .customShort("x"), help: "Print each statement before it runs.")
    var echo = false

    @Option(
        help: .init(
            "Stop with an error instead of sending more requests; retries do not count.",
            valueName: "number"))
    var maxRequests: Int?

    @Option(
        help: .init(
            "End a script that has run so long: 90, 90s, 10m, 2h30m.", valueName: "duration"))
    var timeout: TimeLimit?

    @Option(
        help: .init(
            "Keep a journal in this file, and go on where a run with it stopped.",
            valueName: "file"), completion: .file())
    var resume: String?

    @Flag(help: "Let a script run programs, and read and write anywhere.")
    var trust = false

    @Flag(help: "Let a script change things on Discogs; at the prompt, do not ask.")
    var yes = false

    @Flag(help: "Do not run init.mas before the prompt.")
    var noInit = false

    @Flag(name: .long, help: "Use no colours; so does the variable NO_COLOR.")
    var noColor = false

    @Flag(help: "Print results, warnings and errors only.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Print what is logged on standard error, too.")
    var verbose = false

    @Option(
        help: .init("Read settings from this file instead of .env.", valueName: "file"),
        completion: .file())
    var envFile: String?

    @Option(
        help: .init("How much is logged: trace to critical.", valueName: "level"),
        completion: .list(Logger.Level.allCases.map(\.rawValue)))
    var logLevel: String?

    /// Which generated document to print; `scripts/reference` asks for it.
    @Option(help: .hidden)
    var reference: Document?

    @Argument(
        parsing: .captureForPassthrough,
        help: .init("A .mas script, and its arguments $1 to $9.", valueName: "script"),
        completion: .file())
    var arguments: [String] = []

    func validate() throws {
        if let maxRequests, maxRequests < 0 {
            throw ValidationError("--max-requests is a number of at least 0")
        }
        if fresh, offline {
            throw ValidationError("--fresh asks Discogs and --offline does not; choose one")
        }
    }

    /// Reads the words behind the program's name.
    ///
    /// From the first one that is no option on, all belongs to the script, so the parser takes an
    /// unknown option for a script's name, and even `--help`. Only behind `--` is it one.
    static func read(_ words: [String]) throws -> ProgramOptions {
        var options = try parse(words)
        switch options.arguments.first {
        case "-h", "--help": throw CleanExit.helpRequest(options)
        case "--version": throw CleanExit.message(Version.current)
        case "--": options.arguments.removeFirst()
        case "-": break
        case let word? where word.hasPrefix("-"):
            throw ValidationError("unknown option '\(word.onOneLine)'")
        default: break
        }
        return options
    }
}

extension OutputFormat: ExpressibleByArgument {
    public init?(argument: String) {
        self.init(rawValue: argument)
        if !isText { return nil }
    }

    public static var allValueStrings: [String] { shown.map(\.rawValue) }
}

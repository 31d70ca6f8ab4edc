import Discogs
import Output

/// What the program was asked for on the command line.
struct Invocation {
    var line: String?
    var arguments: [String] = []
    var source = ProgramOptions.Source.auto
    /// The stored account to use.
    var account: String?
    var format: OutputFormat?
    var checksOnly = false
    var isDryRun = false
    /// `--fresh`, `--offline`
    var cacheMode = CacheMode.standard
    var echoes = false
    var isTrusted = false
    var agreesToChanges = false
    var maxRequests: Int?
    var timeout: TimeLimit?
    /// Where the journal of `--resume` is.
    var journal: String?
    var allowsColor = true
    var isQuiet = false
    /// Whether the prompt runs `init.mas` first.
    var runsStartFile = true
    var isVerbose = false
    var envFile: String?
    var logLevel: String?
    var document: ProgramOptions.Document?

    /// - Parameter words: what stands behind the program's name.
    /// - Throws: what `ProgramOptions` says of wrong options, of `--help` and of `--version`.
    static func read(_ words: [String]) throws -> Invocation {
        try withoutOptions(words) ?? Invocation(ProgramOptions.read(words))
    }

    /// A prompt, a script or a line without any option needs no option parser, whose reflection
    /// takes longer than all the rest of a start.
    private static func withoutOptions(_ words: [String]) -> Invocation? {
        var invocation = Invocation()
        if words.first == "-c", words.count > 1, words.count == 2 || !words[2].hasPrefix("-") {
            invocation.line = words[1]
            invocation.arguments = Array(words.dropFirst(2))
            return invocation
        }
        guard words.first?.hasPrefix("-") != true else { return nil }
        invocation.arguments = words
        return invocation
    }

    private init() {}

    /// The settings of a session that options set.
    var settingOptions: [String: String] {
        var options: [String: String] = [:]
        if format != nil { options["format"] = "option --format" }
        if isQuiet { options["quiet"] = "option --quiet" }
        if !allowsColor { options["color"] = "option --no-color" }
        return options
    }

    private init(_ options: ProgramOptions) {
        line = options.line
        arguments = options.arguments
        source = options.source
        account = options.account
        format = options.format
        checksOnly = options.check
        isDryRun = options.dryRun
        cacheMode = options.offline ? .offline : options.fresh ? .fresh : .standard
        echoes = options.echo
        isTrusted = options.trust
        agreesToChanges = options.yes
        maxRequests = options.maxRequests
        timeout = options.timeout
        journal = options.resume
        allowsColor = !options.noColor
        isQuiet = options.quiet
        runsStartFile = !options.noInit
        isVerbose = options.verbose
        envFile = options.envFile
        logLevel = options.logLevel
        document = options.reference
    }
}

import Catalog
import Commands
import Discogs
import Records

/// Where answers come from, chosen once: Discogs, or the sample catalogue.
struct AnswerSource {
    let source: any DiscogsSource
    private let client: DiscogsClient?
    private let settings: Settings
    private let console: ProgramConsole
    private let isQuiet: Bool
    /// Whether the catalogue answers because there is no token, and not because it was asked for.
    private let lacksToken: Bool

    /// Whether the sample catalogue answers.
    var isSample: Bool { client == nil }

    init(
        _ choice: ProgramOptions.Source, settings: Settings, console: ProgramConsole, isQuiet: Bool
    ) {
        self.settings = settings
        self.console = console
        self.isQuiet = isQuiet
        let usesCatalog = choice == .catalog || (choice == .auto && settings.token == nil)
        lacksToken = choice == .auto && usesCatalog
        if usesCatalog {
            client = nil
            source = SampleCatalog()
        } else {
            let client = Self.client(settings, console: console, isQuiet: isQuiet)
            self.client = client
            source = client
        }
    }

    private static func client(
        _ settings: Settings, console: ProgramConsole, isQuiet: Bool
    ) -> DiscogsClient {
        var configuration = DiscogsClientConfiguration(userAgent: settings.userAgent)
        configuration.baseURL = settings.baseURL
        configuration.credentials = settings.token.map(Credentials.personalToken) ?? .none
        configuration.requestTimeout = settings.requestTimeout
        configuration.maxRetries = settings.maxRetries
        configuration.backoffFactor = settings.retryBackoffFactor
        configuration.retryStatusCodes = Set(settings.retryStatusCodes)
        // Unless it was set, the limit is what Discogs grants to this login.
        let isLimitSet = settings.origin(SettingTable.rateLimitRequests.key) != .standard
        configuration.rateLimit = isLimitSet ? settings.rateLimitRequests : nil
        configuration.rateWindow = settings.rateLimitWindow
        configuration.caFile = settings.caFile
        configuration.proxy = settings.proxy
        let log = LogDestination(settings) { failure in
            console.note("warning: the log cannot be written: \(failure)")
        }
        return DiscogsClient(
            configuration: configuration,
            logger: log.logger("musicagent.client", level: settings.logLevel),
            observer: { event in
                if !isQuiet { WaitNotice(console).tell(event) }
            })
    }

    /// Says when answers come from the sample, so that nobody takes them for all of Discogs.
    func announce() {
        guard lacksToken, !isQuiet else { return }
        let isWide = console.messageStyle.width >= 100
        console.note(
            isWide
                ? "Sample catalogue (no token). For all of Discogs set DISCOGS_API_TOKEN from \(ErrorText.tokenAddress)"
                : "Sample catalogue: set DISCOGS_API_TOKEN for Discogs (help token)")
    }

    func status() async -> Row {
        var row: Row = ["source": .string(source.name)]
        if let client {
            let status = await client.limiterStatus()
            row["server"] = .string("\(settings.baseURL)")
            row["login"] = .string(settings.token == nil ? "none" : "personal token")
            row["limit"] = .int(Int64(status.limit))
            row["used"] = .int(Int64(status.used))
            row["remaining"] = .int(Int64(status.remaining))
            row["next_request_in_seconds"] = .double(status.nextToken.inSeconds)
            row["log"] = .string("\(settings.logFolder)/\(settings.logFileName)")
        } else {
            row["limit"] = .string("none: the sample catalogue costs no requests")
        }
        row["exports"] = .string(settings.exportFolder)
        row["settings"] = .string(settings.envFile ?? "no .env file")
        return row
    }

    func close() async { await client?.shutdown() }
}

extension Duration {
    /// Rounded to tenths.
    fileprivate var inSeconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + (Double(attoseconds) / 1e17).rounded() / 10
    }
}

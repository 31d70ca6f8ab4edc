import Catalog
import Commands
import Discogs
import Output
import Records

/// Where answers come from, chosen once: Discogs, or the sample catalogue.
struct AnswerSource {
    let source: any DiscogsSource
    private let client: DiscogsClient?
    private let cache: ProgramCache
    private let settings: Settings
    private let console: ProgramConsole
    /// Whether the catalogue answers to somebody who may not know it.
    private let isAnnounced: Bool

    /// Whether the sample catalogue answers.
    var isSample: Bool { client == nil }

    /// - Throws: `ProgramCache.Failure`.
    init(_ invocation: Invocation, settings: Settings, console: ProgramConsole) throws {
        self.settings = settings
        self.console = console
        let isAuto = invocation.source == .auto
        let usesCatalog = invocation.source == .catalog || (isAuto && settings.token == nil)
        // Who asked for the catalogue knows; in a dry run nobody answers.
        isAnnounced = isAuto && usesCatalog && !invocation.isQuiet && !invocation.isDryRun
        let log = Self.log(invocation, settings, console)
        cache = ProgramCache(
            settings, logger: log.logger("musicagent.cache", level: settings.logLevel))
        if usesCatalog {
            client = nil
            source = SampleCatalog()
        } else {
            if invocation.cacheMode == .offline, !cache.isOn {
                throw ProgramCache.Failure.isOff
            }
            let client = Self.client(invocation, settings, console, cache, log)
            self.client = client
            source = client
        }
    }

    private static func client(
        _ invocation: Invocation, _ settings: Settings, _ console: ProgramConsole,
        _ cache: ProgramCache, _ log: LogDestination
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
        configuration.cacheMode = invocation.cacheMode
        let window = settings.rateLimitWindow
        return DiscogsClient(
            configuration: configuration,
            logger: log.logger("musicagent.client", level: settings.logLevel),
            store: cache.store,
            observer: { event in
                if !invocation.isQuiet { WaitNotice(console, window: window).tell(event) }
            })
    }

    private static func log(
        _ invocation: Invocation, _ settings: Settings, _ console: ProgramConsole
    ) -> LogDestination {
        let note: @Sendable (String) -> Void = { console.note($0) }
        return LogDestination(
            settings, terminal: invocation.isVerbose ? note : nil,
            onFailure: { console.note("warning: the log cannot be written: \("\($0)".onOneLine)") })
    }

    /// Says when answers come from the sample, so that nobody takes them for all of Discogs.
    func announce() {
        guard isAnnounced else { return }
        console.note(Self.announcement(width: console.messageStyle.width))
    }

    /// One line that fits, as far as there is one.
    static func announcement(width: Int) -> String {
        let texts = [
            "Sample catalogue (no token). For all of Discogs set DISCOGS_API_TOKEN from "
                + ErrorText.tokenAddress,
            "Sample catalogue: set DISCOGS_API_TOKEN for Discogs (help token)",
            "Sample catalogue: see help token",
        ]
        return texts.first { DisplayWidth.of($0) <= width } ?? "Sample catalogue"
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

    func cacheReport(on order: CacheOrder) async -> Row {
        await cache.report(on: order, use: client?.cacheUse)
    }

    func close() async {
        await client?.shutdown()
        await cache.close()
    }
}

extension Duration {
    /// Rounded to tenths.
    fileprivate var inSeconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + (Double(attoseconds) / 1e17).rounded() / 10
    }
}

import Discogs
import Logging
import Output

/// Every setting, declared once: validation, errors, `help NAME`, `set` and `.env.example` derive
/// from this.
enum SettingTable {
    static let discogsAPIToken = Setting(
        "DISCOGS_API_TOKEN", .discogs, .secret, without: nil, example: "", isSecret: true,
        "Your personal access token, made at discogs.com/settings/developers. "
            + "Without one and without a stored account, the bundled sample catalogue answers.")
    static let discogsConsumerKey = Setting(
        "DISCOGS_CONSUMER_KEY", .discogs, .secret, without: nil, example: "", isSecret: true,
        "The key of an application, made there too. With its secret and without a token, MusicAgent "
            + "may search at the full rate, and acts as no user.")
    static let discogsConsumerSecret = Setting(
        "DISCOGS_CONSUMER_SECRET", .discogs, .secret, without: nil, example: "", isSecret: true,
        "The secret that belongs to the key.")
    static let discogsAccount = Setting(
        "DISCOGS_ACCOUNT", .discogs, .accountName, without: nil, example: "collector",
        "Which stored account is used, instead of the current one (login stores accounts, accounts "
            + "lists them). A token that is set in the same place or above comes before it.")
    static let discogsUserAgent = Setting(
        "DISCOGS_USER_AGENT", .discogs, .headerText,
        default: "MusicAgent/\(Version.current) +https://github.com/musicagent/musicagent",
        "How the program introduces itself; Discogs turns away common names.")
    static let discogsBaseURL = Setting(
        "DISCOGS_BASE_URL", .discogs, .address, default: .discogs,
        "Where the API is. A token is sent elsewhere only if that place was set where the token "
            + "was set, or above it.")

    static let rateLimitRequests = Setting(
        "RATE_LIMIT_REQUESTS", .requests, .wholeNumber(1...10_000), default: 60,
        "How many requests fit into one window. Discogs grants 60 with a token, 25 without.")
    static let rateLimitWindow = Setting(
        "RATE_LIMIT_WINDOW", .requests, .wholeNumber(1...3600, of: "of seconds "), default: 60,
        "How long the window is.")
    static let rateLimitShared = Setting(
        "RATE_LIMIT_SHARED", .requests, .truth, default: true,
        "Whether all MusicAgents of this user on this machine count their requests together, as "
            + "Discogs does. They do it in $XDG_STATE_HOME/musicagent/rate-limit.")
    static let maxRetries = Setting(
        "MAX_RETRIES", .requests, .wholeNumber(0...20), default: 3,
        "How often a request that failed is repeated.")
    static let retryBackoffFactor = Setting(
        "RETRY_BACKOFF_FACTOR", .requests, .decimal(0...60, of: "of seconds "), default: 1,
        "The longest pause before the first retry; it doubles with each that follows.")
    static let retryStatusCodes = Setting(
        "RETRY_STATUS_CODES", .requests, .statusCodes(400...599),
        default: RetryPolicy.customaryStatusCodes.sorted(),
        "The HTTP statuses after which a request is repeated.")
    static let requestTimeout = Setting(
        "REQUEST_TIMEOUT", .requests, .decimal(1...600, of: "of seconds "), default: 30,
        "How long one attempt may take, from connecting to the last byte.")

    static let cache = Setting(
        "CACHE", .cache, .oneOf(["on", "off"]), default: "on",
        "Whether answers are kept, in $XDG_CACHE_HOME/musicagent, so that a line that asks again "
            + "costs no request. No answer that is older than six hours is shown.")
    static let cacheSize = Setting(
        "CACHE_SIZE", .cache, .byteCount(1_000_000...100_000_000_000), default: 200_000_000,
        "How large the cache may grow; what was not used for the longest time goes first.")

    static let exportDir = Setting(
        "EXPORT_DIR", .exports, .path, without: nil, example: "exports",
        "Where `export` writes: `exports` beside the .env, or in the current folder without one. "
            + "A .env that is found, not named, may only name a folder beside it.")
    static let defaultExportFormat = Setting(
        "DEFAULT_EXPORT_FORMAT", .exports,
        .oneOf(OutputFormat.exportable.map(\.rawValue)), default: "csv",
        "The format of an export that names none.")

    static let hyperlinks = Setting(
        "HYPERLINKS", .terminal, .oneOf(Hyperlinks.allCases.map(\.rawValue)),
        default: Hyperlinks.auto.rawValue,
        "Whether titles in tables and on cards are links to their pages on discogs.com; auto is for "
            + "terminals that are known to have them. Without colours there are none.")

    static let logLevel = Setting(
        "LOG_LEVEL", .logging, .oneOf(Logger.Level.allCases.map(\.rawValue)), default: "info",
        "The least important messages that are logged.")
    static let logDir = Setting(
        "LOG_DIR", .logging, .path, without: nil, example: "logs",
        "Where the log files are; a relative path begins at the .env, or at the current folder "
            + "without one. Without a value: $XDG_STATE_HOME/musicagent/logs. A .env that is "
            + "found, not named, may only name a folder beside it.")
    static let logFileName = Setting(
        "LOG_FILE_NAME", .logging, .logName, default: "musicagent.log",
        "The log of everything.")
    static let logErrorFile = Setting(
        "LOG_ERROR_FILE", .logging, .logName, default: "musicagent-errors.log",
        "The log of warnings and errors alone.")
    static let logRotationSize = Setting(
        "LOG_ROTATION_SIZE", .logging, .byteCount(100...10_000_000_000), default: 10_000_000,
        "A log file that would grow larger is put aside, as is one of a day before.")
    static let logBackupCount = Setting(
        "LOG_BACKUP_COUNT", .logging, .wholeNumber(0...1000), default: 5,
        "How many such files are kept (musicagent.log.1 is the newest).")
    static let logFormat = Setting(
        "LOG_FORMAT", .logging, .oneOf(LogFormat.allCases.map(\.rawValue)),
        default: LogFormat.json.rawValue,
        "One JSON object per line, or text.")

    static let caFile = Setting(
        "CA_FILE", .network, .path, without: nil, example: "/etc/ssl/certs/company.pem",
        "Certificates (PEM) to trust in addition to the system's.")
    static let httpsProxy = Setting(
        "HTTPS_PROXY", .network, .proxy, without: nil, example: "http://proxy.example:3128",
        alias: "https_proxy",
        "The proxy for https requests.")
    static let noProxy = Setting(
        "NO_PROXY", .network, .hosts, without: [], example: "localhost,.example.org",
        alias: "no_proxy",
        "Hosts, with everything below them, that are reached without the proxy.")

    /// In the order of the documentation.
    static let keys: [SettingKey] = [
        discogsAPIToken.key, discogsConsumerKey.key, discogsConsumerSecret.key, discogsAccount.key,
        discogsUserAgent.key, discogsBaseURL.key,
        rateLimitRequests.key, rateLimitWindow.key, rateLimitShared.key,
        maxRetries.key, retryBackoffFactor.key, retryStatusCodes.key, requestTimeout.key,
        cache.key, cacheSize.key,
        exportDir.key, defaultExportFormat.key,
        hyperlinks.key,
        logLevel.key, logDir.key, logFileName.key, logErrorFile.key, logRotationSize.key,
        logBackupCount.key, logFormat.key,
        caFile.key, httpsProxy.key, noProxy.key,
    ]
}

import Discogs
import Logging
import Output

/// What can be configured, checked and typed: from options, the environment, `.env` and defaults,
/// in this order. An empty value counts as none.
struct Settings: Sendable {
    /// Nil: a stored account is used, or the sample catalogue answers.
    let login: SettingsLogin?
    /// The stored account to use; nil for the current one.
    let account: String?
    let userAgent: String
    let baseURL: BaseURL
    /// 1...10,000 requests in each `rateLimitWindow` (1...3,600 s).
    let rateLimitRequests: Int
    let rateLimitWindow: Duration
    let isRateLimitShared: Bool
    let maxRetries: Int
    let retryBackoffFactor: Duration
    let retryStatusCodes: [Int]
    let requestTimeout: Duration
    let caFile: String?
    /// The proxy for `baseURL`; nil where none applies.
    let proxy: DiscogsClientConfiguration.Proxy?

    let isCacheOn: Bool
    /// Bytes.
    let cacheSize: Int

    /// Absolute; need not be there.
    let exportFolder: String
    /// The name of an `OutputFormat` that can be exported.
    let defaultExportFormat: String

    let hyperlinks: Hyperlinks

    let logLevel: Logger.Level
    /// Absolute; need not be there.
    let logFolder: String
    let logFileName: String
    let logErrorFileName: String
    /// Bytes.
    let logRotationSize: Int
    let logBackupCount: Int
    let logFormat: LogFormat

    /// The `.env` that was read.
    let envFile: String?
    /// The user's own folders.
    let directories: BaseDirectories
    /// Where each setting was set.
    let origins: [SettingKey: SettingOrigin]
    /// What was set, as it was typed, but nothing that must not be repeated.
    let texts: [SettingKey: String]

    /// - Parameters:
    ///   - overrides: what options of the command line set.
    ///   - directory: the current directory, absolute; `.env` is looked for there and above.
    ///   - envFile: what `--env-file` names, which then has to be there.
    /// - Throws: `SettingsError` with everything that is wrong.
    init(
        overrides: [SettingOverride] = [], environment: [String: String], directory: String,
        envFile: String? = nil
    ) throws(SettingsError) {
        let directories = BaseDirectories(environment: environment)
        let home = directories.home
        let path =
            envFile.map { FilePlace.absolute($0, in: directory, home: home) }
            ?? DotEnvFile.find(from: directory)
        let file = path.map { DotEnvFile(reading: $0) }
        var reader = SettingsReader(
            SettingSources(overrides: overrides, environment: environment, file: file))
        if let file { reader.checkText(of: file) }

        login = reader.login()
        account = reader.value(SettingTable.discogsAccount)
        userAgent = reader.value(SettingTable.discogsUserAgent)
        let baseURL = reader.value(SettingTable.discogsBaseURL)
        self.baseURL = baseURL
        rateLimitRequests = reader.value(SettingTable.rateLimitRequests)
        rateLimitWindow = .seconds(reader.value(SettingTable.rateLimitWindow))
        isRateLimitShared = reader.value(SettingTable.rateLimitShared)
        maxRetries = reader.value(SettingTable.maxRetries)
        retryBackoffFactor = .seconds(reader.value(SettingTable.retryBackoffFactor))
        retryStatusCodes = reader.value(SettingTable.retryStatusCodes)
        requestTimeout = .seconds(reader.value(SettingTable.requestTimeout))

        isCacheOn = reader.value(SettingTable.cache) == "on"
        cacheSize = reader.value(SettingTable.cacheSize)

        let base = file?.folder ?? directory
        let places = SettingsReader.Places(directory: directory, base: base, home: home)
        exportFolder =
            reader.path(SettingTable.exportDir, places)
            ?? FilePlace.absolute("exports", in: base, home: home)
        defaultExportFormat = reader.value(SettingTable.defaultExportFormat)

        hyperlinks = Hyperlinks(rawValue: reader.value(SettingTable.hyperlinks)) ?? .auto

        logLevel = Logger.Level(rawValue: reader.value(SettingTable.logLevel)) ?? .info
        logFolder = reader.path(SettingTable.logDir, places) ?? "\(directories.state)/logs"
        logFileName = reader.value(SettingTable.logFileName)
        logErrorFileName = reader.value(SettingTable.logErrorFile)
        logRotationSize = reader.value(SettingTable.logRotationSize)
        logBackupCount = reader.value(SettingTable.logBackupCount)
        logFormat = LogFormat(rawValue: reader.value(SettingTable.logFormat)) ?? .json

        caFile = reader.path(SettingTable.caFile, places)
        let proxy = reader.value(SettingTable.httpsProxy)
        let noProxy = NoProxy(reader.value(SettingTable.noProxy))
        self.proxy = noProxy.covers(baseURL.origin) ? nil : proxy

        self.envFile = file?.path
        self.directories = directories
        reader.checkFolder(
            SettingTable.exportDir, exportFolder, in: base, isFileNamed: envFile != nil)
        if reader.origin(SettingTable.logDir.key) != .standard {
            reader.checkFolder(
                SettingTable.logDir, logFolder, in: base, isFileNamed: envFile != nil)
        }
        reader.checkLogFiles(logFileName, logErrorFileName)
        reader.checkCAFile(caFile)
        origins = reader.origins
        texts = reader.texts
        if let login {
            for problem in trustProblems(of: login.origin) { reader.report(problem) }
        }
        if !reader.problems.isEmpty { throw SettingsError(problems: reader.problems) }
    }

    /// Where a setting was set.
    func origin(_ key: SettingKey) -> SettingOrigin { origins[key] ?? .standard }

    /// The login that is set, where it is used and no stored account.
    var decidingLogin: SettingsLogin? {
        guard let login else { return nil }
        let isAboveAccount =
            account == nil || login.origin.rank >= origin(SettingTable.discogsAccount.key).rank
        return isAboveAccount ? login : nil
    }

    /// A token goes to Discogs, to this machine, or to where its owner sent it: a `.env` in a
    /// stranger's folder must neither redirect the environment's token or a stored account's, nor
    /// vouch for whoever listens on the way.
    /// - Parameter tokenOrigin: where the token comes from.
    func trustProblems(of tokenOrigin: SettingOrigin) -> [SettingProblem] {
        guard !baseURL.origin.isLoopback else { return [] }
        let isDiscogs = baseURL.origin == BaseURL.discogs.origin
        let suspects = [
            (SettingTable.discogsBaseURL.key, isDiscogs ? nil : "\(baseURL.origin)"),
            (SettingTable.caFile.key, caFile.map { "whoever \($0) vouches for" }),
        ]
        return suspects.compactMap { key, place in
            guard let place, origin(key).rank < tokenOrigin.rank else { return nil }
            return SettingProblem(
                key: key.name, origin: origin(key),
                reason: .wouldExposeToken(to: place, token: tokenOrigin))
        }
    }

    /// What must not be shown or written down: the login, and the proxy's login and password.
    var secrets: [Secret] {
        let proxyLogin = proxy?.login
        let password = proxyLogin?.reveal().split(separator: ":", maxSplits: 1).dropFirst().first
        return (login?.credentials.secrets ?? [])
            + [proxyLogin, password.map { Secret(String($0)) }].compactMap(\.self)
    }
}

extension SettingsReader {
    /// Where relative paths begin.
    struct Places {
        /// For an option: the current directory.
        let directory: String
        /// For everything else: the folder of the `.env`, or the current directory without one.
        let base: String
        let home: String
    }

    fileprivate mutating func path(_ setting: Setting<String?>, _ places: Places) -> String? {
        guard let path = value(setting) else { return nil }
        let isOption = if case .option = origin(setting.key) { true } else { false }
        return FilePlace.absolute(
            path, in: isOption ? places.directory : places.base, home: places.home)
    }

    fileprivate mutating func checkText(of file: DotEnvFile) {
        for problem in file.problems {
            report(
                nil, origin: .file(path: file.path, line: problem.line),
                .notReadable(problem.reason))
        }
    }

    /// What came with a stranger's script must not open the whole disk to it. A folder that nobody
    /// named, or only a `.env` that was found, has to be in `base`, by the rules for the exports
    /// themselves, and without symbolic links on the way. Who names a file vouches for it.
    fileprivate mutating func checkFolder(
        _ setting: Setting<String?>, _ folder: String, in base: String, isFileNamed: Bool
    ) {
        switch origin(setting.key) {
        case .option, .environment, .account: return
        case .file where isFileNamed: return
        case .file, .standard: break
        }
        if folder == base { return }
        let start = base == "/" ? "/" : base + "/"
        do throws(GivenPath.Failure) {
            guard folder.utf8.starts(with: start.utf8), !FilePlace.hasLink(folder, below: base)
            else { throw .outside(folder, folder: base) }
            let inside = String(decoding: folder.utf8.dropFirst(start.utf8.count), as: UTF8.self)
            _ = try GivenPath.resolve("\(inside)/x", in: base, allowOutside: false)
        } catch {
            report(setting.key, .outside(base))
        }
    }

    fileprivate mutating func checkLogFiles(_ name: String, _ errorName: String) {
        let key = SettingTable.logErrorFile.key
        if name == errorName {
            report(key, .sameAs(SettingTable.logFileName.key.name))
        }
    }

    fileprivate mutating func checkCAFile(_ caFile: String?) {
        if let caFile, !FilePlace.isRegularFile(caFile) {
            report(SettingTable.caFile.key, .noSuchFile(caFile))
        }
    }
}

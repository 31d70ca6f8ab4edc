import Catalog
import Commands
import Discogs
import Output
import Records
import Synchronization

/// Where answers come from: Discogs, or the sample catalogue. It is decided when the first answer is
/// wanted, since a stored account decides, too; and anew when a person logs in or out.
final class AnswerSource: DiscogsSource {
    /// Who asks.
    struct Login: Sendable {
        let credentials: Credentials
        /// Nil without a login.
        let origin: SettingOrigin?
        /// Nil for a token that was set, and without a login.
        let account: StoredAccount?

        static let none = Login(credentials: .none, origin: nil, account: nil)
    }

    /// What was decided.
    enum Decision: Sendable {
        case sample
        case discogs(DiscogsClient, Login)
    }

    private struct State {
        var decision: Decision?
        /// The account that was chosen at the prompt.
        var chosen: String?
        /// What all clients share: connections and limiter.
        var base: DiscogsClient?
        var isAnnounced = false
        /// Whether Discogs was asked for anything.
        var hasAsked = false
    }

    let settings: Settings
    private let invocation: Invocation
    let console: ProgramConsole
    private let accounts: AccountsFile
    private let cache: ProgramCache
    private let log: LogDestination
    private let sample = SampleCatalog()
    private let state = Mutex(State())

    /// - Throws: `ProgramCache.Failure`.
    init(
        _ invocation: Invocation, settings: Settings, console: ProgramConsole,
        accounts: AccountsFile
    ) throws {
        self.invocation = invocation
        self.settings = settings
        self.console = console
        self.accounts = accounts
        let note: @Sendable (String) -> Void = { console.note($0) }
        log = LogDestination(
            settings, mask: { console.secretMask }, terminal: invocation.isVerbose ? note : nil,
            onFailure: { console.note("warning: the log cannot be written: \("\($0)".onOneLine)") })
        cache = ProgramCache(
            settings, logger: log.logger("musicagent.cache", level: settings.logLevel))
        let isDiscogs = invocation.source == .auto && settings.decidingLogin != nil
        if isDiscogs || invocation.source == .api { try checkCache() }
    }

    /// - Throws: `ProgramCache.Failure` when every answer is to come from a cache that is off.
    private func checkCache() throws(ProgramCache.Failure) {
        if invocation.cacheMode == .offline, !cache.isOn { throw .isOff }
    }

    // MARK: Answers

    var name: String { isSample ? sample.name : "api" }

    var isFree: Bool { isSample }

    func response(to request: DiscogsRequest) async throws -> DiscogsResponse {
        try await response(to: request, latest: false, admission: {})
    }

    func response(
        to request: DiscogsRequest, latest: Bool, admission: @escaping RequestAdmission
    ) async throws -> DiscogsResponse {
        switch try decision() {
        case .sample:
            announce()
            return try await sample.response(to: request, latest: latest, admission: admission)
        case .discogs(let client, _):
            state.withLock { $0.hasAsked = true }
            return try await client.response(to: request, latest: latest, admission: admission)
        }
    }

    /// Whether Discogs was asked for anything yet.
    var hasAsked: Bool { state.withLock(\.hasAsked) }

    /// Whether the sample catalogue answers.
    var isSample: Bool { if case .sample? = try? decision() { true } else { false } }

    /// What stands before a path in a dry run.
    var address: String { isSample ? "catalog:" : "\(settings.baseURL)" }

    /// What was decided, if it was.
    var known: Decision? { state.withLock(\.decision) }

    /// Who asks Discogs; nil where the sample catalogue answers.
    /// - Throws: `AccountFailure`, `SettingsError`.
    func login() throws -> Login? {
        if case .discogs(_, let login) = try decision() { login } else { nil }
    }

    /// Uses another account from now on; nil for the current one.
    func use(_ name: String?) {
        state.withLock { state in
            state.chosen = name
            state.decision = nil
        }
    }

    func cacheReport(on order: CacheOrder) async -> Row {
        await cache.report(on: order, use: state.withLock(\.base)?.cacheUse)
    }

    func close() async {
        await state.withLock(\.base)?.shutdown()
        await cache.close()
    }

    // MARK: Deciding

    /// - Throws: `AccountFailure`, `SettingsError`. The next one to ask decides anew.
    private func decision() throws -> Decision {
        try state.withLock { state in
            if let known = state.decision { return known }
            let decision = try decide(&state)
            state.decision = decision
            return decision
        }
    }

    private func decide(_ state: inout State) throws -> Decision {
        guard invocation.source != .catalog else { return .sample }
        let login = try chosenLogin(state.chosen)
        if login == nil, invocation.source == .auto { return .sample }
        try checkCache()
        return .discogs(client(login?.credentials ?? .none, &state), login ?? .none)
    }

    private func chosenLogin(_ chosen: String?) throws -> Login? {
        if let login = settings.decidingLogin {
            return Login(credentials: login.credentials, origin: login.origin, account: nil)
        }
        let book = try accounts.load()
        var account = book.current
        if let wanted = chosen ?? settings.account {
            account = book[wanted]
            if account == nil {
                throw AccountFailure.unknown(wanted, known: book.accounts.map(\.name))
            }
        }
        guard let account else { return nil }
        console.hide(account.credentials.secrets)
        let origin = SettingOrigin.account(account.name)
        try checkTrust(of: origin)
        return Login(credentials: account.credentials, origin: origin, account: account)
    }

    /// - Throws: `SettingsError` when a login of this origin must not go to where the API is.
    func checkTrust(of origin: SettingOrigin) throws {
        let problems = settings.trustProblems(of: origin)
        if !problems.isEmpty { throw SettingsError(problems: problems) }
    }

    // MARK: Clients

    /// A client for a login that is about to be tried.
    func client(for credentials: Credentials) -> DiscogsClient {
        state.withLock { client(credentials, &$0) }
    }

    private func client(_ credentials: Credentials, _ state: inout State) -> DiscogsClient {
        if let base = state.base { return base.acting(as: credentials) }
        let base = DiscogsClient.configured(
            credentials, invocation, settings, console, cache, log)
        state.base = base
        return base
    }

    // MARK: Announcing

    /// Says once when answers come from the sample, so that nobody takes them for all of Discogs.
    /// Who asked for the catalogue knows; in a dry run nobody answers.
    func announce() {
        guard isStandIn, !invocation.isQuiet, announcesNow() else { return }
        console.note(Self.announcement(width: console.messageStyle.width))
    }

    /// As `announce`, at the prompt, where there is more to say.
    /// - Parameter isFirst: whether the prompt was never used before.
    func welcome(isFirst: Bool) {
        guard !invocation.isQuiet, announcesNow() else { return }
        let welcome = Welcome(
            isSample: isStandIn, isFirst: isFirst, width: console.messageStyle.width)
        for line in welcome.lines { console.note(line) }
    }

    /// Whether the sample answers and nobody asked for it.
    private var isStandIn: Bool { invocation.source == .auto && !invocation.isDryRun && isSample }

    private func announcesNow() -> Bool {
        state.withLock { state in
            defer { state.isAnnounced = true }
            return !state.isAnnounced
        }
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
}

extension DiscogsClient {
    fileprivate static func configured(
        _ credentials: Credentials, _ invocation: Invocation, _ settings: Settings,
        _ console: ProgramConsole, _ cache: ProgramCache, _ log: LogDestination
    ) -> DiscogsClient {
        var configuration = DiscogsClientConfiguration(userAgent: settings.userAgent)
        configuration.baseURL = settings.baseURL
        configuration.credentials = credentials
        configuration.requestTimeout = settings.requestTimeout
        configuration.maxRetries = settings.maxRetries
        configuration.backoffFactor = settings.retryBackoffFactor
        configuration.retryStatusCodes = Set(settings.retryStatusCodes)
        // Unless it was set, the limit is what Discogs grants to this login.
        let isLimitSet = settings.origin(SettingTable.rateLimitRequests.key) != .standard
        configuration.rateLimit = isLimitSet ? settings.rateLimitRequests : nil
        configuration.rateWindow = settings.rateLimitWindow
        configuration.sharedLimitFolder =
            settings.isRateLimitShared ? "\(settings.directories.state)/rate-limit" : nil
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
}

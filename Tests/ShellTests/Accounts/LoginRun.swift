import Catalog
import DiscogsSimulator
import Testing

/// The program without any token, against a simulator that knows two of them and an application.
struct LoginRun: Sendable {
    static let first = "firstTokenThatNobodyMaySeeAnywhereAtAllX"
    static let second = "secondTokenThatNobodyMaySeeAnywhereAtAll"
    static let key = "c0nsumerKeyOfTheTest"
    static let secret = "c0nsumerS3cretThatNobodyMaySee12"

    static let catalogPrompt = "music:catalog> "
    static let file = "home/.config/musicagent/accounts.json"

    let simulator: DiscogsSimulator
    let home: ProgramHome

    static func with<Value>(
        _ environment: [String: String] = [:], tokens: Set<String> = [first, second],
        _ body: (LoginRun) async throws -> Value
    ) async throws -> Value {
        var configuration = SimulatorConfiguration()
        configuration.tokens = tokens
        configuration.consumers = [key: secret]
        return try await withSimulator(source: SampleCatalog(), configuration: configuration) {
            simulator in
            let settings = [
                "DISCOGS_BASE_URL": simulator.baseURL, "LOG_LEVEL": "trace",
                "RETRY_BACKOFF_FACTOR": "0", "REQUEST_TIMEOUT": "600",
            ]
            let home = ProgramHome(settings.merging(environment) { $1 })
            return try await body(LoginRun(simulator: simulator, home: home))
        }
    }

    /// The login of each request so far.
    var authorizations: [String?] {
        get async { await simulator.requests.map { $0.header("Authorization") } }
    }

    /// A prompt at which somebody has logged in.
    func prompt(
        loggedInWith token: String = first, as name: String = "sample-owner"
    ) async throws -> PseudoTerminal {
        let terminal = try await home.prompt(showing: Self.catalogPrompt)
        try await logIn(terminal, with: token, as: name)
        return terminal
    }

    func logIn(
        _ terminal: PseudoTerminal, with token: String, as name: String = "sample-owner"
    ) async throws {
        try terminal.enter(name == "sample-owner" ? "login" : "login \(name)")
        try await terminal.expect("Which one? [1] ")
        try terminal.press(.enter)
        try await terminal.expect("Token: ")
        try terminal.enter(token)
        try await terminal.expect("logged in as sample-owner: the account \(name) is stored in")
        try await terminal.expect("music:api:\(name)> ")
    }

    /// A stored account, without a prompt.
    func store(_ accounts: [(name: String, token: String)], current: String) throws {
        let list = accounts.map {
            #"{"name":"\#($0.name)","username":"sample-owner","token":"\#($0.token)"}"#
        }
        let text = #"{"accounts":[\#(list.joined(separator: ","))],"current":"\#(current)"}"#
        home.folder.makeFolder("home/.config")
        home.folder.makeFolder("home/.config/musicagent")
        let path = try home.folder.write(text, to: Self.file)
        home.folder.setMode(0o600, of: Self.file)
        _ = path
    }
}

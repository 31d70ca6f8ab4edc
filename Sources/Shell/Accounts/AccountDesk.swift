import Commands
import Discogs
import Output
import Records

/// Where a person logs in and out, at the prompt.
struct AccountDesk: AccountKeeper {
    let source: AnswerSource
    let file: AccountsFile
    let console: ProgramConsole
    /// Whether the session was started for the sample catalogue alone.
    let isCatalogueAskedFor: Bool

    private var settings: Settings { source.settings }

    // MARK: Looking

    func accounts() throws -> [Row] {
        let book = try file.load()
        let used = try? source.login()?.account?.name
        return book.accounts.map { account in
            var row: Row = ["name": .string(account.name)]
            row["username"] = account.username.map(JSONValue.string) ?? .null
            row["login"] = .string(account.credentials.kindName)
            row["current"] = .bool(account.name == book.currentName)
            row["in_use"] = .bool(account.name == used)
            return row
        }
    }

    func currentAccount() throws -> (row: Row, needsUsername: Bool) {
        guard let login = try source.login() else {
            return (["login": "none", "from": "the sample catalogue needs none"], false)
        }
        var row: Row = [:]
        if let account = login.account { row["account"] = .string(account.name) }
        let username = login.account?.username
        if let username { row["username"] = .string(username) }
        row["login"] = .string(login.credentials.kindName)
        row["from"] = .string(place(of: login))
        return (row, login.credentials.isOfUser && username == nil)
    }

    private func place(of login: AnswerSource.Login) -> String {
        switch login.origin {
        case nil: "nothing is set or stored"
        case .account: file.path
        case let origin?: origin.description
        }
    }

    // MARK: Changing

    func logIn(as name: String?) async throws {
        if isCatalogueAskedFor { throw AccountFailure.catalogueWasAskedFor }
        try source.checkTrust(of: .account(name ?? "you log in with"))
        // What is wrong with the file is better known before somebody types a token.
        _ = try file.load()
        let form = LoginForm(console: console, source: source)
        let (credentials, username) = try await form.fillIn(server: settings.baseURL)
        let account = StoredAccount(
            name: try Self.name(name, username), username: username, credentials: credentials)
        if let earlier = try file.load()[account.name], earlier.username != username {
            let owner = earlier.username ?? "an application"
            guard await console.confirm("\(account.name) is \(owner)'s account. Replace it?") else {
                throw AccountFailure.kept(account.name)
            }
        }
        try file.update { $0.add(account) }
        source.use(account.name)
        let user = username.map { " as \($0)" } ?? ""
        console.note("logged in\(user): the account \(account.name) is stored in \(file.path)")
        noteWhatHides()
    }

    /// - Throws: `AccountFailure` when Discogs names a user as no account can be called.
    private static func name(_ name: String?, _ username: String?) throws -> String {
        if let name { return name }
        guard let username else { return "application" }
        guard AccountName.isAllowed(username) else { throw AccountFailure.noLogin(.name) }
        return username
    }

    func logOut(of name: String?) async throws {
        let book = try file.load()
        let used = (try? source.login())?.account?.name
        guard let name = name ?? used ?? (settings.decidingLogin == nil ? book.currentName : nil)
        else {
            throw AccountFailure.noneInUse
        }
        guard book[name] != nil else {
            throw AccountFailure.unknown(name, known: book.accounts.map(\.name))
        }
        try file.update { $0.remove(name) }
        if used == nil || used == name { source.use(nil) }
        console.note(
            "logged out of \(name); Discogs goes on to know its token until you revoke it there")
    }

    func use(_ name: String) async throws {
        if isCatalogueAskedFor { throw AccountFailure.catalogueWasAskedFor }
        let book = try file.load()
        guard let account = book[name] else {
            throw AccountFailure.unknown(name, known: book.accounts.map(\.name))
        }
        try source.checkTrust(of: .account(name))
        try file.update { $0.makeCurrent(name) }
        source.use(name)
        let user = account.username.map { $0 == name ? "" : ", of \($0)" } ?? ""
        console.note("using the account \(name)\(user)")
        noteWhatHides()
    }

    /// Says so when the account is not used after all.
    private func noteWhatHides() {
        guard let login = settings.decidingLogin else { return }
        console.note(
            "but \(login.key.name) (\(login.origin)) comes before it: unset that to use the account"
        )
    }
}

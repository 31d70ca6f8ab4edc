import Records

/// Keeps the accounts that a person logged in with, and makes one of them the session's.
package protocol AccountKeeper: Sendable {
    /// The stored accounts, one row each.
    /// - Throws: why they cannot be read.
    func accounts() async throws -> [Row]

    /// Who asks: which account, and where its login comes from. The row has no `username` where only
    /// Discogs knows it, and no one is asked.
    func currentAccount() async throws -> (row: Row, needsUsername: Bool)

    /// Asks the person for a login, checks it with Discogs, stores it, and uses it from now on.
    /// - Parameter name: what to call the account; nil for the user's name.
    /// - Throws: what went wrong; `CancellationError` when the person gave up.
    func logIn(as name: String?) async throws

    /// Forgets a stored account; nil for the one in use.
    func logOut(of name: String?) async throws

    /// Uses a stored account from now on.
    func use(_ name: String) async throws
}

/// A place without accounts.
package struct NoAccounts: AccountKeeper {
    package struct Failure: Error {}

    package init() {}

    package func accounts() -> [Row] { [] }
    package func currentAccount() -> (row: Row, needsUsername: Bool) { (["login": "none"], false) }
    package func logIn(as name: String?) throws { throw Failure() }
    package func logOut(of name: String?) throws { throw Failure() }
    package func use(_ name: String) throws { throw Failure() }
}

import Commands
import Records
import Synchronization

/// Accounts that a test looks into.
final class SpyAccounts: AccountKeeper {
    struct Failure: Error, Equatable {}

    private let calls = Mutex<[String]>([])
    let needsUsername: Bool
    /// Whether whatever changes something fails.
    let fails: Bool

    init(needsUsername: Bool = false, fails: Bool = false) {
        self.needsUsername = needsUsername
        self.fails = fails
    }

    /// What was asked for since the last time.
    func take() -> [String] {
        calls.withLock { calls in
            defer { calls = [] }
            return calls
        }
    }

    private func note(_ call: String) throws {
        calls.withLock { $0.append(call) }
        if fails { throw Failure() }
    }

    func accounts() -> [Row] { [["name": "one"], ["name": "two"]] }
    func currentAccount() -> (row: Row, needsUsername: Bool) { (["login": "spy"], needsUsername) }
    func logIn(as name: String?) throws { try note("login \(name ?? "-")") }
    func logOut(of name: String?) throws { try note("logout \(name ?? "-")") }
    func use(_ name: String) throws { try note("account \(name)") }
}

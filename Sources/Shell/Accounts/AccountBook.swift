import Records

/// The stored accounts, and which of them is the current one.
package struct AccountBook: Sendable, Hashable {
    /// In the order in which they came.
    private(set) var accounts: [StoredAccount] = []
    package private(set) var currentName: String?

    var current: StoredAccount? { currentName.flatMap { self[$0] } }

    package subscript(name: String) -> StoredAccount? { accounts.first { $0.name == name } }

    /// Adds an account, in the place of one with its name, as the current one.
    mutating func add(_ account: StoredAccount) {
        if let place = accounts.firstIndex(where: { $0.name == account.name }) {
            accounts[place] = account
        } else {
            accounts.append(account)
        }
        currentName = account.name
    }

    mutating func remove(_ name: String) {
        accounts.removeAll { $0.name == name }
        if currentName == name { currentName = nil }
    }

    mutating func makeCurrent(_ name: String) { currentName = name }
}

extension AccountBook {
    package var json: JSONValue {
        var members: JSONObject = ["accounts": .array(accounts.map(\.json))]
        members["current"] = currentName.map(JSONValue.string)
        return .object(members)
    }

    /// Nil for what is no book of accounts.
    package init?(_ json: JSONValue) {
        guard let list = json["accounts"]?.arrayValue else { return nil }
        for entry in list {
            guard let account = StoredAccount(entry), self[account.name] == nil else { return nil }
            accounts.append(account)
        }
        currentName = json["current"]?.stringValue
    }
}

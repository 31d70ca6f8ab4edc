import Commands
import Discogs
import Records

/// An account that a person logged in with.
package struct StoredAccount: Sendable, Hashable {
    let name: String
    /// Nil for an application without a user.
    let username: String?
    let credentials: Credentials
}

extension StoredAccount {
    /// As it stands in the file.
    var json: JSONValue {
        var members: JSONObject = ["name": .string(name)]
        members["username"] = username.map(JSONValue.string)
        switch credentials {
        case .none: break
        case .personalToken(let token): members["token"] = .string(token.reveal())
        case .consumer(let key, let secret):
            members["consumer_key"] = .string(key.reveal())
            members["consumer_secret"] = .string(secret.reveal())
        case .oauth(let consumer, let token):
            members["consumer_key"] = .string(consumer.key.reveal())
            members["consumer_secret"] = .string(consumer.secret.reveal())
            members["oauth_token"] = .string(token.token.reveal())
            members["oauth_token_secret"] = .string(token.secret.reveal())
        }
        return .object(members)
    }

    /// Nil for what is no account.
    init?(_ json: JSONValue) {
        func secret(_ member: String) -> Secret? {
            guard let text = json[member]?.stringValue, !text.isEmpty,
                text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
            else { return nil }
            return Secret(text)
        }
        guard let name = json["name"]?.stringValue, AccountName.isAllowed(name) else { return nil }
        self.name = name
        username = json["username"]?.stringValue
        if let token = secret("token") {
            credentials = .personalToken(token)
        } else if let key = secret("consumer_key"), let secretOfKey = secret("consumer_secret") {
            if let token = secret("oauth_token"), let secretOfToken = secret("oauth_token_secret") {
                credentials = .oauth(
                    OAuthConsumer(key: key, secret: secretOfKey),
                    OAuthToken(token: token, secret: secretOfToken))
            } else {
                credentials = .consumer(key: key, secret: secretOfKey)
            }
        } else {
            return nil
        }
    }
}

extension Credentials {
    /// What kind of login it is, for people.
    var kindName: String {
        switch self {
        case .none: "none"
        case .personalToken: "personal token"
        case .consumer: "application without a user"
        case .oauth: "application as a user (OAuth)"
        }
    }
}

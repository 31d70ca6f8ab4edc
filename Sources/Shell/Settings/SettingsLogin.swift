import Discogs

/// The login that settings hold: a token, or an application's key and secret.
struct SettingsLogin: Sendable {
    let credentials: Credentials
    /// Which setting it comes from, for whoever wants to unset it.
    let key: SettingKey
    let origin: SettingOrigin
}

extension SettingsReader {
    /// A token acts as a user, so it comes before a key and secret.
    mutating func login() -> SettingsLogin? {
        let token = value(SettingTable.discogsAPIToken)
        let pair = consumer()
        return token.map { token in
            let key = SettingTable.discogsAPIToken.key
            return SettingsLogin(
                credentials: .personalToken(token), key: key, origin: origin(key))
        } ?? pair
    }

    private mutating func consumer() -> SettingsLogin? {
        let (first, second) = (
            SettingTable.discogsConsumerKey.key, SettingTable.discogsConsumerSecret.key
        )
        let key = value(SettingTable.discogsConsumerKey)
        let secret = value(SettingTable.discogsConsumerSecret)
        guard let key, let secret else {
            if key != nil { report(first, .needs(second.name)) }
            if secret != nil { report(second, .needs(first.name)) }
            return nil
        }
        let stronger = origin(first).rank > origin(second).rank ? first : second
        return SettingsLogin(
            credentials: .consumer(key: key, secret: secret), key: stronger,
            origin: origin(stronger))
    }
}

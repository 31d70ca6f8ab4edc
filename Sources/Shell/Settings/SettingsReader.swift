/// Reads settings one by one, and keeps what is wrong with them.
struct SettingsReader {
    private(set) var problems: [SettingProblem] = []
    /// Where each setting that was read is set.
    private(set) var origins: [SettingKey: SettingOrigin] = [:]

    /// What was read, as it was typed; nothing for what must not be repeated.
    private(set) var texts: [SettingKey: String] = [:]

    private let sources: SettingSources

    init(_ sources: SettingSources) { self.sources = sources }

    /// The value, or the default where none is set and where it is not allowed.
    mutating func value<Value>(_ setting: Setting<Value>) -> Value {
        let key = setting.key
        guard let (text, origin) = sources.value(of: key) else {
            origins[key] = .standard
            return setting.defaultValue
        }
        origins[key] = origin
        guard let value = setting.kind.read(text) else {
            report(key, .notAllowed(value: shown(text, of: key), allowed: key.allowed))
            return setting.defaultValue
        }
        texts[key] = shown(text, of: key)
        return value
    }

    func origin(_ key: SettingKey) -> SettingOrigin { origins[key] ?? .standard }

    /// - Parameter origin: of what is about no setting.
    mutating func report(
        _ key: SettingKey?, origin: SettingOrigin? = nil, _ reason: SettingProblem.Reason
    ) {
        let origin = origin ?? key.map(self.origin) ?? .standard
        problems.append(SettingProblem(key: key?.name, origin: origin, reason: reason))
    }

    mutating func report(_ problem: SettingProblem) { problems.append(problem) }

    /// An address may hold a login, which is not to be repeated.
    private func shown(_ text: String, of key: SettingKey) -> String? {
        // Who takes a token for an account's name must not see it again, either.
        key.isSecret || key == SettingTable.discogsAccount.key || text.contains("@") ? nil : text
    }
}

/// Reads settings one by one, and keeps what is wrong with them.
struct SettingsReader {
    private(set) var problems: [SettingProblem] = []
    private(set) var entries: [SettingEntry] = []

    private let sources: SettingSources

    init(_ sources: SettingSources) { self.sources = sources }

    /// The value, or the default where none is set and where it is not allowed.
    mutating func value<Value>(_ setting: Setting<Value>) -> Value {
        let key = setting.key
        guard let (text, origin) = sources.value(of: key) else {
            entries.append(SettingEntry(key: key, value: key.defaultText, origin: .standard))
            return setting.defaultValue
        }
        guard let value = setting.kind.read(text) else {
            report(
                key, origin, .notAllowed(value: shown(text, of: key), allowed: key.allowed))
            entries.append(SettingEntry(key: key, value: nil, origin: origin))
            return setting.defaultValue
        }
        entries.append(SettingEntry(key: key, value: setting.kind.write(value), origin: origin))
        return value
    }

    func origin(_ key: SettingKey) -> SettingOrigin {
        entries.first { $0.key == key }?.origin ?? .standard
    }

    /// Replaces what is shown for a setting: a path that has been resolved.
    mutating func show(_ value: String?, for key: SettingKey) {
        guard let place = entries.firstIndex(where: { $0.key == key }) else { return }
        entries[place].value = value
    }

    mutating func report(
        _ key: SettingKey?, _ origin: SettingOrigin, _ reason: SettingProblem.Reason
    ) {
        problems.append(SettingProblem(key: key?.name, origin: origin, reason: reason))
    }

    /// A proxy's address may hold a password, which is not to be repeated.
    private func shown(_ text: String, of key: SettingKey) -> String? {
        key.isSecret || (key == SettingTable.httpsProxy.key && text.contains("@")) ? nil : text
    }
}

/// One setting as it stands, for `status` and `vars`.
struct SettingEntry: Sendable, Hashable {
    let key: SettingKey
    /// What is in force, paths made absolute and secrets as dots; nil when nothing is set.
    fileprivate(set) var value: String?
    let origin: SettingOrigin
}

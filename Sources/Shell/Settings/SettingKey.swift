/// What can be set, as far as a reader of documentation or of an error cares.
struct SettingKey: Sendable, Hashable {
    enum Section: String, Sendable, CaseIterable {
        case discogs = "Discogs"
        case requests = "Requests"
        case cache = "Cache"
        case exports = "Exports"
        case terminal = "Terminal"
        case logging = "Logging"
        case network = "Network"
    }

    let name: String
    let section: Section
    /// One sentence or two.
    let summary: String
    /// Completes "must be …".
    let allowed: String
    /// As it would be typed; nil when nothing is set by default.
    let defaultText: String?
    /// What to show in the place of a default, when there is none.
    let example: String
    let isSecret: Bool
    /// Another spelling that the environment may use.
    let alias: String?
}

/// One setting: its name and documentation, the type of its value, and its default.
struct Setting<Value: Sendable>: Sendable {
    let key: SettingKey
    let kind: SettingKind<Value>
    let defaultValue: Value

    init(
        _ name: String, _ section: SettingKey.Section, _ kind: SettingKind<Value>,
        default defaultValue: Value, _ summary: String
    ) {
        self.kind = kind
        self.defaultValue = defaultValue
        let text = kind.write(defaultValue)
        key = SettingKey(
            name: name, section: section, summary: summary, allowed: kind.allowed,
            defaultText: text, example: text, isSecret: false, alias: nil)
    }

    /// A setting that has no default value; `without` stands for "not set".
    init(
        _ name: String, _ section: SettingKey.Section, _ kind: SettingKind<Value>,
        without defaultValue: Value, example: String, isSecret: Bool = false,
        alias: String? = nil, _ summary: String
    ) {
        self.kind = kind
        self.defaultValue = defaultValue
        key = SettingKey(
            name: name, section: section, summary: summary, allowed: kind.allowed,
            defaultText: nil, example: example, isSecret: isSecret, alias: alias)
    }
}

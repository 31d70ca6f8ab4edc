/// The places where settings are set, best first: options, environment, `.env`.
struct SettingSources: Sendable {
    private struct Layer: Sendable {
        let texts: [String: String]
        let origin: @Sendable (_ name: String) -> SettingOrigin
    }

    private let layers: [Layer]

    init(overrides: [SettingOverride], environment: [String: String], file: DotEnvFile?) {
        var texts: [String: String] = [:]
        var options: [String: String] = [:]
        for override in overrides {
            texts[override.key.name] = override.value
            options[override.key.name] = override.option
        }
        var layers = [
            Layer(texts: texts) { [options] in .option(options[$0] ?? $0) },
            Layer(texts: Self.known(environment)) { _ in .environment },
        ]
        if let file {
            layers.append(
                Layer(texts: file.entries.mapValues(\.value)) {
                    .file(path: file.path, line: file.entries[$0]?.line)
                })
        }
        self.layers = layers
    }

    /// The text of a setting, without blanks around it, and where it was set; nil where it is not
    /// set. Empty text is as good as none.
    func value(of key: SettingKey) -> (text: String, origin: SettingOrigin)? {
        for layer in layers {
            guard let text = layer.texts[key.name].map(Self.trimmed), !text.isEmpty else {
                continue
            }
            return (text, layer.origin(key.name))
        }
        return nil
    }

    /// The environment, with other spellings of our keys made ours.
    private static func known(_ environment: [String: String]) -> [String: String] {
        var environment = environment
        for key in SettingTable.keys where environment[key.name, default: ""].isEmpty {
            if let alias = key.alias { environment[key.name] = environment[alias] }
        }
        return environment
    }

    private static func trimmed(_ text: String) -> String {
        let start = text.drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }
}

/// A setting that an option of the command line sets.
struct SettingOverride: Sendable, Hashable {
    let key: SettingKey
    let value: String
    /// With its dashes: `--log-level`.
    let option: String
}

import Configuration
import Synchronization

/// The places where settings are set, best first: options, environment, `.env`.
///
/// Precedence is Configuration's business; this knows which place a value came from.
struct SettingSources: Sendable {
    private let reader: ConfigReader
    private let winner: Winner
    private let places: [@Sendable (String) -> SettingOrigin]

    init(overrides: [SettingOverride], environment: [String: String], file: DotEnvFile?) {
        var texts: [String: String] = [:]
        var options: [String: String] = [:]
        for override in overrides {
            texts[override.key.name] = override.value
            options[override.key.name] = override.option
        }
        var layers = [texts, Self.known(environment)]
        var places: [@Sendable (String) -> SettingOrigin] = [
            { [options] in .option(options[$0] ?? $0) }, { _ in .environment },
        ]
        if let file {
            layers.append(file.entries.mapValues(\.value))
            places.append { .file(path: file.path, line: file.entries[$0]?.line) }
        }
        self.places = places
        winner = Winner()
        reader = ConfigReader(providers: layers.map(Self.provider), accessReporter: winner)
    }

    /// The text of a setting, without blanks around it, and where it was set; nil where it is not
    /// set. Empty text is as good as none.
    func value(of key: SettingKey) -> (text: String, origin: SettingOrigin)? {
        guard
            let text = reader.string(
                forKey: ConfigKey([key.name]), isSecret: key.isSecret),
            let place = winner.place.withLock(\.self)
        else { return nil }
        return (text, places[place](key.name))
    }

    /// The environment, with other spellings of our keys made ours.
    private static func known(_ environment: [String: String]) -> [String: String] {
        var environment = environment
        for key in SettingTable.keys where environment[key.name, default: ""].isEmpty {
            if let alias = key.alias { environment[key.name] = environment[alias] }
        }
        return environment
    }

    private static func provider(_ texts: [String: String]) -> InMemoryProvider {
        var values: [AbsoluteConfigKey: ConfigValue] = [:]
        for key in SettingTable.keys {
            guard let text = texts[key.name].map(trimmed), !text.isEmpty else { continue }
            values[AbsoluteConfigKey([key.name])] =
                ConfigValue(.string(text), isSecret: key.isSecret)
        }
        return InMemoryProvider(values: values)
    }

    private static func trimmed(_ text: String) -> String {
        let start = text.drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }

    /// Remembers which provider gave the value that was read last.
    private final class Winner: AccessReporter {
        let place = Mutex<Int?>(nil)

        func report(_ event: AccessEvent) {
            let found = event.providerResults.firstIndex { (try? $0.result.get().value) != nil }
            place.withLock { $0 = found }
        }
    }
}

/// A setting that an option of the command line sets.
struct SettingOverride: Sendable, Hashable {
    let key: SettingKey
    let value: String
    /// With its dashes: `--log-level`.
    let option: String
}

import Commands
import Output

/// The settings as `set` shows and changes them.
extension Settings {
    private static let dots = "\u{2022}\u{2022}\u{2022}\u{2022}"

    /// All that there is: those of a session and those of the table.
    ///
    /// - Parameter options: what options of the command line set: `["format": "option --format"]`.
    func ofSession(options: [String: String]) -> [SessionSetting] {
        SessionSetting.own(origins: options) + SettingTable.keys.map(ofSession)
    }

    private func ofSession(_ key: SettingKey) -> SessionSetting {
        let origin = "\(origin(key))".onOneLine
        switch key {
        case SettingTable.exportDir.key:
            let home = directories.home
            return SessionSetting(
                key.name, \.exportDirectory, allowed: key.allowed, origin: origin,
                needsTrust: true,
                read: { text in
                    SettingTable.exportDir.kind.read(text).flatMap(\.self).map {
                        let folder = ProcessContext.currentDirectory
                        return FilePlace.absolute($0, in: folder, home: home).inCurrentFolder
                    }
                },
                write: { $0 }, key.summary)
        case SettingTable.defaultExportFormat.key:
            return SessionSetting(
                key.name, \.defaultExportFormat, allowed: key.allowed,
                values: OutputFormat.exportable.map(\.rawValue),
                origin: origin,
                read: { text in
                    SettingTable.defaultExportFormat.kind.read(text).flatMap {
                        OutputFormat(rawValue: $0)
                    }
                },
                write: { $0.rawValue }, key.summary)
        default:
            return SessionSetting(
                key.name, allowed: key.allowed, origin: origin, text: text(of: key),
                advice: advice(on: key), key.summary)
        }
    }

    private func text(of key: SettingKey) -> String {
        if origin(key) == .standard { return key.defaultText ?? "" }
        return texts[key] ?? Self.dots
    }

    private func advice(on key: SettingKey) -> String {
        switch key {
        case SettingTable.discogsAPIToken.key, SettingTable.discogsConsumerKey.key,
            SettingTable.discogsConsumerSecret.key:
            "login asks for it, keeps it and does not show it"
        case SettingTable.discogsAccount.key: "account NAME uses another one"
        default: "set \(key.name) in the environment or in .env, and start anew"
        }
    }
}

extension String {
    /// A path below the current folder without that folder: reports of files are short that way, and
    /// the current folder does not change.
    var inCurrentFolder: String {
        let here = ProcessContext.currentDirectory + "/"
        return hasPrefix(here) ? String(dropFirst(here.count)) : self
    }
}

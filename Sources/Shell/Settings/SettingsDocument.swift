import Output

/// The settings as text for people, derived from `SettingTable`.
enum SettingsDocument {
    /// The file `.env.example`: every setting with its meaning; all but the token are comments
    /// that show the default.
    static var envExample: String {
        var lines = comment(
            "Settings of MusicAgent. Copy this file to .env, then remove the # before what you "
                + "change; the lines show the defaults, or an example where there is none. "
                + "Options of the command line come before the environment, the environment "
                + "before .env. An empty value counts as none. Values may be 'quoted' or "
                + "\"quoted\"; nothing in them is executed, and $ stands for itself.")
        for section in SettingKey.Section.allCases {
            lines += ["", "# --- \(section.rawValue) ---"]
            for key in SettingTable.keys where key.section == section {
                lines.append("")
                lines += comment(key.summary)
                lines += comment("Allowed: \(key.allowed).")
                let mark = key.isSecret ? "" : "#"
                lines.append("\(mark)\(key.name)=\(quoted(key.example))")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// What `help settings` prints.
    /// - Parameter width: columns of the terminal.
    static func help(width: Int) -> String {
        var lines = wrapped(
            "Settings come from options, the environment, a .env file in this folder or above "
                + "it (or --env-file FILE), and defaults, in this order.",
            width: width)
        for section in SettingKey.Section.allCases {
            lines += ["", section.rawValue]
            for key in SettingTable.keys where key.section == section {
                let value = key.defaultText.map { "=\($0)" } ?? ""
                lines += wrapped("\(key.name)\(value)", width: width, indent: 2)
                lines += wrapped(key.summary, width: width, indent: 6)
                lines += wrapped("Allowed: \(key.allowed).", width: width, indent: 6)
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func comment(_ text: String) -> [String] {
        wrapped(text, width: 90).map { "# \($0)" }
    }

    private static func wrapped(_ text: String, width: Int, indent: Int = 0) -> [String] {
        DisplayWidth.wrapped(text, to: width - indent).map {
            String(repeating: " ", count: indent) + $0
        }
    }

    private static func quoted(_ text: String) -> String {
        text.contains(" ") ? "\"\(text)\"" : text
    }
}

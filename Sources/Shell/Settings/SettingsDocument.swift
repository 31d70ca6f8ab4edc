import Output

/// The settings as a document, derived from `SettingTable`.
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

    private static func comment(_ text: String) -> [String] {
        DisplayWidth.wrapped(text, to: 90).map { "# \($0)" }
    }

    private static func quoted(_ text: String) -> String {
        text.contains(" ") ? "\"\(text)\"" : text
    }
}

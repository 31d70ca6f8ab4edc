import Output

/// A setting as `set` shows it and, where that makes sense in a running session, changes it.
package struct SessionSetting: Sendable {
    package let name: String
    /// One sentence or two.
    package let summary: String
    /// Completes "must be …".
    package let allowed: String
    /// Values to offer.
    package let values: [String]
    /// Where it was set when the session began: `default`, `environment`.
    package let origin: String
    /// As it would be typed; dots for a secret; empty where nothing is set.
    let text: @Sendable (SessionOptions) -> String
    /// How it changes in a running session; nil where it counts at the start only.
    let change: Change?
    /// What to do instead where it counts at the start only.
    let advice: String

    package struct Change: Sendable {
        /// Whether it needs the trust that a person has: it decides where files are written.
        let needsTrust: Bool
        /// Gives the options another value; false for text that is none.
        let apply: @Sendable (String, inout SessionOptions) -> Bool
        /// Gives the options the value that others have.
        let restore: @Sendable (_ from: SessionOptions, inout SessionOptions) -> Void
    }

    /// A setting that a session can change.
    ///
    /// - Parameters:
    ///   - read: nil for text that is not allowed.
    ///   - write: the value as it would be typed.
    package init<Value>(
        _ name: String, _ option: any WritableKeyPath<SessionOptions, Value> & Sendable,
        allowed: String, values: [String] = [], origin: String = "default",
        needsTrust: Bool = false, read: @escaping @Sendable (String) -> Value?,
        write: @escaping @Sendable (Value) -> String, _ summary: String
    ) {
        self.name = name
        self.summary = summary
        self.allowed = allowed
        self.values = values
        self.origin = origin
        text = { write($0[keyPath: option]) }
        advice = ""
        change = Change(
            needsTrust: needsTrust,
            apply: { text, options in
                guard let value = read(text) else { return false }
                options[keyPath: option] = value
                return true
            },
            restore: { start, options in options[keyPath: option] = start[keyPath: option] })
    }

    /// A setting that counts when the program starts.
    ///
    /// - Parameter advice: what to do instead.
    package init(
        _ name: String, allowed: String, origin: String, text: String, advice: String,
        _ summary: String
    ) {
        self.name = name
        self.summary = summary
        self.allowed = allowed
        values = []
        self.origin = origin
        self.text = { _ in text }
        self.advice = advice
        change = nil
    }

    /// What `set` lists of it.
    func row(in options: SessionOptions) -> [(String, String)] {
        let isChanged = options.changedSettings.contains(name)
        return [
            ("name", name), ("value", text(options)), ("origin", isChanged ? "set" : origin),
            ("meaning", summary),
        ]
    }
}

extension SessionSetting {
    /// The settings of a session itself, which no variable of the environment sets.
    ///
    /// - Parameter origins: those that options of the command line set: `["format": "option --format"]`.
    package static func own(origins: [String: String] = [:]) -> [SessionSetting] {
        let formats = OutputFormat.shown.map(\.rawValue)
        return [
            SessionSetting(
                "format", \.format, allowed: "auto, or one of " + formats.joined(separator: ", "),
                values: ["auto"] + formats, origin: origins["format"] ?? "default",
                read: { text in
                    text == "auto"
                        ? .some(nil)
                        : OutputFormat.shown.first { $0.rawValue == text }.map(Optional.some)
                },
                write: { $0?.rawValue ?? "auto" },
                "How results are written; auto is a table at a terminal, JSON Lines elsewhere."),
            SessionSetting(
                "per-page", \.pageSize,
                allowed: "a whole number from 1 to \(ReadPlan.largestPageSize)",
                read: { text in
                    Int(text).flatMap { 1...ReadPlan.largestPageSize ~= $0 ? $0 : nil }
                },
                write: { String($0) },
                "How many rows make a page, where the stage per-page says nothing."),
            onOrOff(
                "timing", \.showsTiming, origins,
                "Whether each line tells how long it took and how many requests it sent."),
            onOrOff(
                "color", \.usesColor, origins,
                "Whether a terminal that can show colours gets them."),
            onOrOff(
                "pager", \.usesPager, origins,
                "Whether help and cards that are longer than the screen go through PAGER or less."),
            onOrOff(
                "quiet", \.isQuiet, origins,
                "Whether the lines below tables, and reports of files written, are left out."),
        ]
    }

    private static func onOrOff(
        _ name: String, _ option: any WritableKeyPath<SessionOptions, Bool> & Sendable,
        _ origins: [String: String], _ summary: String
    ) -> SessionSetting {
        SessionSetting(
            name, option, allowed: "on or off", values: ["on", "off"],
            origin: origins[name] ?? "default", read: { ["on": true, "off": false][$0] },
            write: { $0 ? "on" : "off" }, summary)
    }
}

extension [SessionSetting] {
    /// The setting of a name, in any case.
    func named(_ name: String) -> SessionSetting? {
        first { $0.name.lowercased() == name.lowercased() }
    }
}

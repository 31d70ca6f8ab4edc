import Records

/// What a journal belongs to: the same script with the same arguments and the same settings.
package struct JournaledRun: Sendable {
    let script: String
    let arguments: [String]
    /// What else decides what a run does: where answers come from, whose they are, where files go.
    let settings: [String]

    package init(script: String, arguments: [String], settings: [String]) {
        self.script = script
        self.arguments = arguments
        self.settings = settings
    }

    private static let version = 1

    var record: Row {
        [
            "musicagent-journal": .int(Int64(Self.version)), "script": .string(script),
            "arguments": .array(arguments.map(JSONValue.string)),
            "settings": .array(settings.map(JSONValue.string)),
        ]
    }

    /// What of the run is not as in the journal's first line; nil when all is.
    func difference(from record: Row) -> JournalFailure.Difference? {
        let own = self.record
        if record["musicagent-journal"] != own["musicagent-journal"] { return .version }
        if record["script"] != own["script"] { return .script }
        if record["arguments"] != own["arguments"] { return .arguments }
        return record["settings"] == own["settings"] ? nil : .settings
    }
}

extension Row {
    /// Whether it is a line of a journal.
    func isRecord(first: Bool) -> Bool {
        let names =
            first
            ? ["musicagent-journal"] : ["begin", "end", "request", "change", "script", "file"]
        return names.contains { self[$0] != nil }
    }

    func number(_ name: String) -> Int? { self[name]?.intValue.map(Int.init) }
}

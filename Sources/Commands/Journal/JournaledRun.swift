import Records

/// What a journal belongs to: the same script with the same arguments and the same source.
package struct JournaledRun: Sendable {
    let script: String
    let arguments: [String]
    /// Where answers come from: `https://api.discogs.com`.
    let source: String

    package init(script: String, arguments: [String], source: String) {
        self.script = script
        self.arguments = arguments
        self.source = source
    }

    private static let version = 1

    var record: Row {
        [
            "musicagent-journal": .int(Int64(Self.version)), "script": .string(script),
            "arguments": .array(arguments.map(JSONValue.string)), "source": .string(source),
        ]
    }

    /// What of the run is not as in the journal's first line; nil when all is.
    func difference(from record: Row) -> JournalFailure.Difference? {
        let own = self.record
        if record["musicagent-journal"] != own["musicagent-journal"] { return .version }
        if record["script"] != own["script"] { return .script }
        if record["arguments"] != own["arguments"] { return .arguments }
        return record["source"] == own["source"] ? nil : .source
    }
}

extension Row {
    /// Whether it is a line of a journal.
    func isRecord(first: Bool) -> Bool {
        let names =
            first ? ["musicagent-journal"] : ["begin", "end", "request", "file"]
        return names.contains { self[$0] != nil }
    }

    func number(_ name: String) -> Int? { self[name]?.intValue.map(Int.init) }
}

/// Why a run cannot go on with a journal.
package enum JournalFailure: Error, Hashable, Sendable {
    package enum Difference: Sendable, Hashable { case script, arguments, source, version }

    /// The file is something else.
    case isNone(String)
    case belongsElsewhere(String, Difference)
    /// Another run is at it.
    case inUse(String)
    /// A line cannot be read.
    case broken(String, line: Int?)
    /// The prompt was given one.
    case isForScripts
}

import Output
import Records

/// What the lines of a journal say.
struct JournalState: Sendable {
    /// How a statement ended.
    struct StatementEnd: Sendable {
        /// What was told of its failure, which `try` let pass.
        let failure: String?
    }

    /// A file that a statement wrote, or is about to.
    struct WrittenFile: Sendable {
        let path: String
        let identity: FileIdentity
    }

    /// A change that was about to be sent, and whose answer is not known.
    enum BegunChange: String, Sendable {
        /// It may have happened.
        case sent
        /// And that was told to somebody.
        case told
    }

    /// How often this run came to a change.
    var changesSeen: [String: Int] = [:]
    var begunChanges: [String: BegunChange] = [:]
    /// Where the lines of answers stand, by request and statement.
    var answers: [String: Range<Int>] = [:]
    var timestamps: [String: String] = [:]
    var ends: [String: StatementEnd] = [:]
    /// The texts of scripts that were brought in.
    var scripts: [String: String] = [:]
    var files: [String: [WrittenFile]] = [:]
    /// Where the next line begins.
    var length = 0
    /// Whether a line could not be written: from then on the file is as it is.
    var isBroken = false

    /// What `answers` has an answer under.
    static func key(_ request: String, _ statement: String) -> String { "\(statement) \(request)" }

    /// Takes a line in, whose place in the file is `place`.
    mutating func note(_ record: Row, at place: Range<Int>) {
        let statement = record["statement"]?.stringValue ?? ""
        if let request = record["request"]?.stringValue {
            answers[Self.key(request, statement)] = place
        } else if let change = record["change"]?.stringValue {
            begunChanges[Self.key(change, statement)] =
                record["state"]?.stringValue.flatMap(BegunChange.init)
        } else if let begun = record["begin"]?.stringValue {
            timestamps[begun] = record["at"]?.stringValue
        } else if let ended = record["end"]?.stringValue {
            ends[ended] = StatementEnd(failure: record["failure"]?.stringValue)
        } else if let text = record["script"]?.stringValue {
            scripts[statement] = text
        } else if let path = record["file"]?.stringValue,
            let device = record["device"]?.stringValue.flatMap(UInt64.init),
            let inode = record["inode"]?.stringValue.flatMap(UInt64.init)
        {
            let file = WrittenFile(
                path: path, identity: FileIdentity(device: device, inode: inode))
            files[statement, default: []].append(file)
        }
    }
}

import Commands
import Discogs

/// A journal of `--resume`: any bytes, also behind a first line that is right.
enum JournalTarget {
    private static let run = JournaledRun(script: "search x", arguments: [], settings: [])

    /// The first line of a journal of that run.
    private static let beginning: [UInt8] = {
        let file = TemporaryFile(named: "journal")
        defer { file.remove() }
        guard (try? RunJournal(path: file.path, of: run)) != nil else {
            fatalError("no journal can be begun")
        }
        return file.read()
    }()

    static func check(_ bytes: [UInt8]) throws(Violation) {
        for bytes in [bytes, beginning + bytes] {
            let file = TemporaryFile(named: "journal")
            defer { file.remove() }
            file.write(bytes)
            let first = open(file)
            try Violation.unless(
                open(file) == first, "\(bytes) is another journal when it is opened again")
        }
    }

    /// What the journal says; nil for what is none.
    private static func open(_ file: TemporaryFile) -> [String]? {
        guard let request = try? DiscogsRequest.raw(.get, "/releases/1"),
            let journal = try? RunJournal(path: file.path, of: run)
        else { return nil }
        let summary = journal.summary.map { "\($0)" } ?? "nothing"
        let answer = Result { try journal.answer(to: request, named: "GET /releases/1", in: "1") }
        return [summary, "\(answer)"]
    }
}

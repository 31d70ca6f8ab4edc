import Records
import Shell
import Synchronization

/// Any bytes in a log, before a line that is right: that is found, whatever came before, and no line is
/// counted twice.
enum LogTarget {
    private struct Found: Equatable {
        var rows: [Row] = []
        var skipped = 0
    }

    /// Both forms of a line, of the last time that there is.
    private static let sound = [
        #"{"time":"9999-12-31T23:59:59.999Z","level":"info","logger":"fuzz","message":"sound"}"#,
        "9999-12-31T23:59:59.999Z INFO     [fuzz] sound pid=7 run_id=0c9e41d2",
    ].map { Array($0.utf8) }

    static func check(_ bytes: [UInt8]) async throws(Violation) {
        let file = TemporaryFile(named: "a.log")
        defer { file.remove() }
        for line in sound {
            file.write(bytes + [UInt8(ascii: "\n")] + line)
            let found = try await read(file)
            let last = found.rows.last
            try Violation.unless(
                last?["event"] == "sound" && last?["logger"] == "fuzz",
                "\(bytes): the line behind was not found")
            let lines = 2 + bytes.count { $0 == UInt8(ascii: "\n") }
            try Violation.unless(
                found.rows.count + found.skipped <= lines,
                "\(bytes): \(found.rows.count) rows and \(found.skipped) others of \(lines) lines")
            try Violation.unless(
                try await read(file, newest: lines) == found, "\(bytes): the newest are others")
        }
    }

    private static func read(
        _ file: TemporaryFile, newest: Int? = nil
    ) async throws(Violation) -> Found {
        let skipped = Mutex(0)
        let reader = LogRows(
            of: LogRows.Place(path: file.path, backupCount: 0), newest: newest,
            masking: SecretMask()
        ) { result in skipped.withLock { $0 = result.skipped } }
        var found = Found()
        do {
            while let rows = try await reader.next() { found.rows += rows }
        } catch {
            throw Violation("\(error)")
        }
        found.skipped = skipped.withLock(\.self)
        return found
    }
}

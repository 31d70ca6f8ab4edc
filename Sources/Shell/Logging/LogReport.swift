import Commands
import Logging
import Records

/// What the `log` command gives, and what it says beside it.
struct LogReport: Sendable {
    private let place: LogRows.Place
    private let level: Logger.Level
    private let mask: SecretMask

    init(_ settings: Settings, masking mask: SecretMask) {
        place = LogRows.Place(
            path: FilePlace.absolute(
                settings.logFileName, in: settings.logFolder, home: settings.directories.home),
            backupCount: settings.logBackupCount)
        level = settings.logLevel
        self.mask = mask
    }

    /// - Parameter newest: how many rows are wanted; nil for all.
    func rows(newest: Int?, note: @escaping @Sendable (String) -> Void) -> RowStream {
        let rows = LogRows(of: place, newest: newest, masking: mask) { result in
            for text in notes(on: result, newest: newest) { note(text) }
        }
        return RowStream { try await rows.next() }
    }

    private func notes(on result: LogRows.Result, newest: Int?) -> [String] {
        var notes: [String] = []
        if let newest, result.hasMore {
            notes.append("the \(newest) newest: log | last 200 shows more")
        }
        if result.skipped > 0 {
            let lines = result.skipped == 1 ? "line" : "lines"
            notes.append(
                "left out \(result.skipped.grouped) \(lines) that MusicAgent did not write, or not whole"
            )
        }
        if level > .info {
            notes.append(
                "replies and waits are logged where \(SettingTable.logLevel.key.name) is info; it is "
                    + level.rawValue)
        } else if result.rows == 0 {
            notes.append("nothing was logged yet in \(place.path.inCurrentFolder)")
        }
        return notes
    }
}

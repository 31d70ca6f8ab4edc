import Records

/// The rows of a log, over all its files, in the order of their times; in constant memory, however
/// much was logged.
package actor LogRows {
    /// Where the log is.
    package struct Place: Sendable {
        /// Absolute, of the file that is written to.
        let path: String
        let backupCount: Int

        package init(path: String, backupCount: Int) {
            self.path = path
            self.backupCount = backupCount
        }
    }

    /// How many lines may lie between one and its place: processes look at the clock before they wait
    /// for each other.
    private static let window = 1000
    private static let chunkLength = 64 << 10

    private let place: Place
    private let mask: SecretMask
    private let newest: Int?
    private let whenDone: @Sendable (Result) -> Void

    /// What there was beside the rows.
    package struct Result: Sendable {
        package fileprivate(set) var rows = 0
        /// Lines that are none of ours, or parts of one.
        package fileprivate(set) var skipped = 0
        /// Whether there are rows before those that were wanted.
        package fileprivate(set) var hasMore = false
    }

    private var files: [LogFiles.Part]?
    private var lines: LogPartReader?
    private var waiting: [LogEntry] = []
    private var result = Result()
    private var isDone = false

    /// - Parameters:
    ///   - newest: how many rows are wanted; nil for all.
    ///   - whenDone: is told once, when all has been read.
    package init(
        of place: Place, newest: Int?, masking mask: SecretMask,
        whenDone: @escaping @Sendable (Result) -> Void
    ) {
        self.place = place
        self.newest = newest
        self.mask = mask
        self.whenDone = whenDone
    }

    /// The next rows; nil at the end.
    /// - Throws: `SystemFailure`, `CancellationError`.
    package func next() throws -> [Row]? {
        guard !isDone else { return nil }
        let parts =
            files ?? LogFiles(path: place.path, backupCount: place.backupCount).parts
        files = parts
        if let newest { return try newestRows(newest, of: parts) }
        while true {
            try Task.checkCancellation()
            if lines == nil {
                guard let part = files?.first else { return end(with: sorted(waiting)) }
                files?.removeFirst()
                lines = try LogPartReader(part, masking: mask)
                continue
            }
            guard let entries = try lines?.next(limit: Self.chunkLength) else {
                result.skipped += lines?.skipped ?? 0
                lines = nil
                continue
            }
            waiting = sorted(waiting + entries)
            guard waiting.count > Self.window else { continue }
            let ready = waiting.prefix(waiting.count - Self.window)
            waiting.removeFirst(ready.count)
            result.rows += ready.count
            return ready.compactMap(\.row)
        }
    }

    /// The newest file holds most of them, as a rule, and older ones need not be read.
    private func newestRows(_ count: Int, of parts: [LogFiles.Part]) throws -> [Row]? {
        var found: [LogEntry] = []
        for part in parts.reversed() {
            guard found.count <= count else { break }
            var lines = try LogPartReader(part, masking: mask)
            var ofPart: [LogEntry] = []
            while let entries = try lines.next(limit: Self.chunkLength) {
                try Task.checkCancellation()
                ofPart = (ofPart + entries).suffix(count + 1)
            }
            result.skipped += lines.skipped
            found = (ofPart + found).suffix(count + 1)
        }
        result.hasMore = found.count > count
        return end(with: sorted(found).suffix(count))
    }

    private func sorted(_ entries: [LogEntry]) -> [LogEntry] {
        // Lines of one time stay in the order in which they were written.
        entries.enumerated().sorted { a, b in
            (a.element.time, a.offset) < (b.element.time, b.offset)
        }.map(\.element)
    }

    private func end(with entries: some Collection<LogEntry>) -> [Row] {
        isDone = true
        result.rows += entries.count
        whenDone(result)
        return entries.compactMap(\.row)
    }
}

import Records

/// Reads the lines of one file of a log, piece by piece.
struct LogPartReader: ~Copyable {
    private let file: OpenFile?
    private let size: Int
    private let mask: SecretMask
    private var reader = JSONReader(maximumBytes: LogLine.maximumLength)
    private var position = 0
    /// The begun line.
    private var line: [UInt8] = []
    /// Whether it is too long to be one of ours.
    private var isTooLong = false
    /// Lines that are none of ours, so far.
    private(set) var skipped = 0

    init(_ part: LogFiles.Part, masking mask: SecretMask) throws(SystemFailure) {
        file = try part.open()
        size = part.size
        self.mask = mask
    }

    /// What the next bytes hold, without what is repeated elsewhere; nil at the end.
    mutating func next(limit: Int) throws(SystemFailure) -> [LogEntry]? {
        guard position < size,
            let bytes = try file?.read(limit: min(limit, size - position), from: position),
            !bytes.isEmpty
        else {
            guard !line.isEmpty || isTooLong else { return nil }
            return [endLine()].compactMap(\.self)
        }
        position += bytes.count
        var entries: [LogEntry] = []
        var rest = bytes[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            add(rest[..<end])
            rest = rest[(end + 1)...]
            if let entry = endLine() { entries.append(entry) }
        }
        add(rest)
        return entries
    }

    private mutating func add(_ bytes: ArraySlice<UInt8>) {
        guard !isTooLong, line.count + bytes.count <= LogLine.maximumLength else {
            isTooLong = true
            line = []
            return
        }
        line += bytes
    }

    private mutating func endLine() -> LogEntry? {
        defer {
            line.removeAll(keepingCapacity: true)
            isTooLong = false
        }
        // Where half a line was ended twice, one is empty.
        guard isTooLong || !line.isEmpty else { return nil }
        guard !isTooLong, let entry = LogEntry(line, &reader, masking: mask) else {
            skipped += 1
            return nil
        }
        return entry.row == nil ? nil : entry
    }
}

import Discogs
import Output
import Records
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a run of a script has done so far, on disk: with it a run that was killed goes on where it
/// stopped.
///
/// The next run begins from the top again, but what Discogs has answered is taken from here, and
/// what was done outside of the script, a file or another program's work, is not done twice. The
/// file is JSON Lines, one for each thing that happened, written before it counts.
package final class RunJournal: Sendable {
    package let path: String
    private let descriptor: Int32
    private let calls: FileCalls
    private let state: Mutex<State>

    private struct State {
        /// Where the lines of answers stand.
        var answers: [String: Range<Int>] = [:]
        var timestamps: [Int: String] = [:]
        var ends: [Int: StatementEnd] = [:]
        var files: [Int: [WrittenFile]] = [:]
        var length = 0
    }

    /// How a statement ended.
    struct StatementEnd: Sendable {
        /// The number of the statement that follows.
        let next: Int
        /// What was told of its failure, which `try` let pass.
        let failure: String?
    }

    /// A file that a statement wrote, or is about to.
    private struct WrittenFile {
        let path: String
        let identity: FileIdentity
    }

    /// Opens the journal, or begins one where no file is.
    ///
    /// - Parameter run: what is run.
    /// - Throws: `JournalFailure`; `FileWriteError`.
    package init(path: String, of run: JournaledRun, calls: FileCalls = .system) throws {
        self.path = path
        self.calls = calls
        descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw FileWriteError.system(path: path, operation: "open", errno: errno)
        }
        state = Mutex(State())
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw JournalFailure.inUse(path) }
        if try read(of: run) { return }
        try append(run.record)
    }

    deinit { if descriptor >= 0 { _ = close(descriptor) } }

    /// What the run need not do again; nil for nothing.
    package var summary: (statements: Int, answers: Int)? {
        state.withLock { state in
            let known = (statements: state.ends.count, answers: state.answers.count)
            return known == (0, 0) ? nil : known
        }
    }

    /// Takes the journal away, as the last thing that a run which came to its end does: were it
    /// killed behind that, the next one would begin anew.
    package func remove() { _ = unlink(path) }

    // MARK: Statements

    /// The time at which a statement began, in the first run that came to it.
    func begin(_ statement: Int, at timestamp: @Sendable () -> String) throws -> String {
        if let earlier = state.withLock({ $0.timestamps[statement] }) { return earlier }
        let now = timestamp()
        try append(["begin": .int(Int64(statement)), "at": .string(now)])
        state.withLock { $0.timestamps[statement] = now }
        return now
    }

    func end(of statement: Int) -> StatementEnd? { state.withLock { $0.ends[statement] } }

    func end(_ statement: Int, next: Int, failure: String? = nil) throws {
        var record: Row = ["end": .int(Int64(statement)), "next": .int(Int64(next))]
        if let failure { record["failure"] = .string(failure) }
        try append(record)
        guard calls.fsync(descriptor) == 0 else {
            throw FileWriteError.system(path: path, operation: "fsync", errno: errno)
        }
        state.withLock { $0.ends[statement] = StatementEnd(next: next, failure: failure) }
    }

    // MARK: Files

    /// Notes a file that is about to get its name.
    func note(_ file: FileIdentity, at path: String, by statement: Int) throws {
        try append([
            "file": .string(path), "statement": .int(Int64(statement)),
            "device": .string("\(file.device)"), "inode": .string("\(file.inode)"),
        ])
        let written = WrittenFile(path: path, identity: file)
        state.withLock { $0.files[statement, default: []].append(written) }
    }

    /// Whether it was this statement that wrote the file which is there.
    func wrote(_ path: String, by statement: Int) -> Bool {
        var status = stat()
        guard lstat(path, &status) == 0 else { return false }
        let there = FileIdentity(status)
        return state.withLock { state in
            state.files[statement]?.contains { $0.path == path && $0.identity == there } ?? false
        }
    }

    // MARK: Answers

    /// What Discogs answered; nil when it did not yet.
    /// - Throws: the `DiscogsError` that the answer was; `JournalFailure`.
    func answer(to request: DiscogsRequest, in statement: Int) throws -> DiscogsResponse? {
        guard let place = state.withLock({ $0.answers[Self.key(request.name, statement)] }) else {
            return nil
        }
        guard let record = row(in: try bytes(in: place)) else {
            throw JournalFailure.broken(path, line: nil)
        }
        return try record.answer(to: request)
    }

    func note(_ answer: DiscogsResponse, to request: DiscogsRequest, in statement: Int) throws {
        try append(Row(answer, to: request, in: statement), answering: request, in: statement)
    }

    /// - Returns: false for an error that says nothing about what was asked for.
    func note(_ error: DiscogsError, to request: DiscogsRequest, in statement: Int) throws {
        guard let record = Row(error, to: request, in: statement) else { return }
        try append(record, answering: request, in: statement)
    }

    private static func key(_ request: String, _ statement: Int) -> String {
        "\(statement) \(request)"
    }

    // MARK: The file

    private func append(_ record: Row, answering request: DiscogsRequest, in statement: Int) throws
    {
        let place = try append(record)
        state.withLock { $0.answers[Self.key(request.name, statement)] = place }
    }

    /// - Returns: where the line stands.
    @discardableResult
    private func append(_ record: Row) throws -> Range<Int> {
        var writer = JSONWriter()
        writer.write(record)
        writer.writeNewline()
        let bytes = writer.bytes
        // One after the other: a line is whole before the next one begins.
        return try state.withLock { state in
            try calls.writeAll(bytes, to: descriptor, path: path)
            let start = state.length
            state.length += bytes.count
            return start..<(state.length - 1)
        }
    }

    private func bytes(in place: Range<Int>) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: place.count)
        var done = 0
        while done < place.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                pread(
                    descriptor, buffer.baseAddress! + done, place.count - done,
                    off_t(place.lowerBound + done))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw FileWriteError.system(path: path, operation: "read", errno: errno)
            }
            done += count
        }
        return bytes
    }

    private func row(in bytes: [UInt8]) -> Row? {
        var reader = JSONReader()
        return (try? reader.read(bytes))?.objectValue
    }

    /// Reads what an earlier run left.
    /// - Returns: whether there was one.
    private func read(of run: JournaledRun) throws -> Bool {
        var state = State()
        var lines = JournalLines(descriptor, path: path)
        var number = 0
        while let line = try lines.next() {
            number += 1
            guard let record = row(in: line.bytes), record.isRecord(first: number == 1) else {
                throw number == 1
                    ? JournalFailure.isNone(path) : JournalFailure.broken(path, line: number)
            }
            if number == 1 {
                if let difference = run.difference(from: record) {
                    throw JournalFailure.belongsElsewhere(path, difference)
                }
            } else {
                Self.note(record, at: line.place, in: &state)
            }
        }
        // A line that a kill cut off never counted.
        if number == 0, lines.length > 0 { throw JournalFailure.isNone(path) }
        if lines.length > lines.wholeLength, ftruncate(descriptor, off_t(lines.wholeLength)) != 0 {
            throw FileWriteError.system(path: path, operation: "truncate", errno: errno)
        }
        state.length = lines.wholeLength
        self.state.withLock { $0 = state }
        return number > 0
    }

    private static func note(_ record: Row, at place: Range<Int>, in state: inout State) {
        if let request = record["request"]?.stringValue, let statement = record.number("statement")
        {
            state.answers[key(request, statement)] = place
        } else if let statement = record.number("begin") {
            state.timestamps[statement] = record["at"]?.stringValue
        } else if let statement = record.number("end"), let next = record.number("next") {
            state.ends[statement] = StatementEnd(
                next: next, failure: record["failure"]?.stringValue)
        } else if let path = record["file"]?.stringValue,
            let statement = record.number("statement"),
            let device = record["device"]?.stringValue.flatMap(UInt64.init),
            let inode = record["inode"]?.stringValue.flatMap(UInt64.init)
        {
            let file = WrittenFile(
                path: path, identity: FileIdentity(device: device, inode: inode))
            state.files[statement, default: []].append(file)
        }
    }
}

/// The whole lines of a journal, and where they stand.
private struct JournalLines {
    private let descriptor: Int32
    private let path: String
    private var buffer: [UInt8] = []
    private var start = 0
    /// All bytes read.
    private(set) var length = 0
    /// The bytes up to the end of the last whole line.
    private(set) var wholeLength = 0

    init(_ descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    mutating func next() throws -> (bytes: [UInt8], place: Range<Int>)? {
        var searched = start
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = Array(buffer[start..<end])
                let place = wholeLength..<(wholeLength + line.count)
                wholeLength = place.upperBound + 1
                start = end + 1
                return (line, place)
            }
            buffer.removeFirst(start)
            start = 0
            searched = buffer.count
            guard try fill() else { return nil }
        }
    }

    private mutating func fill() throws -> Bool {
        var chunk = [UInt8](repeating: 0, count: 256 << 10)
        let count = pread(descriptor, &chunk, chunk.count, off_t(length))
        if count < 0 {
            if errno == EINTR { return try fill() }
            throw FileWriteError.system(path: path, operation: "read", errno: errno)
        }
        length += count
        buffer += chunk[..<count]
        return count > 0
    }
}

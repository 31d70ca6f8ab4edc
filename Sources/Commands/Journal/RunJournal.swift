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
    private let state: Mutex<JournalState>

    /// Opens the journal, or begins one where no file is.
    ///
    /// - Parameter run: what is run.
    /// - Throws: `JournalFailure`; `FileWriteError`.
    package init(path: String, of run: JournaledRun, calls: FileCalls = .system) throws {
        self.path = path
        self.calls = calls
        descriptor = try Self.openLocked(path)
        state = Mutex(JournalState())
        if try !read(of: run) {
            try append(run.record)
            try sync()
        }
        do throws(FileWriteError) {
            // Otherwise a power cut could leave what was done, and no journal that knows it.
            try calls.settle(calls.folder(of: path), for: path)
        } catch {
            throw JournalFailure.notWritten(error)
        }
    }

    private static func openLocked(_ path: String) throws -> Int32 {
        while true {
            let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else {
                throw FileWriteError.system(path: path, operation: "open", errno: errno)
            }
            var (opened, named) = (stat(), stat())
            let isLocked = flock(descriptor, LOCK_EX | LOCK_NB) == 0
            let number = errno
            let isKnown = fstat(descriptor, &opened) == 0 && stat(path, &named) == 0
            if isLocked, isKnown, FileIdentity(opened) == FileIdentity(named) {
                if opened.st_mode & S_IFMT == S_IFREG { return descriptor }
                _ = close(descriptor)
                throw JournalFailure.isNone(path)
            }
            _ = close(descriptor)
            if !isLocked, number == EWOULDBLOCK { throw JournalFailure.inUse(path) }
            if !isLocked {
                throw FileWriteError.system(path: path, operation: "lock", errno: number)
            }
            // The run that held it took it away meanwhile.
        }
    }

    /// Lets another run have it.
    package func unlock() { _ = flock(descriptor, LOCK_UN) }

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
    /// - Throws: `JournalFailure`: it would keep the next run from doing anything.
    package func remove() throws {
        guard unlink(path) == 0 || errno == ENOENT else {
            throw JournalFailure.notWritten(
                .system(path: path, operation: "unlink", errno: errno))
        }
    }

    // MARK: Statements

    /// The time at which a statement began, in the first run that came to it.
    /// - Parameter statement: its place: `2`, `2.1` in the script that the second one brings in.
    func begin(_ statement: String, at timestamp: @Sendable () -> String) throws -> String {
        if let earlier = state.withLock({ $0.timestamps[statement] }) { return earlier }
        let now = timestamp()
        try append(["begin": .string(statement), "at": .string(now)])
        state.withLock { $0.timestamps[statement] = now }
        return now
    }

    func end(of statement: String) -> JournalState.StatementEnd? {
        state.withLock { $0.ends[statement] }
    }

    /// Whether statements of a script were begun that the statement brings in.
    func hasStatements(in statement: String) -> Bool {
        state.withLock { $0.timestamps["\(statement).1"] != nil }
    }

    func end(_ statement: String, failure: String? = nil) throws {
        var record: Row = ["end": .string(statement)]
        if let failure { record["failure"] = .string(failure) }
        try append(record)
        try sync()
        state.withLock { $0.ends[statement] = JournalState.StatementEnd(failure: failure) }
    }

    /// Notes the text of a script that a statement brings in.
    /// - Throws: `JournalFailure` when it was another one in an earlier run.
    func note(script text: String, named name: String, by statement: String) throws {
        if let earlier = state.withLock({ $0.scripts[statement] }) {
            guard earlier == text else { throw JournalFailure.hasChanged(path, script: name) }
            return
        }
        try append(["script": .string(text), "statement": .string(statement)])
        state.withLock { $0.scripts[statement] = text }
    }

    // MARK: Files

    /// Notes a file that is about to get its name.
    func note(_ file: FileIdentity, at path: String, by statement: String) throws {
        try append([
            "file": .string(path), "statement": .string(statement),
            "device": .string("\(file.device)"), "inode": .string("\(file.inode)"),
        ])
        // Otherwise a power cut could leave the file, and a journal that does not know it.
        try sync()
        let written = JournalState.WrittenFile(path: path, identity: file)
        state.withLock { $0.files[statement, default: []].append(written) }
    }

    /// Whether it was this statement that wrote the file which is there.
    func wrote(_ path: String, by statement: String) -> Bool {
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
    ///
    /// - Parameter name: of the request in the journal.
    package func answer(
        to request: DiscogsRequest, named name: String, in statement: String
    ) throws -> DiscogsResponse? {
        guard let place = state.withLock({ $0.answers[JournalState.key(name, statement)] })
        else { return nil }
        guard let record = row(in: try bytes(in: place)) else {
            throw JournalFailure.broken(path, line: nil)
        }
        return try record.answer(to: request)
    }

    func note(_ answer: DiscogsResponse, to request: String, in statement: String) throws {
        try append(Row(answer, to: request, in: statement), answering: request, in: statement)
    }

    /// Notes an error that is an answer; one that says nothing about what was asked for is none.
    /// - Returns: whether it is one.
    @discardableResult
    func note(_ error: DiscogsError, to request: String, in statement: String) throws -> Bool {
        guard let record = Row(error, to: request, in: statement) else { return false }
        try append(record, answering: request, in: statement)
        return true
    }

    // MARK: Changes

    /// The name of a change in the journal: the same one may be wanted several times.
    func nextName(of change: DiscogsRequest, in statement: String) -> String {
        state.withLock { state in
            let key = JournalState.key(change.name, statement)
            let number = (state.changesSeen[key] ?? 0) + 1
            state.changesSeen[key] = number
            return "\(change.name) #\(number)"
        }
    }

    /// How far an earlier run came with a change that has no answer.
    func begun(_ change: String, in statement: String) -> JournalState.BegunChange? {
        state.withLock { $0.begunChanges[JournalState.key(change, statement)] }
    }

    /// Notes, before anything is sent, what is about to happen to a change.
    func note(
        _ change: String, in statement: String, as begun: JournalState.BegunChange?
    ) throws {
        try append([
            "change": .string(change), "statement": .string(statement),
            "state": .string(begun?.rawValue ?? "not sent"),
        ])
        try sync()
        state.withLock { $0.begunChanges[JournalState.key(change, statement)] = begun }
    }

    // MARK: The file

    private func append(_ record: Row, answering request: String, in statement: String) throws {
        let place = try append(record)
        state.withLock { $0.answers[JournalState.key(request, statement)] = place }
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
            let start = state.length
            do throws(FileWriteError) {
                if state.isBroken {
                    throw .system(path: path, operation: "write", errno: EIO)
                }
                try calls.writeAll(bytes, to: descriptor, path: path)
            } catch {
                // What was written of the line must not become the beginning of another one.
                state.isBroken = true
                _ = ftruncate(descriptor, off_t(start))
                throw JournalFailure.notWritten(error)
            }
            state.length += bytes.count
            return start..<(state.length - 1)
        }
    }

    private func sync() throws {
        guard calls.fsync(descriptor) == 0 else {
            throw JournalFailure.notWritten(
                .system(path: path, operation: "fsync", errno: errno))
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
        var state = JournalState()
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
                state.note(record, at: line.place)
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
}

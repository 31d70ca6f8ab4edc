import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A log file that is put aside when it has grown too large, and when a new day (UTC) begins:
/// `name` becomes `name.1`, that becomes `name.2`, and the oldest goes.
///
/// Any number of processes may write to the same file. Each holds the file's lock while it looks
/// whether the file is still in its place, puts it aside or adds a line, so none of them writes to a
/// file that was put aside, and none puts aside what another one just began. The system takes the
/// lock from who is killed; half a line that was left behind is ended by the next one. The file and
/// its folder are made with the first line, for the user alone.
final class RotatingFile: Sendable {
    private struct Opened: ~Copyable {
        var file: OpenFile?
        var hasFailed = false
        /// Whether the last wait for the lock was in vain: the next line does not wait.
        var isImpatient = false
    }

    let path: String
    private let maximumBytes: Int
    private let backupCount: Int
    private let patience: Int
    private let onFailure: @Sendable (SystemFailure) -> Void
    private let opened = Mutex(Opened())

    /// - Parameters:
    ///   - path: absolute.
    ///   - maximumBytes: a line that would make the file larger begins a new one.
    ///   - backupCount: how many older files are kept; with 0 a full file is deleted.
    ///   - patience: milliseconds to wait for the lock. Others hold it for some microseconds; who
    ///     was stopped with it in hand must not stop us too.
    ///   - onFailure: is told once, when a line cannot be written, which then is dropped, or a full
    ///     file not put aside, which then grows.
    init(
        path: String, maximumBytes: Int, backupCount: Int, patience: Int = 1000,
        onFailure: @escaping @Sendable (SystemFailure) -> Void
    ) {
        self.path = path
        self.maximumBytes = maximumBytes
        self.backupCount = backupCount
        self.patience = patience
        self.onFailure = onFailure
    }

    /// Appends a line that ends with a newline.
    /// - Returns: whether it is in the file.
    @discardableResult
    func append(_ line: [UInt8], at time: WallTime) -> Bool {
        let (isWritten, failure) = opened.withLock { opened -> (Bool, SystemFailure?) in
            var isWritten = false
            var failure: SystemFailure?
            do throws(SystemFailure) {
                failure = try write(line, at: time, to: &opened)
                isWritten = true
            } catch {
                opened.file = nil
                failure = error
            }
            if opened.hasFailed { return (isWritten, nil) }
            opened.hasFailed = failure != nil
            return (isWritten, failure)
        }
        if let failure { onFailure(failure) }
        return isWritten
    }

    /// - Returns: why a full file was not put aside.
    private func write(
        _ line: [UInt8], at time: WallTime, to opened: inout Opened
    ) throws(SystemFailure) -> SystemFailure? {
        var failure: SystemFailure?
        while true {
            let isLocked = try lock(&opened)
            defer { if isLocked { opened.file?.unlock() } }
            if let isInPlace = opened.file?.isInPlace(), !isInPlace {
                close(&opened)
                continue
            }
            guard let status = try opened.file?.status() else { continue }
            if isLocked, failure == nil, needsRotation(status, adding: line.count, at: time) {
                do throws(SystemFailure) {
                    try rotate()
                    close(&opened)
                    continue
                } catch {
                    failure = error
                }
            }
            let isTorn = try opened.file?.endsInLine(of: status) == false
            try opened.file?.write(isTorn ? [UInt8(ascii: "\n")] + line : line)
            // The system's time of a change lags by some milliseconds: at midnight the first lines
            // of a day would be yesterday's, and each be put aside.
            opened.file?.setLastChange(status.st_size == 0 ? time : max(time, status.lastChange))
            // Whoever writes without the lock may be overtaken.
            if !isLocked, try opened.file?.status().st_nlink == 0 { continue }
            return failure
        }
    }

    /// Opens the file where it is not open, and waits for its lock.
    /// - Returns: false when somebody holds the lock for longer than we wait. A line is added all the
    ///   same, which no line of others can get into; only rotating has to wait.
    private func lock(_ opened: inout Opened) throws(SystemFailure) -> Bool {
        if opened.file == nil { opened.file = try open() }
        for attempt in 0...(opened.isImpatient ? 0 : patience) {
            if attempt > 0 { poll(nil, 0, 1) }
            if let isLocked = opened.file?.lock(), isLocked {
                opened.isImpatient = false
                return true
            }
        }
        opened.isImpatient = true
        return false
    }

    /// A program that is just being started may have the file, too, and with it the lock.
    private func close(_ opened: inout Opened) {
        opened.file?.unlock()
        opened.file = nil
    }

    private func open() throws(SystemFailure) -> OpenFile {
        let flags = O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW
        let file: OpenFile
        do throws(SystemFailure) {
            file = try OpenFile(path, flags)
        } catch {
            guard error.code == ENOENT else { throw error }
            try FilePlace.makePrivateFolder(FilePlace.folder(of: path))
            file = try OpenFile(path, flags)
        }
        // Somebody else's file is no log of ours.
        guard try file.status().st_uid == geteuid() else {
            throw SystemFailure(path: path, code: EPERM)
        }
        return file
    }

    /// An empty file never needs it, so a line longer than the limit is written all the same.
    private func needsRotation(_ status: stat, adding count: Int, at time: WallTime) -> Bool {
        guard status.st_size > 0 else { return false }
        return Int(status.st_size) + count > maximumBytes || status.lastChange.day < time.day
    }

    /// Puts the file aside, whose lock is ours.
    ///
    /// Only those make room that are in the way: where a process was killed in the middle, a number
    /// is free, and those behind it stay where they are instead of going before their time.
    private func rotate() throws(SystemFailure) {
        guard backupCount > 0 else {
            guard unlink(path) == 0 || errno == ENOENT else { throw SystemFailure(path: path) }
            return
        }
        let free = (1...backupCount).first { !FilePlace.isThere("\(path).\($0)") } ?? backupCount
        for number in stride(from: free - 1, through: 1, by: -1) {
            try move("\(path).\(number)", to: "\(path).\(number + 1)")
        }
        try move(path, to: "\(path).1")
    }

    private func move(_ old: String, to new: String) throws(SystemFailure) {
        guard rename(old, new) == 0 else { throw SystemFailure(path: new) }
    }
}

extension OpenFile {
    /// Whether nothing stands at the end of the file that a line would go on with.
    fileprivate func endsInLine(of status: stat) throws(SystemFailure) -> Bool {
        guard status.st_size > 0 else { return true }
        return try read(limit: 1, from: Int(status.st_size) - 1).first == UInt8(ascii: "\n")
    }
}

extension stat {
    fileprivate var lastChange: WallTime {
        #if canImport(Darwin)
            let time = st_mtimespec
        #else
            let time = st_mtim
        #endif
        return WallTime(
            seconds: Int64(time.tv_sec), milliseconds: Int64(time.tv_nsec) / 1_000_000)
    }
}

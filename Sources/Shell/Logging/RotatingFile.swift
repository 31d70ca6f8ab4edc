import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A log file that is put aside when it has grown too large, and when a new day (UTC) begins:
/// `name` becomes `name.1`, that becomes `name.2`, and the oldest goes.
///
/// Several processes may write to the same file. A line is one write at the end of the file,
/// so lines never mix. The lock is taken only to rotate; the others notice that the file has
/// another inode, and follow. The file and its folder are made with the first line, for the user
/// alone.
final class RotatingFile: Sendable {
    private struct Opened: ~Copyable {
        var file: OpenFile?
        /// The last write stopped in the middle of a line.
        var isTorn = false
        var hasFailed = false
    }

    let path: String
    private let maximumBytes: Int
    private let backupCount: Int
    private let onFailure: @Sendable (SystemFailure) -> Void
    private let opened = Mutex(Opened())

    /// - Parameters:
    ///   - path: absolute.
    ///   - maximumBytes: a line that would make the file larger begins a new one.
    ///   - backupCount: how many older files are kept; with 0 a full file is deleted.
    ///   - onFailure: is told once when a line cannot be written; such lines are dropped.
    init(
        path: String, maximumBytes: Int, backupCount: Int,
        onFailure: @escaping @Sendable (SystemFailure) -> Void
    ) {
        self.path = path
        self.maximumBytes = maximumBytes
        self.backupCount = backupCount
        self.onFailure = onFailure
    }

    /// Appends a line that ends with a newline.
    func append(_ line: [UInt8], at time: WallTime) {
        let failure: SystemFailure? = opened.withLock { opened in
            do throws(SystemFailure) {
                try write(line, at: time, to: &opened)
                return nil
            } catch {
                opened.file = nil
                if opened.hasFailed { return nil }
                opened.hasFailed = true
                return error
            }
        }
        if let failure { onFailure(failure) }
    }

    private func write(
        _ line: [UInt8], at time: WallTime, to opened: inout Opened
    ) throws(SystemFailure) {
        try reopenIfMoved(&opened)
        if try needsRotation(opened, adding: line.count, at: time) {
            try rotate(&opened)
        }
        let isTorn = opened.isTorn
        opened.isTorn = true
        try opened.file?.write(isTorn ? [UInt8(ascii: "\n")] + line : line)
        opened.isTorn = false
    }

    private func reopenIfMoved(_ opened: inout Opened) throws(SystemFailure) {
        if let isInPlace = opened.file?.isInPlace(), isInPlace { return }
        // Closed first, or both would be open.
        opened.file = nil
        let flags = O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW
        do throws(SystemFailure) {
            opened.file = try OpenFile(path, flags)
        } catch {
            guard error.code == ENOENT else { throw error }
            try FilePlace.makePrivateFolder(FilePlace.folder(of: path))
            opened.file = try OpenFile(path, flags)
        }
        // Somebody else's file is no log of ours.
        guard try opened.file?.status().st_uid == geteuid() else {
            throw SystemFailure(path: path, code: EPERM)
        }
    }

    /// An empty file never needs it, so a line longer than the limit is written all the same.
    private func needsRotation(
        _ opened: borrowing Opened, adding count: Int, at time: WallTime
    ) throws(SystemFailure) -> Bool {
        guard let status = try opened.file?.status(), status.st_size > 0 else { return false }
        return Int(status.st_size) + count > maximumBytes || status.lastChange.day < time.day
    }

    private func rotate(_ opened: inout Opened) throws(SystemFailure) {
        guard lock(opened) else { return }
        // Somebody else may have been before we had the lock.
        if let isInPlace = opened.file?.isInPlace(), isInPlace {
            if backupCount == 0 {
                unlink(path)
            } else {
                for number in stride(from: backupCount - 1, through: 1, by: -1) {
                    rename("\(path).\(number)", "\(path).\(number + 1)")
                }
                guard rename(path, "\(path).1") == 0 else { throw SystemFailure(path: path) }
            }
        }
        try reopenIfMoved(&opened)
    }

    /// Others hold the lock for a moment. One that was stopped with it in hand must not stop us
    /// too: after 50 ms the file just grows.
    private func lock(_ opened: borrowing Opened) -> Bool {
        for _ in 0..<50 {
            if let isLocked = opened.file?.lock(), isLocked { return true }
            poll(nil, 0, 1)
        }
        return false
    }
}

extension stat {
    fileprivate var lastChange: WallTime {
        #if canImport(Darwin)
            WallTime(seconds: Int64(st_mtimespec.tv_sec))
        #else
            WallTime(seconds: Int64(st_mtim.tv_sec))
        #endif
    }
}
